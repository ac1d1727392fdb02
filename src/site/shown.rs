//! Which briefs are shown, before any of them is placed.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::brief::Head;
use crate::config::Config;
use crate::site::inputs::Inputs;
use crate::site::tables::Tables;
use crate::site::target::FileTarget;
use crate::site::{Branch, Show, Visibility, routes};

/// The briefs that are shown.
pub(super) struct Chosen {
    /// Newest first, then by path.
    pub shown: Vec<Shown>,
    /// The next moment at which one more will be.
    pub next_release: Option<Timestamp>,
}

/// A brief that is shown.
pub(super) struct Shown {
    /// Its position in [`Inputs::heads`].
    pub idx: u32,
    released: Timestamp,
    visibility: Visibility,
}

impl Shown {
    /// What is known of it before anything is linked.
    pub(super) fn of(&self, head: &Arc<Head>, config: &Config) -> Unplaced {
        let day = head.date.date(&config.timezone);
        Unplaced {
            head: Arc::clone(head),
            released: self.released,
            visibility: self.visibility,
            day,
        }
    }
}

/// A brief that is shown, and not placed yet.
pub(super) struct Unplaced {
    pub head: Arc<Head>,
    pub released: Timestamp,
    pub visibility: Visibility,
    pub day: Date,
}

/// Keeps the briefs that are shown, newest first and then by path; notes the others for the messages of links
/// to them.
pub(super) fn choose(inputs: &Inputs, branches: &[Branch], tables: &mut Tables) -> Chosen {
    let Inputs {
        heads,
        show,
        config,
        now,
        ..
    } = inputs;
    let mut shown = Vec::with_capacity(heads.len());
    let mut next_release: Option<Timestamp> = None;
    for (idx, head) in (0..).zip(heads) {
        let (visibility, released) = (Visibility::of(head, *now), head.public_from());
        if matches!(visibility, Visibility::Scheduled | Visibility::Embargoed) {
            next_release = Some(next_release.map_or(released, |known| known.min(released)));
        }
        if visibility.is_public() || *show == Show::Everything {
            shown.push(Shown {
                idx,
                released,
                visibility,
            });
        } else {
            tables.hidden_briefs.push(Arc::clone(head));
            tables.hidden.insert(head.slug.clone(), visibility);
            tables.files.insert(head.path.clone(), FileTarget::Hidden);
            let root = &branches
                [crate::site::branch_of(branches, head.language.as_deref()).0 as usize]
                .root;
            tables.hidden_routes.insert(routes::brief(
                root,
                head,
                head.date.date(&config.timezone),
            ));
        }
    }
    // Heads are in the order of paths.
    shown.sort_unstable_by_key(|shown| (Reverse(shown.released), shown.idx));
    Chosen {
        shown,
        next_release,
    }
}
