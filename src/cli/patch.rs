//! Patches of `check --fix --diff`: unified diffs between a file and its fixed version, readable by `git apply`.

use similar::TextDiff;

use crate::source::SourcePath;

/// Unchanged lines printed around each change; three, as git and diff do.
const CONTEXT_LINES: usize = 3;

/// Returns the unified diff that turns `old` into `new`, two versions of the file at `path`.
pub(super) fn patch(path: &SourcePath, old: &str, new: &str) -> String {
    // Without a closing tab, a name with a space is cut at the space when the patch is read.
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
