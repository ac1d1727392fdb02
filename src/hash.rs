//! Content hashes: 128-bit xxHash3, the same on every machine and in every run.
//! Keys of memos and fingerprints in file names; never a defence against an adversary.

use std::fmt;
use std::hash::Hash as StdHash;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// A 128-bit hash of some content.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Deserialize, Serialize,
)]
pub struct Hash(pub u128);

impl Hash {
    /// Hashes `bytes`.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Hash(xxh3_128(bytes))
    }

    /// Hashes any value that derives `std::hash::Hash`.
    ///
    /// Stable between runs of one build of the program on one architecture, which is all a memo needs.
    pub fn of<T: StdHash + ?Sized>(value: &T) -> Self {
        let mut hasher = Xxh3Default::new();
        value.hash(&mut hasher);
        Hash(hasher.digest128())
    }

    /// Returns the first ten hexadecimal digits, for a file name.
    pub fn short(self) -> String {
        self.to_string()[..10].to_owned()
    }

    /// Reads a hash as it is displayed: 32 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (high, low) = text
            .split_at_checked(16)
            .filter(|(_, low)| low.len() == 16)?;
        let half = |half| u64::from_str_radix(half, 16).ok().map(u128::from);
        Some(Hash(half(high)? << 64 | half(low)?))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In halves: digits of 64 bits are several times as quick to make.
        write!(f, "{:016x}{:016x}", (self.0 >> 64) as u64, self.0 as u64)
    }
}

/// Hashes bytes that come in pieces: the same hash as [`Hash::of_bytes`] of the whole.
#[derive(Clone, Default)]
pub struct Hasher(Xxh3Default);

impl Hasher {
    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Returns the hash of all pieces.
    pub fn finish(&self) -> Hash {
        Hash(self.0.digest128())
    }
}
