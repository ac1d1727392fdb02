//! Chooses the briefs that a build shows, before any of them is linked. Why a brief is hidden is in `visibility`.

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

/// The briefs that a build shows.
pub(super) struct ShownBriefs {
    /// Newest first, then by path.
    pub shown: Vec<ShownBrief>,
    /// Next moment at which a hidden brief becomes public.
    pub next_release: Option<Timestamp>,
}

/// A brief that the build shows.
pub(super) struct ShownBrief {
    /// Index of its metadata in [`Inputs::brief_metas`].
    pub idx: u32,
    released: Timestamp,
    visibility: Visibility,
}

impl ShownBrief {
    /// Returns the brief with what is known before it is linked.
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

/// A shown brief that is in no list yet.
pub(super) struct UnplacedBrief {
    pub meta: Arc<BriefMeta>,
    pub released: Timestamp,
    pub visibility: Visibility,
    pub day: Date,
}

/// Chooses the briefs to show, newest first, then by path; indexes the others, so that links to them are reported as
/// unpublished rather than dead.
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
        // A draft or a held brief needs an editor to become public; only these two do so by themselves.
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
    // Metadata is in the order of paths, so the index breaks ties by path.
    shown.sort_unstable_by_key(|shown| (Reverse(shown.released), shown.idx));
    ShownBriefs {
        shown,
        next_release,
    }
}
