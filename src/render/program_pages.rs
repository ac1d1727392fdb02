//! Pages of the program itself, such as the overview of the preview: rendered from templates inside the binary, apart
//! from those of the site.

use serde::Serialize;
use tera::{Context, Tera};

/// Compiled templates of the program itself.
#[derive(Debug)]
pub struct ProgramPages(Tera);

impl ProgramPages {
    /// Compiles `templates`, given as names that end in `.html` and texts.
    ///
    /// Panics if one is broken: they are part of the program.
    pub fn compile(templates: &[(&str, &str)]) -> Self {
        let mut tera = Tera::default();
        let outcome = tera.add_raw_templates(templates.iter().copied());
        assert!(
            outcome.is_ok(),
            "the program's own templates compile: {outcome:?}"
        );
        ProgramPages(tera)
    }

    /// Renders the template `name` with the variables `seen`.
    pub fn render(&self, name: &str, seen: &impl Serialize) -> String {
        let context = Context::from_serialize(seen);
        let rendered = context.and_then(|context| self.0.render(name, &context));
        rendered.unwrap_or_else(|error| panic!("the program's own templates render: {error}"))
    }
}
