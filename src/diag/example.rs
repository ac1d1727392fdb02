//! Examples of the manual: what is wrong and what is right, declared with each code (see `code`).

/// What is wrong and what is right, as an editor would type it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Example {
    /// Where both texts belong.
    pub position: Position,
    // The texts as they are declared: those of several lines are indented.
    pub(super) given: &'static [(&'static str, &'static str)],
    pub(super) wrong: &'static str,
    pub(super) right: &'static str,
    /// The file with the finding, if it is not the one of the example.
    pub found_in: Option<&'static str>,
}

/// Where the texts of an example belong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// In the front matter of a brief.
    FrontMatter,
    /// In the text of a brief.
    Text,
    /// The text is the whole file of a brief.
    Brief,
    /// The text is a list of files.
    Files,
    /// In the file at this path; in its front matter, if it is in `content/`.
    File(&'static str),
}

impl Example {
    /// Returns the other files that the example needs: path and text of each.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.given
            .iter()
            .map(|(path, text)| (*path, dedented(text)))
    }

    /// Returns the text that is wrong.
    pub fn wrong(&self) -> String {
        dedented(self.wrong)
    }

    /// Returns the text as it should be.
    pub fn right(&self) -> String {
        dedented(self.right)
    }

    /// Returns whether the finding is in the file of a brief.
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
        for (path, given) in self.given() {
            // Only the name of such a file matters.
            let given = if given == "." { "" } else { &given };
            text += &labelled(&format!("with {path}"), given);
        }
        if let Some(path) = self.found_in {
            text += &format!("found in {path}\n");
        }
        text + &labelled("wrong", &self.wrong()) + &labelled("right", &self.right())
    }
}

/// Returns the text of a declaration without the indentation of the code around it.
fn dedented(declared: &str) -> String {
    let Some(lines) = declared.strip_prefix('\n') else {
        return declared.to_owned();
    };
    let indent = lines.len() - lines.trim_start_matches(' ').len();
    let lines = lines.trim_end_matches(' ').lines();
    let lines: Vec<&str> = lines
        .map(|line| line.get(indent..).unwrap_or_default())
        .collect();
    lines.join("\n")
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
