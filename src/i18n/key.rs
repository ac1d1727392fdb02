//! The words that views need: those that stand in titles, trails and feeds, where no template is asked.

/// Declares the words with their keys.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// A message that the program itself asks for.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum MessageKey {
            $($(#[$doc])* $name,)*
        }

        impl MessageKey {
            /// Every one of them.
            pub const ALL: &[MessageKey] = &[$(MessageKey::$name,)*];

            /// Returns the key that it has in the files.
            pub fn key(self) -> &'static str {
                match self {
                    $(MessageKey::$name => $key,)*
                }
            }
        }
    };
}

words! {
    /// Title of the list of topics.
    Topics = "topics",
    /// Title of the list of countries, unless the site calls it otherwise.
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
    /// Title of what is shown for an unknown address.
    NotFound = "not_found",
    /// Title of an old address.
    Moved = "moved",
    /// Above the other years of the archive.
    OtherYears = "other_years",
    /// A further page of a list: `title`, `number`.
    NumberedPage = "numbered_page",
    /// A feed of a part of the site: `site`, `part`.
    FeedTitle = "feed_title",
    /// Headline of a withdrawn brief in a feed: `title`.
    WithdrawnTitle = "withdrawn_title",
    /// Before a correction: `date`.
    CorrectionOn = "correction_on",
    /// Before a clarification: `date`.
    ClarificationOn = "clarification_on",
    /// Before an update: `date`.
    UpdateOn = "update_on",
    /// Between the items of a list.
    Comma = "comma",
    /// A role that began in a year: `role`, `year`.
    RoleSince = "role_since",
    /// A role that ended in a year: `role`, `year`.
    RoleUntil = "role_until",
    /// A role from a year to another: `role`, `from`, `to`.
    RoleBetween = "role_between",
    /// A date that is near to the true one: `date`.
    DateAbout = "date_about",
    /// A date that is not certain: `date`.
    DateUncertain = "date_uncertain",
    /// The link from a note back to its mention in the text: `mention`, `note`.
    BackToMention = "back_to_mention",
    /// Some names, and how many more: `names`, and `n` counts.
    AndMore = "and_more",
    /// Title of a page with the site's: `page`, `site`.
    PageTitle = "page_title",
    /// Between headlines.
    Semicolon = "semicolon",
    /// What is said of a list of briefs: `title`, `latest`, and `n` counts.
    DescribeBriefs = "describe_briefs",
    /// What is said of a list without briefs: `title`.
    DescribeNone = "describe_none",
    /// What is said of a list of names: `title`, `names`.
    DescribeNames = "describe_names",
    /// What is said of the corrections page: `title`, `latest`, and `n` counts.
    DescribeCorrections = "describe_corrections",
    /// On the corrections page while there is nothing.
    NoCorrections = "no_corrections",
    /// On what is shown for an unknown address.
    NotFoundWhy = "not_found_why",
    /// A box of a task list that is ticked.
    TaskDone = "task_done",
    /// A box of a task list that is not.
    TaskOpen = "task_open",
}
