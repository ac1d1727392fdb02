//! What `check --fix --diff` prints: the difference of a file and its fixed version, as `git apply` reads it.

use similar::TextDiff;

use crate::source::SourcePath;

/// Lines of the file that are printed around each change.
const CONTEXT_LINES: usize = 3;

/// Returns the difference of `old` and `new`, two versions of the file at `path`, in the unified format.
pub(super) fn patch(path: &SourcePath, old: &str, new: &str) -> String {
    // A tab ends a name that has a space in it.
    let end = if path.as_str().contains(' ') {
        "\t"
    } else {
        ""
    };
    let [from, to] = ["a", "b"].map(|side| format!("{side}/{path}{end}"));
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff()
        .context_radius(CONTEXT_LINES)
        .header(&from, &to)
        .to_string()
}
