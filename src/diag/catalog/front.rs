//! Front matter and `site.yaml`: YAML that cannot be read, keys and values that are not of the format.

use super::warning;
use crate::diag::{Diagnostic, Place};

/// A summary longer than lists and cards show.
pub fn summary_length(place: Place, n_chars: usize, limit: usize) -> Diagnostic {
    warning("summary-length", place, format!("the summary has {n_chars} characters; at most {limit} are shown"))
        .hint("shorten it, or leave it out: the first sentences then stand in")
}
