//! The templates of a site, the theme's and its own: compiled once, rendered for each page. Pages of the theme are
//! rendered by the code in `native` where the site has left the theme's templates alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use crate::diag::{Checked, Diagnostic, catalog};
use crate::i18n::{self, Catalogs};
use crate::page::view::{ListsView, SiteView, TemplateContext};
use crate::render::messages::Messages;
use crate::render::native::{self, CardCache, Framing, KEYS, NativePlan, PartCache, Writer};
use crate::render::{cards, components, errors, translate};
use crate::source::{SourcePath, SourceTree};
use crate::theme;

/// Maximum number of rounds in which one build looks for broken templates; each costs a compilation of all.
const MAX_BROKEN_TEMPLATES: usize = 20;

/// Initial capacity for a rendered page, in bytes: most are smaller.
const PAGE_CAPACITY: usize = 16 * 1024;

/// Template that puts the compiled main part of a page into a frame of the site's own, and its variable.
///
/// Names that begin with a dot are skipped when a site is read, so that no template of a site has such a name.
const FRAMED: &str = ".framed.html";
const FRAMED_TEXT: &str =
    "{% extends \"base.html\" %}{% block main %}{{ _main }}{% endblock main %}";
const MAIN: &str = "_main";

/// Suffixes of templates in which values are escaped as HTML or XML.
const ESCAPED: [&str; 6] = [".html", ".htm", ".xml", ".svg", ".atom", ".rss"];

/// Compiled templates, independent of any language or site. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Engine(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    tera: Tera,
    /// Template texts by name, for messages.
    sources: BTreeMap<String, String>,
    /// Whether the site has templates of its own.
    is_custom: bool,
    /// Whether it has messages of its own.
    has_own_messages: bool,
    native: NativePlan,
}

/// Compiled templates with the variables and functions that all pages of a language share.
#[derive(Debug)]
pub struct Templates {
    compiled: Engine,
    /// One for each language, the main one first.
    languages: Vec<LanguageTemplates>,
}

/// What all pages of one language share.
#[derive(Debug)]
struct LanguageTemplates {
    shared: Shared,
    messages: Arc<Messages>,
    cards: CardCache,
    parts: PartCache,
    /// The engine with the functions and variables of the language. Made in advance only if the site has templates of
    /// its own: pages of the theme need it when something goes wrong.
    tera: Option<Tera>,
}

/// Variables that all pages of one language share.
#[derive(Debug, Hash)]
pub struct Shared {
    /// Language as a BCP 47 tag.
    pub language: String,
    pub site: SiteView,
    pub lists: ListsView,
}

impl Engine {
    /// Compiles the templates of `tree`, which includes the theme's.
    ///
    /// Reports every broken template; the value is `None` if there is one.
    pub fn compile(tree: &SourceTree) -> Checked<Option<Self>> {
        let mut diagnostics = Vec::new();
        let mut sources: BTreeMap<&str, &str> = BTreeMap::new();
        for file in tree
            .under("templates/")
            .iter()
            .filter(|file| is_template(&file.path))
        {
            let name = file
                .path
                .as_str()
                .strip_prefix("templates/")
                .unwrap_or_default();
            match str::from_utf8(file.bytes()) {
                Ok(text) => drop(sources.insert(name, text)),
                Err(error) => diagnostics.push(catalog::files::file_not_utf8(&file.path, error)),
            }
        }
        let mut stand_ins: BTreeSet<&str> = BTreeSet::new();
        for _ in 0..MAX_BROKEN_TEMPLATES {
            let mut tera = engine();
            let complete = components::complete(&sources);
            let texts = complete.iter().map(|(name, text)| (name.as_str(), &**text));
            let texts = texts.chain([(FRAMED, FRAMED_TEXT)]);
            let Err(error) = tera.add_raw_templates(texts) else {
                let value = diagnostics
                    .is_empty()
                    .then(|| Engine::new(tera, tree, &sources, complete));
                return Checked { value, diagnostics };
            };
            let mut found = errors::diagnose(&error, &sources);
            // Errors in a stand-in follow from the template it replaces, which is reported already.
            found.retain(|found| !stand_ins.contains(errors::template_of(&found.place.path)));
            // The engine compiles all templates or none. To find further broken ones, try again with the theme's own
            // template, or an empty one, in place of each that failed.
            let mut replaced = false;
            for name in found
                .iter()
                .map(|found| errors::template_of(&found.place.path))
            {
                if let Some((name, source)) = sources
                    .get_key_value(name)
                    .map(|(name, source)| (*name, *source))
                {
                    let stand_in = theme_template(name);
                    replaced |= source != stand_in;
                    sources.insert(name, stand_in);
                    stand_ins.insert(name);
                }
            }
            diagnostics.extend(found);
            // Nothing new to replace: another round would report the same again.
            if !replaced {
                break;
            }
        }
        Checked {
            value: None,
            diagnostics,
        }
    }

    /// Keeps the engine, which has compiled the templates `complete`, made from `sources`.
    fn new(
        tera: Tera,
        tree: &SourceTree,
        sources: &BTreeMap<&str, &str>,
        complete: BTreeMap<String, Cow<'_, str>>,
    ) -> Self {
        let texts: BTreeMap<String, String> = complete
            .into_iter()
            .map(|(name, text)| (name, text.into_owned()))
            .collect();
        let own = sources
            .iter()
            .filter(|(name, text)| components::is_own(name, text));
        let own: BTreeSet<&str> = own.map(|(name, _)| *name).collect();
        Engine(Arc::new(Compiled {
            native: NativePlan::new(&texts, &own, &components::of_site(sources)),
            is_custom: !own.is_empty(),
            has_own_messages: tree.under(i18n::FOLDER).iter().any(|file| {
                let name = errors::template_of(&file.path);
                file.bytes() != theme_template(name).as_bytes()
            }),
            tera,
            sources: texts,
        }))
    }

    /// Returns whether some page is rendered by the template engine, which wants cards in its own form.
    pub fn interprets_pages(&self) -> bool {
        self.0.native.interprets_pages
    }

    /// Makes the engine for one language.
    fn of_language(&self, shared: &Shared, messages: &Arc<Messages>) -> Tera {
        let mut tera = self.0.tera.clone();
        tera.register_function("t", translate::function(Arc::clone(messages)));
        // `card` gets a copy of the engine with `t`, which its component needs, and the placeholder for `card`: cards do
        // not contain cards.
        tera.register_function("card", cards::function(tera.clone()));
        let context = tera.global_context();
        context.insert_value("site", Value::from_serializable(&shared.site));
        context.insert_value("lists", Value::from_serializable(&shared.lists));
        tera
    }
}

impl Templates {
    /// Prepares the templates for each language in `shared`, the main one first, with the messages of `catalogs`.
    pub fn new(compiled: &Engine, shared: Vec<Shared>, catalogs: &Catalogs) -> Self {
        let of_language = |shared: Shared| {
            let messages = Messages::new(catalogs.of(&shared.language), KEYS);
            let messages = Arc::new(messages);
            let tera = || compiled.of_language(&shared, &messages);
            LanguageTemplates {
                tera: compiled.0.is_custom.then(tera),
                shared,
                messages,
                cards: CardCache::default(),
                parts: PartCache::default(),
            }
        };
        Templates {
            compiled: compiled.clone(),
            languages: shared.into_iter().map(of_language).collect(),
        }
    }

    /// Returns the templates of the theme that are interpreted instead of running as compiled code, each with the
    /// reason: the site has replaced something that they use.
    pub fn interpreted(&self) -> &BTreeMap<String, String> {
        self.compiled.0.native.interpreted()
    }

    /// Returns whether rendering a page can fail: the site has templates or messages of its own. Those of the theme are
    /// tested.
    pub fn can_fail(&self) -> bool {
        self.compiled.0.is_custom || self.compiled.0.has_own_messages
    }

    /// Renders the template `name` with its variables, in the language of the page.
    pub fn render(&self, name: &str, context: &TemplateContext) -> Result<Vec<u8>, Diagnostic> {
        let language = context.page.as_ref().map(|page| page.language.as_str());
        let own = self
            .languages
            .iter()
            .find(|own| Some(own.shared.language.as_str()) == language);
        let language = own
            .or(self.languages.first())
            .expect("a site has a main language");
        let Some(page) = self.compiled.0.native.page(name) else {
            return self.interpret(name, context, language);
        };
        if let Some(page) = self.render_native(page, context, language) {
            return Ok(page);
        }
        let interpreted = self.interpret(name, context, language);
        debug_assert!(
            interpreted.is_err(),
            "compiled code gives up only where the engine reports an error: {name}"
        );
        interpreted
    }

    /// Renders a page with the theme's compiled code. Returns `None` where something is missing, which the engine reports
    /// with its place.
    fn render_native(
        &self,
        page: &native::Page,
        context: &TemplateContext,
        language: &LanguageTemplates,
    ) -> Option<Vec<u8>> {
        let plan = &self.compiled.0.native;
        let mut writer = Writer {
            html: String::with_capacity(PAGE_CAPACITY),
            plan,
            site: &language.shared.site,
            lists: &language.shared.lists,
            messages: &language.messages,
            cards: &language.cards,
            parts: &language.parts,
            tera: language.tera.as_ref(),
        };
        match plan.framing {
            _ if !page.is_framed => (page.draw)(&mut writer, context)?,
            Framing::Compiled => native::frame(&mut writer, context, page.draw)?,
            Framing::Interpreted(inputs) => {
                (page.draw)(&mut writer, context)?;
                let mut variables = native::variables(inputs, context)?;
                variables.insert_value(MAIN, Value::safe_string(&writer.html));
                let tera = language.tera.as_ref()?;
                let mut page = Vec::with_capacity(PAGE_CAPACITY);
                tera.render_to(FRAMED, &variables, &mut page).ok()?;
                return Some(page);
            }
        }
        Some(writer.html.into_bytes())
    }

    fn interpret(
        &self,
        name: &str,
        context: &TemplateContext,
        language: &LanguageTemplates,
    ) -> Result<Vec<u8>, Diagnostic> {
        let compiled = &self.compiled.0;
        let href = context.page.as_ref().map(|page| page.href.as_str());
        let fail = |error: Error| errors::rendering(&error, href, &compiled.sources);
        let variables = Context::from_serialize(context).map_err(fail)?;
        let made;
        let tera = match &language.tera {
            Some(tera) => tera,
            None => {
                made = self
                    .compiled
                    .of_language(&language.shared, &language.messages);
                &made
            }
        };
        let mut page = Vec::with_capacity(PAGE_CAPACITY);
        tera.render_to(name, &variables, &mut page).map_err(fail)?;
        Ok(page)
    }
}

fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(ESCAPED);
    // Placeholders, so that templates compile: each language registers its own functions later.
    for name in ["t", "card"] {
        tera.register_function(name, |_: Kwargs, _: &State| -> TeraResult<Value> {
            Err(Error::message("this is not to be had here"))
        });
    }
    // The engine's own `group_by` returns groups in a different order on every run.
    tera.register_filter(
        "group_by",
        |_: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            Err(Error::message(
                "`group_by` has no fixed order; lists come grouped and sorted",
            ))
        },
    );
    tera
}

/// Returns whether the file at `path`, which is below `templates/`, is a template rather than a message catalog.
fn is_template(path: &SourcePath) -> bool {
    !path.as_str().starts_with(i18n::FOLDER)
}

pub(super) fn theme_template(name: &str) -> &'static str {
    let path = format!("templates/{name}");
    let bytes = theme::FILES
        .iter()
        .find(|(known, _)| *known == path)
        .map_or(&[][..], |(_, bytes)| bytes);
    str::from_utf8(bytes).unwrap_or_default()
}
