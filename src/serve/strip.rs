//! Strip above a brief in the preview: whether readers see it, and the facts its editor needs at a glance.
//!
//! `inject` puts it into the page; the markup is `assets/strip.html`.

use serde::Serialize;

use crate::pipeline::Assembly;
use crate::serve::Desk;
use crate::serve::pages;
use crate::serve::times::{self, Time};
use crate::site::{BriefId, BriefNode, Site, Visibility};

/// Template context of the strip.
#[derive(Serialize)]
struct Strip<'a> {
    /// The visibility as a word: `public`, `draft`, …
    visibility: &'a str,
    /// What readers see of the brief, as a sentence.
    sentence: String,
    /// The `status` field of the brief, as typed.
    status: &'a str,
    words: usize,
    sources: Vec<&'a str>,
    note: Option<&'a str>,
    cards: Option<String>,
    next_release: Option<Time>,
}

/// Renders the strip of a brief. With a closed desk it omits the note and the links to the desk.
pub(super) fn of(assembly: &Assembly, id: BriefId, desk: Desk) -> String {
    let site = &assembly.site;
    let linked = assembly.texts.linked(site, id);
    let is_open = desk == Desk::Open;
    let sources = linked.brief.citations.iter();
    pages::pages().render(
        "strip.html",
        &Strip {
            visibility: linked.node.visibility.as_str(),
            sentence: status_line(site, linked.node),
            status: linked.brief.meta.status.word(),
            words: linked.brief.body.words,
            sources: sources.map(|citation| citation.id.as_str()).collect(),
            note: linked.brief.note.as_deref().filter(|_| is_open),
            cards: is_open.then(|| format!("/_desk/cards/{}", linked.brief.meta.slug)),
            next_release: site.next_release.map(|at| times::time(site, at)),
        },
    )
}

/// Returns a sentence that says whether readers see a brief, and from when.
pub(super) fn status_line(site: &Site, brief: &BriefNode) -> String {
    let from = || times::time(site, brief.released).text;
    match brief.visibility {
        Visibility::Public => "Readers see this.".to_owned(),
        Visibility::Withdrawn => "Withdrawn: readers see the notice.".to_owned(),
        Visibility::Draft => "Draft: readers do not see this.".to_owned(),
        Visibility::Hold => "On hold: readers do not see this.".to_owned(),
        Visibility::Scheduled => format!("Scheduled: readers see this from {}.", from()),
        Visibility::Embargoed => format!("Embargoed: readers see this from {}.", from()),
    }
}
