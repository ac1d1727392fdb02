//! Which briefs are shown, before any of them is placed.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::brief::BriefMeta;
use crate::config::Config;
use crate::site::inputs::Inputs;
use crate::site::tables::Tables;
use crate::site::target::FileTarget;
use crate::site::{Audience, SiteLanguage, Visibility, routes};

/// The briefs that are shown.
pub(super) struct ShownBriefs {
    /// Newest first, then by path.
    pub shown: Vec<ShownBrief>,
    /// The next moment at which one more will be.
    pub next_release: Option<Timestamp>,
}

/// A brief that is shown.
pub(super) struct ShownBrief {
    /// Its position in [`Inputs::brief_metas`].
    pub idx: u32,
    released: Timestamp,
    visibility: Visibility,
}

impl ShownBrief {
    /// What is known of it before anything is linked.
    pub(super) fn of(&self, meta: &Arc<BriefMeta>, config: &Config) -> UnplacedBrief {
        let day = meta.date.date(&config.timezone);
        UnplacedBrief {
            meta: Arc::clone(meta),
            released: self.released,
            visibility: self.visibility,
            day,
        }
    }
}

/// A brief that is shown, and not placed yet.
pub(super) struct UnplacedBrief {
    pub meta: Arc<BriefMeta>,
    pub released: Timestamp,
    pub visibility: Visibility,
    pub day: Date,
}

/// Keeps the briefs that are shown, newest first and then by path; notes the others for the messages of links
/// to them.
pub(super) fn choose(
    inputs: &Inputs,
    languages: &[SiteLanguage],
    tables: &mut Tables,
) -> ShownBriefs {
    let Inputs {
        brief_metas: metas,
        audience: show,
        config,
        now,
        ..
    } = inputs;
    let mut shown = Vec::with_capacity(metas.len());
    let mut next_release: Option<Timestamp> = None;
    for (idx, meta) in (0..).zip(metas) {
        let (visibility, released) = (Visibility::of(meta, *now), meta.public_from());
        if matches!(visibility, Visibility::Scheduled | Visibility::Embargoed) {
            next_release = Some(next_release.map_or(released, |known| known.min(released)));
        }
        if visibility.is_public() || *show == Audience::Editors {
            shown.push(ShownBrief {
                idx,
                released,
                visibility,
            });
        } else {
            tables.hidden_briefs.push(Arc::clone(meta));
            tables.hidden.insert(meta.slug.clone(), visibility);
            tables.files.insert(meta.path.clone(), FileTarget::Hidden);
            let root = &languages
                [crate::site::lang_of(languages, meta.language.as_deref()).0 as usize]
                .root;
            tables.hidden_routes.insert(routes::brief(
                root,
                meta,
                meta.date.date(&config.timezone),
            ));
        }
    }
    // Heads are in the order of paths.
    shown.sort_unstable_by_key(|shown| (Reverse(shown.released), shown.idx));
    ShownBriefs {
        shown,
        next_release,
    }
}
