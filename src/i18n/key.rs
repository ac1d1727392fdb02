//! Keys of the messages that the program itself formats: those in titles, breadcrumbs and feeds, where no template is
//! involved. All other keys appear in templates only.

/// Declares [`MessageKey`] from a table of names and keys.
macro_rules! message_keys {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// A message that the program itself formats.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum MessageKey {
            $($(#[$doc])* $name,)*
        }

        impl MessageKey {
            /// All keys, for the test that holds the theme's English catalog to them.
            pub const ALL: &[MessageKey] = &[$(MessageKey::$name,)*];

            /// Returns the key of the message in catalog files.
            pub fn key(self) -> &'static str {
                match self {
                    $(MessageKey::$name => $key,)*
                }
            }
        }
    };
}

message_keys! {
    /// Title of the list of topics.
    Topics = "topics",
    /// Title of the list of countries, unless the site sets `country_label`.
    Countries = "countries",
    /// Title of the list of regions.
    Regions = "regions",
    /// Title of the list of people.
    People = "people",
    /// Title of the list of organizations.
    Organizations = "organizations",
    /// Title of the list of storylines.
    Storylines = "storylines",
    /// Title of the list of publishers.
    Publishers = "publishers",
    /// Title of the list of editions.
    Editions = "editions",
    /// Title of the corrections page.
    Corrections = "corrections",
    /// Title of the page for unknown addresses.
    NotFound = "not_found",
    /// Title of the page at an old address.
    Moved = "moved",
    /// Heading of the list of other years in the archive.
    OtherYears = "other_years",
    /// Title of a further page of a list. Parameters: `title`, `number`.
    NumberedPage = "numbered_page",
    /// Title of the feed of a part of the site. Parameters: `site`, `part`.
    FeedTitle = "feed_title",
    /// Headline of a withdrawn brief in a feed. Parameter: `title`.
    WithdrawnTitle = "withdrawn_title",
    /// Label before a correction in a feed. Parameter: `date`.
    CorrectionOn = "correction_on",
    /// Label before a clarification in a feed. Parameter: `date`.
    ClarificationOn = "clarification_on",
    /// Label before an update in a feed. Parameter: `date`.
    UpdateOn = "update_on",
    /// Separator between the items of a list.
    Comma = "comma",
    /// A role that began in a year. Parameters: `role`, `year`.
    RoleSince = "role_since",
    /// A role that ended in a year. Parameters: `role`, `year`.
    RoleUntil = "role_until",
    /// A role from one year to another. Parameters: `role`, `from`, `to`.
    RoleBetween = "role_between",
    /// An approximate date. Parameter: `date`.
    DateAbout = "date_about",
    /// An uncertain date. Parameter: `date`.
    DateUncertain = "date_uncertain",
    /// Accessible name of the link from a note back to its mention in the text. Parameters: `mention`, `note`.
    BackToMention = "back_to_mention",
    /// Some names, and the number of others. Parameter: `names`; counts `n`.
    AndMore = "and_more",
    /// Title of a page with the site's name. Parameters: `page`, `site`.
    PageTitle = "page_title",
    /// Separator between headlines in a description.
    Semicolon = "semicolon",
    /// Description of a list of briefs. Parameters: `title`, `latest`; counts `n`.
    DescribeBriefs = "describe_briefs",
    /// Description of a list without briefs. Parameter: `title`.
    DescribeNone = "describe_none",
    /// Description of a list of names. Parameters: `title`, `names`.
    DescribeNames = "describe_names",
    /// Description of the corrections page. Parameters: `title`, `latest`; counts `n`.
    DescribeCorrections = "describe_corrections",
    /// Description of the corrections page while it has no entries.
    NoCorrections = "no_corrections",
    /// Explanation on the page for unknown addresses.
    NotFoundWhy = "not_found_why",
    /// Accessible name of a ticked box in a task list.
    TaskDone = "task_done",
    /// Accessible name of an empty box in a task list.
    TaskOpen = "task_open",
}
