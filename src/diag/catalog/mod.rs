//! Every diagnostic there is. Each file begins with the declarations of its codes (`diag::code` says how they are
//! written) and has constructors below them: plain functions that phrase the message and the hint. A new code needs
//! nothing but its declaration and one constructor; the compiler reports either of them if nothing uses it.
//!
//! Messages are in lower case without a final stop, with the editor's words in backticks; hints say what to type.

pub(crate) mod assets;
pub(crate) mod build;
pub(crate) mod claims;
pub(crate) mod dates;
pub(crate) mod fields;
pub(crate) mod files;
pub(crate) mod front;
pub(crate) mod headlines;
pub(crate) mod links;
pub(crate) mod markup;
pub(crate) mod names;
pub(crate) mod pictures;
pub(crate) mod prose;
pub(crate) mod shape;
pub(crate) mod site;
pub(crate) mod sources;
pub(crate) mod targets;
pub(crate) mod urls;
pub(crate) mod words;

use crate::diag::ManualEntry;

/// The manual entries of each file.
pub(super) const MANUALS: [&[ManualEntry]; 19] = [
    assets::MANUAL,
    build::MANUAL,
    claims::MANUAL,
    dates::MANUAL,
    fields::MANUAL,
    files::MANUAL,
    front::MANUAL,
    headlines::MANUAL,
    links::MANUAL,
    markup::MANUAL,
    names::MANUAL,
    pictures::MANUAL,
    prose::MANUAL,
    shape::MANUAL,
    site::MANUAL,
    sources::MANUAL,
    targets::MANUAL,
    urls::MANUAL,
    words::MANUAL,
];

fn did_you_mean(nearest: Option<&str>) -> Option<String> {
    nearest.map(|nearest| format!("did you mean `{nearest}`?"))
}

#[cfg(test)]
mod tests {
    use crate::diag::manual;

    #[test]
    fn no_two_codes_have_one_name() {
        let twice: Vec<&str> = manual()
            .windows(2)
            .filter(|pair| pair[0].code == pair[1].code)
            .map(|pair| pair[0].code)
            .collect();
        assert_eq!(twice, Vec::<&str>::new());
    }
}
