//! Diagnostics as bytes, for the next run. What is wrong with one file names the file once.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{At, Diagnostic, Finding, Fix, Place, Severity, entry};
use crate::source::SourcePath;

/// What is wrong with one thing, nearly all of it in one file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Findings(pub Vec<Diagnostic>);

/// A diagnostic as it is kept. Its code may be none of ours.
#[derive(Deserialize, Serialize)]
struct Kept<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    severity: Severity,
    message: Cow<'a, str>,
    place: KeptPlace<'a>,
    hint: Option<Cow<'a, str>>,
    related: Vec<(KeptPlace<'a>, Cow<'a, str>)>,
    fix: Option<(KeptPlace<'a>, Cow<'a, str>)>,
}

#[derive(Deserialize, Serialize)]
struct KeptPlace<'a> {
    /// `None` where it is that of all.
    #[serde(borrow)]
    path: Option<Cow<'a, str>>,
    at: Cow<'a, At>,
}

impl<'a> KeptPlace<'a> {
    fn of(place: &'a Place, home: Option<&SourcePath>) -> Self {
        let path = Some(&place.path) != home;
        KeptPlace {
            path: path.then(|| place.path.as_str().into()),
            at: Cow::Borrowed(&place.at),
        }
    }

    fn place(self, home: Option<&SourcePath>) -> Result<Place, &'static str> {
        let path = self
            .path
            .map(|path| SourcePath::new(&path))
            .or_else(|| home.cloned());
        Ok(Place {
            path: path.ok_or("a place has no file")?,
            at: self.at.into_owned(),
        })
    }
}

impl<'a> Kept<'a> {
    fn of(finding: &'a Finding, home: Option<&SourcePath>) -> Self {
        let Finding {
            code,
            severity,
            message,
            place,
            hint,
            related,
            fix,
        } = finding;
        let place_of = |place: &'a Place| KeptPlace::of(place, home);
        Kept {
            code: (*code).into(),
            severity: *severity,
            message: message.into(),
            place: place_of(place),
            hint: hint.as_ref().map(Cow::from),
            related: related
                .iter()
                .map(|(place, label)| (place_of(place), label.into()))
                .collect(),
            fix: fix
                .as_ref()
                .map(|fix| (place_of(&fix.place), Cow::from(&fix.text))),
        }
    }

    /// Returns the diagnostic; else why there is none.
    fn diagnostic(self, home: Option<&SourcePath>) -> Result<Diagnostic, &'static str> {
        let Kept {
            code,
            severity,
            message,
            place,
            hint,
            related,
            fix,
        } = self;
        let related = related
            .into_iter()
            .map(|(place, label)| Ok((place.place(home)?, label.into_owned())));
        let fix = match fix {
            Some((place, text)) => Some(Box::new(Fix {
                place: place.place(home)?,
                text: text.into_owned(),
            })),
            None => None,
        };
        let finding = Finding {
            code: entry(&code).ok_or("the catalog has no such code")?.code,
            severity,
            message: message.into_owned(),
            place: place.place(home)?,
            hint: hint.map(Cow::into_owned),
            related: related.collect::<Result<_, &str>>()?,
            fix,
        };
        Ok(finding.into())
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Kept::of(self, None).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Diagnostic {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Kept::deserialize(deserializer)?
            .diagnostic(None)
            .map_err(D::Error::custom)
    }
}

impl Serialize for Findings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let home = self.0.first().map(|first| &first.place.path);
        let kept: Vec<Kept> = self
            .0
            .iter()
            .map(|finding| Kept::of(finding, home))
            .collect();
        (home, kept).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Findings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (home, kept) = <(Option<SourcePath>, Vec<Kept>)>::deserialize(deserializer)?;
        let findings = kept.into_iter().map(|kept| kept.diagnostic(home.as_ref()));
        findings
            .collect::<Result<_, _>>()
            .map(Findings)
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Findings;
    use crate::diag::{Diagnostic, Place, catalog};
    use crate::source::{FieldPath, SourcePath, Span};

    #[test]
    fn what_is_kept_comes_back() {
        let [dam, ferry] =
            ["content/briefs/dam.md", "content/briefs/ferry.md"].map(SourcePath::new);
        let title = Place::value(&dam, &FieldPath::key("sources").at_item(0).at_key("title"));
        let first = catalog::files::url_missing(Place::file(&dam));
        let second = catalog::files::url_missing(title.clone())
            .fix(title, "Dam")
            .hint("write `Dam`");
        let third = first
            .clone()
            .related(Place::span(&ferry, Span::new(3, 9)), "there");
        for findings in [vec![], vec![first.clone()], vec![first, second, third]] {
            let findings = Findings(findings);
            let text = serde_json::to_string(&findings).expect("plain values");
            assert_eq!(
                serde_json::from_str::<Findings>(&text).expect("the same"),
                findings
            );
            let text = serde_json::to_string(&findings.0).expect("plain values");
            assert_eq!(
                serde_json::from_str::<Vec<Diagnostic>>(&text).expect("the same"),
                findings.0
            );
        }
    }
}
