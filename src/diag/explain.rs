//! Text of `check --explain`: what a code means, an example, how to switch it off, and which commands look for it.

use crate::diag::catalog;
use crate::diag::code::Code;
use crate::diag::example::indented;
use crate::diag::manual::{Category, ManualEntry, manual};

/// Longest line of running text, in characters.
const WIDTH: usize = 96;

/// Codes that need whole pages, of which a check renders only a few.
const OF_PAGES: [Code; 2] = [catalog::site::PAGE_WEIGHT, catalog::build::TEMPLATE_FAILED];

/// Returns all that the manual says about `entry`, as paragraphs of plain text.
pub fn explain(entry: &ManualEntry) -> String {
    let mut text = format!(
        "{} ({})\n\n{}",
        entry.code,
        entry.severity,
        wrapped(&entry.text())
    );
    if let Some(example) = &entry.example {
        text = text + "\n" + &example.shown();
    }
    text + "\n" + &switches(entry) + "\n" + &wrapped(asked(entry))
}

/// Returns a list of all codes: the categories, and in each a line for every code.
pub fn explain_all() -> String {
    let mut text = String::new();
    for category in Category::ALL {
        let title = category.title();
        text += &if text.is_empty() {
            format!("{title}\n")
        } else {
            format!("\n{title}\n")
        };
        for entry in manual().iter().filter(|entry| entry.category == category) {
            text += &format!(
                "  {} ({}): {}\n",
                entry.code,
                entry.severity,
                first_sentence(&entry.text())
            );
        }
    }
    text
}

/// Returns how a site or a brief can change the severity of `entry`.
fn switches(entry: &ManualEntry) -> String {
    let (code, category) = (entry.code, entry.category);
    if !category.is_configurable() {
        return "It cannot be switched off.\n".to_owned();
    }
    let mut text =
        "To switch it off for the site, or to change its severity (`note`, `warning`, `error`), in site.yaml:\n"
            .to_owned() + &indented(&format!("check: {{ {code}: off }}"));
    if entry.is_of_briefs() {
        text += "To switch it off for one brief, with the reason, in its front matter:\n";
        text += &indented(&format!("check: {{ {code}: why not here }}"));
    }
    if category.is_of_prose() || category == Category::Claims {
        text += "To switch off all rules about sources, prose and claims, in site.yaml:\n";
        text += &indented("check: { profile: links }");
    }
    text
}

/// Returns which commands look for it.
fn asked(entry: &ManualEntry) -> &'static str {
    if !entry.is_asked_by_build() {
        "`check`, `serve` and `build --check` look for it; `build` does so only if the site makes a rule of this \
         kind an `error`."
    } else if OF_PAGES.iter().any(|code| code.name == entry.code) {
        "`build` and `serve` look for it; `check` does so on 20 pages of each kind."
    } else {
        "`build`, `check` and `serve` look for it."
    }
}

/// Returns `text` in lines of at most [`WIDTH`] characters, but for longer words.
fn wrapped(text: &str) -> String {
    let mut wrapped = String::new();
    let mut n_chars = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if n_chars > 0 && n_chars + 1 + len > WIDTH {
            wrapped.push('\n');
            n_chars = 0;
        } else if n_chars > 0 {
            wrapped.push(' ');
            n_chars += 1;
        }
        wrapped.push_str(word);
        n_chars += len;
    }
    wrapped + "\n"
}

/// Returns the first sentence of `text`, in one line. A full stop in code ends none.
fn first_sentence(text: &str) -> String {
    let mut is_code = false;
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        is_code ^= word.matches('`').count() % 2 == 1;
        words.push(word);
        if !is_code && word.ends_with('.') {
            break;
        }
    }
    words.join(" ")
}
