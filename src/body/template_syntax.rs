//! Template syntax of other generators, left over from an import: shortcodes, includes, directives, attribute lists. It
//! would be printed as text, so `mistakes` reports it.

use std::ops::Range;

use super::block_text::HIDDEN;

/// Form of template syntax: the generator that has it, and what Dateline has instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct TemplateSyntax {
    pub generator: &'static str,
    pub instead: &'static str,
}

const HUGO: TemplateSyntax = TemplateSyntax {
    generator: "Hugo",
    instead: "write a picture as `![what it shows](picture.jpg)`, a film as a link: `[title](https://…)`",
};
const ZOLA: TemplateSyntax = TemplateSyntax {
    generator: "Zola",
    ..HUGO
};
const LIQUID: TemplateSyntax = TemplateSyntax {
    generator: "Jekyll, Eleventy or Hexo",
    instead: "write out what it stands for, or `[text](brief:slug)` for a link",
};
const HANDLEBARS: TemplateSyntax = TemplateSyntax {
    generator: "Ghost or Handlebars",
    ..LIQUID
};
const EMBEDDED: TemplateSyntax = TemplateSyntax {
    generator: "PHP, ERB or EJS",
    ..LIQUID
};
const WORDPRESS: TemplateSyntax = TemplateSyntax {
    generator: "WordPress",
    instead: "write a picture and its caption as `![what it shows](picture.jpg \"caption\")`, a film or a post as a link",
};
const BBCODE: TemplateSyntax = TemplateSyntax {
    generator: "BBCode or WordPress",
    instead: "write bold as `**…**`, a link as `[text](https://…)`, a quotation as `> …`",
};
const KRAMDOWN: TemplateSyntax = TemplateSyntax {
    generator: "kramdown (Jekyll) or Pandoc",
    instead: "delete it: texts have no classes; headings may have an id, `## Title {#id}`",
};
const CONTAINER: TemplateSyntax = TemplateSyntax {
    generator: "Docusaurus, VuePress or MyST",
    instead: "write a note as a paragraph with a bold lead-in, `**Note:** …`",
};
const ADMONITION: TemplateSyntax = TemplateSyntax {
    generator: "MkDocs",
    ..CONTAINER
};
const ALERT: TemplateSyntax = TemplateSyntax {
    generator: "GitHub or Obsidian",
    ..CONTAINER
};
const OBSIDIAN: TemplateSyntax = TemplateSyntax {
    generator: "Obsidian",
    instead: "write a comment as `<!-- … -->`",
};
const MDX: TemplateSyntax = TemplateSyntax {
    generator: "MDX (Docusaurus, Astro, Next.js)",
    ..LIQUID
};
const DIRECTIVE: TemplateSyntax = TemplateSyntax {
    generator: "reStructuredText or AsciiDoc",
    ..HUGO
};

/// Shortcodes of WordPress that are recognised without attributes.
const SHORTCODES: [&str; 3] = ["caption", "gallery", "embed"];

/// Words that begin an admonition: `!!! note`.
const ADMONITIONS: [&str; 20] = [
    "abstract",
    "attention",
    "bug",
    "caution",
    "danger",
    "error",
    "example",
    "failure",
    "hint",
    "important",
    "info",
    "note",
    "question",
    "quote",
    "seealso",
    "success",
    "summary",
    "tip",
    "todo",
    "warning",
];

/// Words that begin a directive of AsciiDoc: `image::a.png[]`.
const MACROS: [&str; 9] = [
    "audio", "endif", "ifdef", "ifndef", "image", "include", "toc", "video", "ifeval",
];

/// Finds template syntax in the `text` of a block, in order, each with its range and form.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, TemplateSyntax)> {
    let mut found = Vec::new();
    let mut from = 0;
    let is_sign = |byte: u8| matches!(byte, b'{' | b'[' | b'<' | b'%');
    // By bytes: `str::find` decodes every character, at five times the cost.
    while let Some(offset) = text[from..].bytes().position(is_sign) {
        let start = from + offset;
        let rest = &text[start..];
        let at = match rest.as_bytes()[0] {
            b'{' => braces(rest, text[..start].chars().next_back()),
            b'[' => brackets(rest, &text[..start]),
            b'<' => tag(rest),
            _ => obsidian(rest, &text[..start]),
        };
        from = match at {
            Some((len, form)) => {
                found.push((start..start + len, form));
                start + len
            }
            None => start + 1,
        };
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let typed = line.trim();
        if let Some(form) = line_form(typed) {
            let start = at + (line.len() - line.trim_start().len());
            found.push((start..start + typed.len(), form));
        }
        at += line.len();
    }
    // A line may be a form as a whole and contain others: it is reported once.
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found.dedup_by(|later, first| later.0.start < first.0.end);
    found
}

/// Returns whether a line begins after `before`, apart from spaces.
fn is_line_start(before: &str) -> bool {
    before
        .trim_end_matches(' ')
        .chars()
        .next_back()
        .is_none_or(|letter| letter == '\n')
}

/// Parses syntax that begins with `{`, after the character `before`. Returns its length and form.
fn braces(rest: &str, before: Option<char>) -> Option<(usize, TemplateSyntax)> {
    let until = |end: &str| near(rest).find(end).map(|at| at + end.len());
    match rest.as_bytes().get(1)? {
        b'%' => Some((until("%}")?, LIQUID)),
        // `{# a note #}`, unlike `{#id}`.
        b'#' if rest[2..].starts_with([' ', '-']) => Some((until("#}")?, LIQUID)),
        b'{' => {
            let len = until("}}")?;
            Some((len, expression(&rest[2..len - 2])?))
        }
        // The second of two braces: they have been rejected together already.
        _ if before == Some('{') => None,
        _ => {
            let len = until("}")?;
            is_attributes(&rest[1..len - 1], before).then_some((len, KRAMDOWN))
        }
    }
}

/// Returns the form of an expression between `{{` and `}}`, or `None` for a mere name: `{{ x }}` is text.
fn expression(inside: &str) -> Option<TemplateSyntax> {
    match inside.as_bytes().first()? {
        b'<' | b'%' => return Some(HUGO),
        b'#' | b'/' | b'>' | b'!' | b'{' => return Some(HANDLEBARS),
        _ => {}
    }
    let inside = inside.trim_matches(['-', ' ', '\n']);
    let name_len = inside
        .find(|letter: char| !is_name_letter(letter))
        .unwrap_or(inside.len());
    let (name, after) = inside.split_at(name_len);
    let is_call = is_name(name) && after.starts_with('(') && after.ends_with(')');
    is_call.then_some(ZOLA)
}

fn is_name_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-')
}

/// Returns whether an attribute list is between `{` and `}`: `.class`, `#id`, `key=value`.
fn is_attributes(inside: &str, before: Option<char>) -> bool {
    if let Some(extension) = inside.strip_prefix("::") {
        return extension
            .trim_start_matches('/')
            .starts_with(|letter: char| letter.is_ascii_lowercase());
    }
    let (list, is_kramdown) = match inside.strip_prefix(':') {
        Some(list) => (list, true),
        None => (inside, false),
    };
    let mut words = list.split_whitespace().peekable();
    if words.peek().is_none() {
        return false;
    }
    // `key=value` needs a link, a picture or code before it: in prose, `{x=1}` is a formula.
    let closes = before.is_some_and(|before| matches!(before, ')' | ']' | HIDDEN));
    words.all(|word| match word.strip_prefix(['.', '#']) {
        Some(name) => {
            name.starts_with(|letter: char| letter.is_ascii_alphabetic())
                && name.chars().all(is_name_letter)
        }
        None if is_kramdown => word == "toc" || word.contains('='),
        None => closes && word.split_once('=').is_some_and(|(key, _)| is_name(key)),
    })
}

fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.chars().all(is_name_letter)
}

/// Parses syntax that begins with `[` and is no link, after the text `before`. Returns its length and form.
fn brackets(rest: &str, before: &str) -> Option<(usize, TemplateSyntax)> {
    let len = near(rest).find(']')? + 1;
    let inside = &rest[1..len - 1];
    if let Some(word) = inside.strip_prefix('!') {
        let word = word.trim_end_matches(['+', '-']);
        return (is_line_start(before) && is_name(word)).then_some((len, ALERT));
    }
    let (closes, tag) = match inside.strip_prefix('/') {
        Some(tag) => (true, tag),
        None => (false, inside),
    };
    let name_len = tag
        .find(|letter: char| !is_name_letter(letter))
        .unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(name_len);
    // `[Photo]` and `[AFP]` are prose.
    let is_lower = is_name(name) && !name.contains(|letter: char| letter.is_ascii_uppercase());
    if !is_lower {
        return None;
    }
    let is_shortcode = SHORTCODES.contains(&name);
    if closes {
        return attributes
            .is_empty()
            .then_some((len, if is_shortcode { WORDPRESS } else { BBCODE }));
    }
    let is_known = is_shortcode && attributes.is_empty();
    let quoted = ["=\"", "='", "=“", "=”"]
        .iter()
        .any(|equals| attributes.contains(equals));
    if attributes.starts_with(' ') && (quoted || (is_shortcode && attributes.contains('=')))
        || is_known
    {
        return Some((len, WORDPRESS));
    }
    (matches!(name, "url" | "img" | "quote" | "color" | "size") && attributes.starts_with('='))
        .then_some((len, BBCODE))
}

/// Parses syntax that begins with `<` and is no element of HTML. Returns its length and form.
fn tag(rest: &str) -> Option<(usize, TemplateSyntax)> {
    if rest.starts_with("<%") {
        return near(rest).find("%>").map(|at| (at + 2, EMBEDDED));
    }
    if rest.starts_with("<?php") || rest.starts_with("<?=") {
        // The fifth byte may be inside a letter: `<?=é`.
        return Some((rest.floor_char_boundary(5), EMBEDDED));
    }
    let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let closes = name.len() + 1 < rest.len();
    if !name.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        return None;
    }
    let len = near(rest).find('>')? + 1;
    let name_len = name
        .find(|letter: char| !is_name_letter(letter) && letter != '.')
        .unwrap_or(name.len());
    // A component has a name in mixed case and a `/`: `<USA>` and `Vec<String>` are prose.
    let is_component = name[..name_len].contains(|letter: char| letter.is_ascii_lowercase());
    (is_component && (closes || rest[..len].ends_with("/>"))).then_some((len, MDX))
}

/// Parses a comment of Obsidian, `%% … %%`. Returns its length and form.
fn obsidian(rest: &str, before: &str) -> Option<(usize, TemplateSyntax)> {
    let begins_word = before.is_empty() || before.ends_with(char::is_whitespace);
    let inside = rest.strip_prefix("%%").filter(|_| begins_word)?;
    let len = near(inside).find("%%").filter(|len| *len > 0)?;
    // A percentage, not an end: `100%%`.
    if inside[..len].ends_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    Some((len + 4, OBSIDIAN))
}

/// Returns the form of a line that is template syntax as a whole.
fn line_form(line: &str) -> Option<TemplateSyntax> {
    match line.as_bytes().first()? {
        b':' => {
            let name = line.trim_start_matches(':').trim_start();
            let is_fence = line.starts_with(":::");
            (is_fence && (name.starts_with('{') || name.starts_with(char::is_alphabetic)))
                .then_some(CONTAINER)
        }
        b'!' | b'?' => {
            let rest = line
                .strip_prefix("!!! ")
                .or_else(|| line.strip_prefix("??? "))?;
            let word = rest.trim_start_matches('+').split_whitespace().next()?;
            ADMONITIONS.contains(&word).then_some(ADMONITION)
        }
        b'.' => {
            let rest = line.strip_prefix(".. ")?;
            let (name, _) = rest.split_once("::")?;
            is_name(name).then_some(DIRECTIVE)
        }
        b'i' | b'e' => {
            // `import duties from "abroad" rose` is prose: the path of a module ends its line.
            let quoted = line.trim_end_matches(';').ends_with(['"', '\'']);
            let is_import = line.starts_with("import ")
                && quoted
                && (line.contains(" from \"") || line.contains(" from '"));
            let is_export = [
                "export const ",
                "export default ",
                "export function ",
                "export let ",
            ]
            .iter()
            .any(|start| line.starts_with(start))
                && line.contains(['=', '{', '(']);
            if is_import || is_export {
                return Some(MDX);
            }
            asciidoc(line)
        }
        _ => asciidoc(line),
    }
}

fn asciidoc(line: &str) -> Option<TemplateSyntax> {
    let (name, rest) = line.split_once("::")?;
    (MACROS.contains(&name) && rest.contains('[') && rest.ends_with(']')).then_some(DIRECTIVE)
}

/// Returns the part of `rest` in which a closing sign is looked for.
///
/// Limited, since a text of nothing but opening signs would otherwise take quadratic time.
fn near(rest: &str) -> &str {
    const FAR: usize = 2_000;
    if rest.len() <= FAR {
        return rest;
    }
    &rest[..rest.floor_char_boundary(FAR)]
}
