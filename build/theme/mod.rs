//! Compiler of templates: puts the program together from pages, the frame around them, parts and components, and says
//! what each depends on.
//!
//! `lexer` and `parser` read a template, `views` reads the types, `translate` and `evaluate` write the functions.

mod evaluate;
mod expressions;
mod lexer;
mod parser;
mod syntax;
mod translate;
mod values;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use syntax::{Node, Problem, Template};
use translate::{CARD, Components, Failure, Function, PARTS, Program};
use views::Views;

/// The template around most pages, and its block for what they show.
const FRAME: &str = "base.html";
const MAIN: &str = "main";
/// The file of components, which has no page of its own.
const COMPONENTS: &str = "components.html";
/// The structure of a page's variables.
const CONTEXT: &str = "TemplateContext";

/// Compiles `templates` (names and texts) over the structures that `views` declare. Fails with a message that names the
/// place.
pub(crate) fn compile(templates: &[(String, String)], views: &[String]) -> Result<String, String> {
    let views = Views::read(views.iter().map(String::as_str));
    let mut parsed = BTreeMap::new();
    for (name, text) in templates {
        let template =
            parser::parse(name, text).map_err(|problem| place(name, &problem, templates))?;
        parsed.insert(name.as_str(), template);
    }
    write(&parsed, &views).map_err(|(name, problem)| place(name, &problem, templates))
}

/// Returns the message of a problem: `templates/file:line:column: what is wrong`.
fn place(name: &str, problem: &Problem, templates: &[(String, String)]) -> String {
    let text = templates.iter().find(|(known, _)| known == name);
    let before = text
        .and_then(|(_, text)| text.get(..problem.at))
        .unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    format!("templates/{name}:{line}:{column}: {}", problem.message)
}

type Templates<'t> = BTreeMap<&'t str, Template>;

fn write<'t>(templates: &'t Templates<'t>, views: &'t Views) -> Result<String, Failure<'t>> {
    let mut components = Components::new();
    for template in templates.values() {
        for component in &template.components {
            components.insert(&component.name, (&template.name, component));
        }
    }
    let mut program = Program::new(views, components);
    let mut pages = String::new();
    let mut parts = String::new();
    for template in templates.values() {
        let name = template.name.as_str();
        if name == COMPONENTS || name == FRAME {
            continue;
        }
        let function = rust_name(name);
        if name.starts_with(PARTS) {
            let mut part = Function::new(name, name);
            part.roots = Some(BTreeSet::new());
            program.nodes(&template.nodes, &mut part)?;
            finish(&mut program, part, &function);
            let _ = writeln!(
                parts,
                "PartTemplate {{ name: {name:?}, draw: {function}, components: {} }},",
                called(&program, name)
            );
            continue;
        }
        pages.push_str(&page(&mut program, template, templates)?);
    }
    let mut frame = Function::new(FRAME, FRAME);
    frame.roots = Some(BTreeSet::new());
    if let Some(base) = templates.get(FRAME) {
        for node in &base.nodes {
            match node {
                Node::Block(name, _) if name == MAIN => frame.push("draw(w, c)?;"),
                node => program.nodes(std::slice::from_ref(node), &mut frame)?,
            }
        }
    }
    finish(&mut program, frame, "frame");
    let mut code = program.code.clone();
    let _ = write!(
        code,
        "pub(in crate::render) const PAGES: &[Page] = &[\n{pages}];\n\npub(in crate::render) const PARTS: &[PartTemplate] = &[\n{parts}];\n\n\
         pub(in crate::render) const FRAME_COMPONENTS: &[&str] = {};\n\npub(in crate::render) const CARD_COMPONENTS: &[&str] = {};\n\n\
         pub(in crate::render) const KEYS: &[&str] = &{:?};\n\n\
         pub(in crate::render) const BLOCKS: &[&str] = &{:?};\n\n\
         pub(in crate::render) const VARIABLES: &[&str] = &{:?};\n",
        called(&program, FRAME),
        called(&program, CARD),
        program.keys,
        inner_blocks(templates).into_iter().collect::<Vec<_>>(),
        views.fields(CONTEXT)
    );
    Ok(code)
}

/// Writes the function of a page, and returns its row in the list of pages.
fn page<'t>(
    program: &mut Program<'t>,
    template: &'t Template,
    templates: &'t Templates<'t>,
) -> Result<String, Failure<'t>> {
    let name = template.name.as_str();
    let chain = chain(template, templates)?;
    let mut page = Function::new(name, name);
    page.roots = Some(BTreeSet::new());
    page.blocks = blocks(&chain);
    let outermost = chain.last().copied().unwrap_or(template);
    let framed = outermost.name == FRAME;
    if framed {
        program.block(MAIN, 0, &mut page)?;
    } else {
        program.nodes(&outermost.nodes, &mut page)?;
    }
    let function = rust_name(name);
    finish(program, page, &function);
    let files = chain.iter().map(|file| file.name.as_str());
    let files: Vec<&str> = files.filter(|file| *file != FRAME).collect();
    Ok(format!(
        "Page {{ name: {name:?}, draw: {function}, is_framed: {framed}, files: &{files:?}, components: {} }},\n",
        called(program, name)
    ))
}

/// Returns the names of the blocks that templates have inside `main`.
fn inner_blocks<'t>(templates: &'t Templates<'t>) -> BTreeSet<&'t str> {
    let mut inner = BTreeSet::new();
    for template in templates.values() {
        inner.extend(blocks(&[template]).into_keys());
    }
    inner.remove(MAIN);
    inner
}

/// Ends a function of the page's variables: declares those that it reads, which a page may lack.
fn finish(program: &mut Program<'_>, mut function: Function<'_>, name: &str) {
    function.flush();
    let mut roots = String::new();
    for root in function.roots.iter().flatten() {
        let _ = writeln!(roots, "let {root} = c.{root}.as_ref()?;");
    }
    let draw = if name == "frame" { ", draw: Draw" } else { "" };
    let _ = write!(
        program.code,
        "pub(in crate::render) fn {name}(w: &mut Writer<'_>, c: &TemplateContext{draw}) -> Option<()> {{\nlet site = w.site();\nlet lists = w.lists();\n{roots}{}Some(())\n}}\n\n",
        function.code
    );
}

/// Returns `template` with all that it extends, itself first.
fn chain<'t>(
    template: &'t Template,
    templates: &'t Templates<'t>,
) -> Result<Vec<&'t Template>, Failure<'t>> {
    let mut chain = vec![template];
    let mut last = template;
    while let Some(parent) = &last.parent {
        match templates.get(parent.as_str()).filter(|_| chain.len() < 10) {
            Some(found) => last = found,
            None => {
                return Err((
                    &last.name,
                    Problem::new(0, format!("`{parent}` cannot be extended")),
                ));
            }
        }
        chain.push(last);
    }
    Ok(chain)
}

/// Returns the bodies of each block of `chain`, those of the page itself first.
fn blocks<'t>(chain: &[&'t Template]) -> BTreeMap<&'t str, Vec<(&'t str, &'t [Node])>> {
    let mut blocks = BTreeMap::new();
    for template in chain {
        collect(template, &template.nodes, &mut blocks);
    }
    blocks
}

fn collect<'t>(
    template: &'t Template,
    nodes: &'t [Node],
    blocks: &mut BTreeMap<&'t str, Vec<(&'t str, &'t [Node])>>,
) {
    for node in nodes {
        if let Node::Block(name, body) = node {
            blocks.entry(name).or_default().push((&template.name, body));
            collect(template, body, blocks);
        }
    }
}

/// Returns the name of the function of a template: `parts/head.html` → `template_parts_head`.
fn rust_name(template: &str) -> String {
    let name = template.trim_end_matches(".html").replace(['/', '-'], "_");
    format!("template_{name}")
}

/// Returns the components that `unit` calls, directly or not, as a Rust list.
fn called(program: &Program<'_>, unit: &str) -> String {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut pending = vec![unit];
    while let Some(unit) = pending.pop() {
        for called in program.calls.get(unit).into_iter().flatten() {
            if found.insert(called) {
                pending.push(called);
            }
        }
    }
    if unit == CARD {
        found.insert(CARD);
    }
    format!("&{:?}", found.into_iter().collect::<Vec<_>>())
}
