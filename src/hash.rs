//! Content hashes: 128-bit xxHash3, used as cache keys and as fingerprints in file names.
//!
//! The hash of bytes is the same on every machine and in every run. It is fast, not cryptographic: never a defence
//! against an adversary.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hash as StdHash};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// A 128-bit hash of some content.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Deserialize, Serialize,
)]
pub struct Hash(pub u128);

impl Hash {
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Hash(xxh3_128(bytes))
    }

    /// Hashes any value that derives `std::hash::Hash`.
    ///
    /// Stable between runs of one build of the program on one architecture only: `std::hash` feeds integers in native
    /// byte order and may change between compilers. Cache files therefore record the program that wrote them.
    pub fn of<T: StdHash + ?Sized>(value: &T) -> Self {
        let mut bytes = HashedBytes(Vec::with_capacity(256));
        value.hash(&mut bytes);
        Hash(xxh3_128(&bytes.0))
    }

    /// Returns the first ten hexadecimal digits (40 bits), for use in a file name.
    pub fn short(self) -> String {
        self.to_string()[..10].to_owned()
    }

    /// Parses a hash as it is displayed: exactly 32 hexadecimal digits.
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
        // In halves: formatting a u128 takes several times as long as two u64s, and a manifest holds thousands.
        write!(f, "{:016x}{:016x}", (self.0 >> 64) as u64, self.0 as u64)
    }
}

/// Map by hashes, which are spread well enough to be their own hashes.
pub type HashedMap<V> = HashMap<Hash, V, BuildHasherDefault<Identity>>;

/// Hasher of [`HashedMap`]: takes the low half of the one hash that it is given.
#[derive(Debug, Default)]
pub struct Identity(u64);

impl std::hash::Hasher for Identity {
    fn write(&mut self, bytes: &[u8]) {
        // Only for the trait: a `Hash` writes one `u128`.
        self.0 = xxh3_128(bytes) as u64;
    }

    fn write_u128(&mut self, value: u128) {
        self.0 = value as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Collects what a value hashes, to be hashed at once: a value is many small pieces, and a streaming hasher pays for
/// each of them.
struct HashedBytes(Vec<u8>);

impl std::hash::Hasher for HashedBytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        // Only for the trait: `Hash::of` takes the bytes.
        xxh3_128(&self.0) as u64
    }
}

/// Streaming hasher: yields the same hash as [`Hash::of_bytes`] of all pieces joined.
#[derive(Clone, Default)]
pub struct Hasher(Xxh3Default);

impl Hasher {
    /// Appends the next piece of the input.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn finish(&self) -> Hash {
        Hash(self.0.digest128())
    }
}
