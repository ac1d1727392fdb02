//! How values that are shared in memory are kept as bytes: each as if it were alone.
//! For `#[serde(with = "…")]`; the feature of serde's that does this would be in force for every crate.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes what is shared.
pub fn serialize<T: Serialize + ?Sized, S: Serializer>(
    value: &Arc<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    T::serialize(value, serializer)
}

/// Reads what will be shared.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<Arc<T>, D::Error>
where
    T: ?Sized,
    Box<T>: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Box::<T>::deserialize(deserializer).map(Arc::from)
}

/// The same for a list of what may not be there.
pub mod list {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer};

    /// Writes what is shared.
    pub fn serialize<T: Serialize, S: Serializer>(
        values: &[Option<Arc<T>>],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(Option::as_deref))
    }

    /// Reads what will be shared.
    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Option<Arc<T>>>, D::Error> {
        let values = Vec::<Option<T>>::deserialize(deserializer)?;
        Ok(values
            .into_iter()
            .map(|value| value.map(Arc::new))
            .collect())
    }
}
