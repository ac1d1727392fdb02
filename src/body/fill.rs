//! Hole filling: turns the HTML of a body into that of one page or feed. Addresses and titles come from the caller;
//! this module only writes them.

use std::fmt::Write;

use super::out::push_escaped;
use super::{Body, Fill, Hole, Html, LinkFill, Marks, MentionFill, Task};

/// Returns `html`, the main text or a note of `body`, with its holes filled.
///
/// Addresses and titles in `fill` are plain text and escaped here. Never fails: a link without a fill is written as its
/// text.
pub fn fill_holes(html: &Html, body: &Body, fill: &Fill) -> String {
    let mut page = String::with_capacity(html.text.len() + html.holes.len() * 48);
    let mut mentions = fill.mentions.iter().peekable();
    let mut from = 0;
    for (at, hole) in &html.holes {
        // No mention has a hole inside, so the two sorted lists can be merged by their offsets.
        while let Some(mention) = mentions.next_if(|mention| mention.range.end <= *at) {
            from = push_mention(&mut page, html, from, mention);
        }
        page.push_str(&html.text[from..*at]);
        from = *at;
        push_hole(&mut page, hole, body, fill);
    }
    for mention in mentions {
        from = push_mention(&mut page, html, from, mention);
    }
    page.push_str(&html.text[from..]);
    page
}

/// Writes `html` from byte `from` to the end of `mention`, which becomes a link. Returns that end.
fn push_mention(page: &mut String, html: &Html, from: usize, mention: &MentionFill) -> usize {
    page.push_str(&html.text[from..mention.range.start]);
    page.push_str("<a");
    push_attribute(page, "href", &mention.href);
    page.push('>');
    page.push_str(&html.text[mention.range.clone()]);
    page.push_str("</a>");
    mention.range.end
}

fn push_hole(page: &mut String, hole: &Hole, body: &Body, fill: &Fill) {
    match hole {
        Hole::LinkOpen(idx) => push_link_open(page, *idx, body, fill),
        Hole::LinkClose(idx) => match fill.links.get(*idx) {
            Some(LinkFill::To { .. } | LinkFill::External(_)) => page.push_str("</a>"),
            Some(LinkFill::Plain { .. }) | None => {}
        },
        Hole::LinkText(idx) => {
            let link_fill = fill.links.get(*idx);
            let text = match link_fill {
                Some(LinkFill::To { title, .. }) if !title.is_empty() => title,
                Some(LinkFill::Plain { title }) => title,
                _ => body.links.get(*idx).map_or("", |link| link.text.as_str()),
            };
            // Isolated, so that a title in another script does not reorder the sentence around it.
            if let Some(LinkFill::To {
                language: Some(language),
                ..
            }) = link_fill
            {
                page.push_str("<bdi");
                push_attribute(page, "lang", &language.tag);
                push_attribute(page, "dir", language.direction.as_str());
                page.push('>');
                push_escaped(page, text);
                page.push_str("</bdi>");
            } else {
                push_escaped(page, text);
            }
        }
        Hole::ImageSrc(idx) => push_escaped(page, fill.images.get(*idx).map_or("", String::as_str)),
        Hole::Id(id) => {
            if fill.marks == Marks::Page {
                push_attribute(page, "id", id);
            }
        }
        Hole::Cite { citation, nth } => {
            let id = body.sources.get(*citation).map_or("", String::as_str);
            // The prefix `_` is one that ids of headings cannot have.
            let mark = NoteMark {
                number: citation + 1,
                id: format!("_cite-{id}-{nth}"),
                target: format!("source-{id}"),
            };
            push_mark(page, &mark, fill.marks);
        }
        Hole::NoteRef { note, nth } => {
            let number = body.note_number(*note);
            let mark = NoteMark {
                number,
                id: format!("_noteref-{number}-{nth}"),
                target: format!("_note-{number}"),
            };
            push_mark(page, &mark, fill.marks);
        }
        Hole::Task(task) => {
            let (checked, label) = match task {
                Task::Done => (" checked", &fill.tasks.done),
                Task::ToDo => ("", &fill.tasks.open),
            };
            let _ = write!(page, "<input type=\"checkbox\"{checked} disabled");
            push_attribute(page, "aria-label", label);
            page.push_str("> ");
        }
    }
}

fn push_link_open(page: &mut String, idx: usize, body: &Body, fill: &Fill) {
    let href = match fill.links.get(idx) {
        Some(LinkFill::To { href, .. }) => {
            page.push_str("<a");
            href
        }
        Some(LinkFill::External(href)) => {
            // A mail address or a phone number is no other site.
            page.push_str(if href.starts_with("http") {
                "<a rel=\"external\""
            } else {
                "<a"
            });
            href
        }
        Some(LinkFill::Plain { .. }) | None => return,
    };
    push_attribute(page, "href", href);
    if let Some(link) = body.links.get(idx)
        && !link.title.is_empty()
    {
        push_attribute(page, "title", &link.title);
    }
    page.push('>');
}

/// Mark of a cited source or a note.
struct NoteMark {
    number: usize,
    id: String,
    /// Id of the source or note that it links to.
    target: String,
}

fn push_mark(page: &mut String, mark: &NoteMark, marks: Marks) {
    let NoteMark { number, id, target } = mark;
    match marks {
        Marks::Page => {
            page.push_str("<sup class=\"d-cite\"><a");
            push_attribute(page, "id", id);
            page.push_str(" href=\"#");
            push_escaped(page, target);
            let _ = write!(page, "\" role=\"doc-noteref\">{number}</a></sup>");
        }
        Marks::Feed => {
            let _ = write!(page, "<sup>[{number}]</sup>");
        }
    }
}

fn push_attribute(page: &mut String, name: &str, value: &str) {
    page.push(' ');
    page.push_str(name);
    page.push_str("=\"");
    push_escaped(page, value);
    page.push('"');
}
