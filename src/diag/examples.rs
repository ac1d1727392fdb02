//! Examples of the manual: for each code what is wrong and what is right, read from `catalog/examples.txt`.

use std::collections::BTreeMap;

/// The table of examples; its head says how it is written.
const TABLE: &str = include_str!("catalog/examples.txt");

/// What is wrong and what is right, as an editor would type it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// Where both stand.
    pub position: Position,
    /// Other files that it takes, each with its text.
    pub given: Vec<(&'static str, String)>,
    /// The file in which it is found, if that is another one.
    pub found_in: Option<String>,
    /// What is found wrong.
    pub wrong: String,
    /// The same as it should be.
    pub right: String,
}

/// Where an example stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// In the front matter of a brief.
    FrontMatter,
    /// In the text of a brief.
    Text,
    /// It is the whole file of a brief.
    Brief,
    /// It is a list of files.
    Files,
    /// In the file at this path; in its front matter, if it is in `content/`.
    File(&'static str),
}

impl Position {
    fn read(word: &'static str) -> Self {
        match word {
            "front matter" => Position::FrontMatter,
            "text" => Position::Text,
            "a brief" => Position::Brief,
            "files" => Position::Files,
            path => Position::File(path),
        }
    }
}

impl Example {
    /// Returns whether it is found in the file of a brief.
    pub fn is_in_brief(&self) -> bool {
        match self.position {
            _ if self.found_in.is_some() => false,
            Position::FrontMatter | Position::Text | Position::Brief => true,
            Position::Files => false,
            Position::File(path) => path.starts_with("content/briefs/"),
        }
    }

    /// Returns the example as the manual shows it: some lines of text.
    pub fn shown(&self) -> String {
        let mut text = match self.position {
            Position::FrontMatter => "in the front matter of a brief\n".to_owned(),
            Position::Text => "in the text of a brief\n".to_owned(),
            Position::Brief => "as the file of a brief\n".to_owned(),
            Position::Files => "as files\n".to_owned(),
            Position::File(path) => format!("in {path}\n"),
        };
        for (path, given) in &self.given {
            // A file of which only the name matters.
            let given = if given == "." { "" } else { given };
            text += &labelled(&format!("with {path}"), given);
        }
        if let Some(path) = &self.found_in {
            text += &format!("found in {path}\n");
        }
        text + &labelled("wrong", &self.wrong) + &labelled("right", &self.right)
    }
}

fn labelled(label: &str, text: &str) -> String {
    match text.contains('\n') {
        false if text.is_empty() => format!("{label}\n"),
        false => format!("{label}: {text}\n"),
        true => format!("{label}:\n{}", indented(text)),
    }
}

/// Returns `text` with spaces before each line that is not empty.
pub(super) fn indented(text: &str) -> String {
    let indent = |line: &str| {
        if line.is_empty() {
            "\n".to_owned()
        } else {
            format!("    {line}\n")
        }
    };
    text.lines().map(indent).collect()
}

/// Returns the examples, by code.
pub(super) fn read() -> BTreeMap<&'static str, Example> {
    let entries = TABLE.split("\n== ").skip(1);
    entries
        .filter_map(|entry| entry.split_once('\n'))
        .map(|(code, rest)| (code, example(rest)))
        .collect()
}

fn example(rest: &'static str) -> Example {
    let mut example = Example {
        position: Position::Text,
        given: Vec::new(),
        found_in: None,
        wrong: String::new(),
        right: String::new(),
    };
    let mut lines = rest.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((label, text)) = line.split_once(':').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let mut text = text.trim_start().to_owned();
        // An empty line within a text is followed by more of it.
        let mut n_empty = 0;
        while let Some(next) = lines.next_if(|next| next.is_empty() || next.starts_with("  ")) {
            match next.strip_prefix("  ") {
                Some(next) => {
                    text += &"\n".repeat(n_empty + usize::from(!text.is_empty()));
                    text += next;
                    n_empty = 0;
                }
                None => n_empty += 1,
            }
        }
        match label {
            "in" => example.position = Position::read(line["in:".len()..].trim()),
            "found in" => example.found_in = Some(text),
            "wrong" => example.wrong = text,
            "right" => example.right = text,
            _ => example
                .given
                .extend(label.strip_prefix("with ").map(|path| (path, text))),
        }
    }
    example
}
