//! Text assembled from pieces of the source, with a map from its bytes to the source. Detectors match patterns in the
//! text and report them by their places.

use std::ops::Range;

#[derive(Clone, Debug, Default)]
pub(super) struct MappedText {
    pub text: String,
    pub places: SourceMap,
}

impl MappedText {
    /// Adds `piece`, which is typed at `place` or is the expansion of what is typed there (`&amp;`).
    pub(super) fn push(&mut self, piece: &str, place: Range<usize>) {
        let at = self.text.len();
        self.text.push_str(piece);
        self.places.push(at..self.text.len(), place);
    }

    /// Returns the range in the source of `range` in the text.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.places.of(range)
    }
}

/// Map from a text to its source: the range of each piece in the text and in the source, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceMap(Vec<(Range<usize>, Range<usize>)>);

impl SourceMap {
    pub(super) fn push(&mut self, piece: Range<usize>, place: Range<usize>) {
        self.0.push((piece, place));
    }

    /// Returns the range in the source of `range` in the text.
    pub(super) fn of(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.of_byte(range.start).start;
        // The end of a word is in the piece of its last byte, not at the start of the next.
        let end = if range.is_empty() {
            start
        } else {
            self.of_byte(range.end - 1).end
        };
        start..end.max(start)
    }

    /// Returns the index of the piece that contains byte `at`, and where that piece begins.
    pub(super) fn piece(&self, at: usize) -> (usize, usize) {
        let n_before = self.0.partition_point(|(piece, _)| piece.start <= at);
        let idx = n_before.saturating_sub(1);
        (idx, self.0.get(idx).map_or(0, |(piece, _)| piece.start))
    }

    /// Returns the range in the source of byte `at`: the byte itself, or all that an expansion replaces.
    fn of_byte(&self, at: usize) -> Range<usize> {
        match self.0.get(self.piece(at).0) {
            Some((piece, place)) if piece.len() == place.len() => {
                let start = place.start + (at - piece.start);
                start..start + 1
            }
            Some((_, place)) => place.clone(),
            None => 0..0,
        }
    }

    /// Splits off the pieces from `at` on, for a text of their own.
    pub(super) fn split_off(&mut self, at: usize) -> Self {
        let first = self.0.partition_point(|(piece, _)| piece.start < at);
        let pieces = self.0.split_off(first).into_iter();
        SourceMap(
            pieces
                .map(|(piece, place)| (piece.start - at..piece.end - at, place))
                .collect(),
        )
    }
}
