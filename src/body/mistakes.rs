//! Report of mistakes in a body: markup that would be printed as text, or that hides what follows it. Gathers what the
//! other modules find; mistakes in links and notes are reported where those are resolved.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::block_text::{self, HIDDEN, HtmlBlocks};
use super::elements::removes_content;
use super::events::EventSpan;
use super::input::Input;
use super::mapped_text::MappedText;
use super::open_elements::{HtmlMistake, HtmlMistakeKind};
use super::parsed_text::ParsedText;
use super::{comments, definitions, marks, model, template_syntax};
use crate::diag::{Diagnostic, catalog};

/// Codes that may be false alarms in a text that is read only up to a broken comment.
const NEED_THE_WHOLE_TEXT: [&str; 6] = [
    catalog::links::FOOTNOTE_UNKNOWN.name,
    "footnote-unused",
    "link-reference-unknown",
    "link-definition-unused",
    "html-unclosed",
    "mark-literal",
];

/// Adds the mistakes in `reading` to `diagnostics`.
pub(super) fn report(reading: &ParsedText, input: &Input, diagnostics: &mut Vec<Diagnostic>) {
    let items = reading.events.items.as_slice();
    for bad in &reading.html.mistakes {
        diagnostics.push(bad_html(bad, input));
    }
    for (idx, item) in items.iter().enumerate() {
        match &item.event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                diagnostics.extend(open_fence(item, input));
                if let Some((_, words)) = language.trim().split_once(char::is_whitespace) {
                    let place = input.place(&item.range);
                    diagnostics.push(catalog::markup::fence_words(place, words.trim()));
                }
            }
            Event::Start(Tag::Table(columns)) => {
                let cells = &items[idx..item.end];
                surplus_cells(cells, columns.len(), input, diagnostics);
            }
            _ => {}
        }
    }
    if is_suspect(reading.text) {
        for block in block_text::blocks(items, reading.text, HtmlBlocks::Read) {
            // Most texts have a citation, but not in each of their blocks.
            if is_suspect(&block.text) {
                report_block(&block, input, diagnostics);
            }
        }
    }
    definitions::report(&reading.events, input, diagnostics);
    // The part that is cut off may have what seems to be missing: a definition, an end tag, a second mark.
    if !reading.comments.is_empty() {
        diagnostics.retain(|found| !NEED_THE_WHOLE_TEXT.contains(&found.code));
    }
    for comment in &reading.comments {
        let place = input.place(&comment.range);
        diagnostics.push(match comment.why {
            comments::CommentFault::Unclosed => catalog::markup::comment_unclosed(place),
            comments::CommentFault::Mistyped => {
                catalog::markup::comment_mistyped(place, &input.whole[comment.range.clone()])
            }
            comments::CommentFault::Nested => catalog::markup::comment_nested(place),
        });
    }
}

/// First bytes of marks and of template syntax, and letters of it. A table, since every byte of every text is looked up.
static MAYBE_SIGNS: [bool; 256] = {
    let mut table = [false; 256];
    let signs = b"{[<%*|_:!?mx";
    let mut idx = 0;
    while idx < signs.len() {
        table[signs[idx] as usize] = true;
        idx += 1;
    }
    table
};

/// Returns whether `text` may hold what [`report_block`] finds: a cheap test, which hardly any prose passes.
fn is_suspect(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) = bytes[at..]
        .iter()
        .position(|byte| MAYBE_SIGNS[usize::from(*byte)])
    {
        at += offset;
        let (rest, before) = (&bytes[at..], bytes[..at].last());
        let is_sign = match rest[0] {
            b':' => rest.starts_with(b"::"),
            b'!' => rest.starts_with(b"!!! "),
            b'?' => rest.starts_with(b"??? "),
            // The rarest letters of `import` and `export`.
            b'm' => before == Some(&b'i') && rest.starts_with(b"mport "),
            b'x' => before == Some(&b'e') && rest.starts_with(b"xport "),
            _ => true,
        };
        if is_sign {
            return true;
        }
        at += 1;
    }
    false
}

fn bad_html(bad: &HtmlMistake, input: &Input) -> Diagnostic {
    let (place, name) = (input.place(&bad.range), bad.name.as_str());
    match bad.why {
        HtmlMistakeKind::Unclosed if removes_content(&bad.name) => {
            catalog::markup::html_swallows(place, name)
        }
        HtmlMistakeKind::Unclosed => catalog::markup::html_unclosed(place, name),
        HtmlMistakeKind::Unopened => catalog::markup::html_unopened(place, name),
        HtmlMistakeKind::CutOff => catalog::markup::html_cut_off(place, name),
        HtmlMistakeKind::Declaration if name.starts_with("?php") || name.starts_with("?=") => {
            let instead = "write out what it stands for";
            catalog::markup::template_leftover(place, &format!("<{name}"), "PHP", instead)
        }
        HtmlMistakeKind::Declaration | HtmlMistakeKind::Forbidden => {
            catalog::links::html_removed(place, name)
        }
        HtmlMistakeKind::Across => catalog::markup::html_across(place, name),
        HtmlMistakeKind::InLine => catalog::markup::html_in_line(place, name),
        HtmlMistakeKind::Stray => catalog::markup::html_stray(
            place,
            name,
            model::only_place(name).unwrap_or("in `<table>`"),
        ),
        HtmlMistakeKind::LinkInLink => catalog::markup::html_link_in_link(place),
    }
}

/// Reports a block of code without an end: its last line is not a closing fence.
fn open_fence(item: &EventSpan, input: &Input) -> Option<Diagnostic> {
    let typed = input.text[item.range.clone()].trim_end();
    let sign = typed.chars().next()?;
    let fence = &typed[..typed.len() - typed.trim_start_matches(sign).len()];
    let last = typed.rsplit_once('\n').map_or("", |(_, last)| last);
    // In a quotation or list, every line has a prefix.
    let last = last.trim_start_matches([' ', '\t', '>']);
    let closes = last.len() >= fence.len() && last.chars().all(|letter| letter == sign);
    let place = input.place(&(item.range.start..item.range.start + fence.len()));
    (!closes).then(|| catalog::markup::fence_unclosed(place, fence))
}

/// Reports the cells of `table` beyond its `n_columns`. The parser drops them, so only the source has them.
fn surplus_cells(
    table: &[EventSpan],
    n_columns: usize,
    input: &Input,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (idx, item) in table.iter().enumerate().skip(1) {
        let Event::End(TagEnd::TableRow) = item.event else {
            continue;
        };
        let (cells_end, row) = (table[idx - 1].range.end, item);
        let Some(rest) = input.text.get(cells_end..row.range.end) else {
            continue;
        };
        let lost = rest.trim_matches(|letter: char| letter.is_whitespace() || letter == '|');
        if !lost.is_empty() {
            let start = cells_end + (rest.len() - rest.trim_start_matches([' ', '|', '\t']).len());
            let place = input.place(&(start..start + lost.len()));
            diagnostics.push(catalog::markup::table_cells(place, n_columns, lost));
        }
    }
}

fn report_block(block: &MappedText, input: &Input, diagnostics: &mut Vec<Diagnostic>) {
    for (range, form) in template_syntax::find(&block.text) {
        let place = input.place(&block.place(&range));
        let written = crate::text::one_line(&block.text[range].replace(HIDDEN, "…"));
        diagnostics.push(catalog::markup::template_leftover(
            place,
            &written,
            form.generator,
            form.instead,
        ));
    }
    for mark in marks::find(&block.text) {
        let sign = &block.text[mark.range.clone()];
        let place = input.place(&block.place(&mark.range));
        let found = catalog::markup::mark_literal(place, sign, &mark.hint(sign));
        diagnostics.push(match mark.fix(&block.text) {
            Some((range, text)) if !range.is_empty() => {
                found.fix(input.place(&block.place(&range)), text)
            }
            Some((range, text)) => {
                // An insertion: an empty range has no place, but an edge of the mark has.
                let place = block.place(&mark.range);
                let at = if range.start == mark.range.start {
                    place.start
                } else {
                    place.end
                };
                found.fix(input.place(&(at..at)), text)
            }
            None => found,
        });
    }
    diagnostics.extend(headless_table(block, input));
}

/// Reports the first lines with bars that the parser has not read as a table.
fn headless_table(block: &MappedText, input: &Input) -> Option<Diagnostic> {
    if !block.text.contains('|') {
        return None;
    }
    let mut before: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in block.text.split_inclusive('\n') {
        let typed = line.trim();
        let is_dashes = is_line_of_dashes(typed);
        if is_dashes || (is_row(typed) && before.is_some_and(|(_, before)| is_row(before))) {
            // One report for the block: its other lines fail for the same reason.
            let (start, head) = before.unwrap_or((at, ""));
            let place = input.place(&block.place(&(start..at + line.trim_end().len())));
            let (n_dashes, n_heads) = (cells(typed), cells(head));
            return Some(if is_dashes && head.contains('|') && n_dashes != n_heads {
                catalog::markup::table_uneven(place, n_dashes, n_heads)
            } else {
                catalog::markup::table_without_head(place)
            });
        }
        before = Some((at, typed));
        at += line.len();
    }
    None
}

/// Returns whether `line` looks like a row of a table: it begins and ends with a bar.
fn is_row(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

fn is_line_of_dashes(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|letter| "|-: ".contains(letter))
}

fn cells(line: &str) -> usize {
    line.trim_matches(['|', ' ']).split('|').count()
}
