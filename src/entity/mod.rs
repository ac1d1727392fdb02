//! Entities: everything with a file that is not a brief, such as topics, countries, people, organizations,
//! storylines, publishers, editions and pages. One file in, one typed value out. Knows no brief and no route: `site`
//! links entities to briefs. `entity_file` has the fields that all of them share.

mod edition;
mod entity_file;
mod named;
mod publisher;
mod release;
mod storyline;

pub use edition::{Edition, EditionBriefs};
pub use entity_file::{Entity, EntityFile, keys, parse};
pub use named::{CountryFile, Organization, OrganizationKind, Person, Profile, Role, Topic};
pub use publisher::{Publisher, PublisherKind};
pub use release::{Publish, ReleaseConditions};
pub use storyline::{Storyline, StorylineStatus, StorylineStep};
