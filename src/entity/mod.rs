//! One thing that briefs are about: topic, country, person, organization, storyline, publisher,
//! edition, page. One file in, one typed value out. Knows no brief and no address.

mod described;
mod edition;
mod named;
mod publisher;
mod release;
mod storyline;

pub use described::{Described, Entity, keys, parse};
pub use edition::{Edition, EditionBriefs};
pub use named::{CountryFile, Organization, OrganizationKind, Person, Profile, Role, Topic};
pub use publisher::{Publisher, PublisherKind};
pub use release::{Publish, Release};
pub use storyline::{Step, Storyline, StorylineStatus};
