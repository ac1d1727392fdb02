//! One thing that briefs are about: topic, country, person, organization, storyline, publisher,
//! edition, page. One file in, one typed value out. Knows no brief and no address.

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
pub use release::{Publish, Release};
pub use storyline::{Storyline, StorylineStatus, StorylineStep};
