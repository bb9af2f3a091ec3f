//! The words of the interface.
//!
//! In: the language of the book. Out: [`Words`], what the theme says in its own name. The author's words are not here.

use serde::Serialize;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $english:literal,)*) => {
        /// Every word and sentence of the theme.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
        pub struct Words {
            $($(#[$doc])* pub $name: &'static str,)*
        }

        /// English.
        pub const ENGLISH: Words = Words { $($name: $english,)* };
    };
}

words! {
    /// The first link of a page.
    skip = "Skip to content",
    /// Label of the navigation landmark.
    navigation = "Pages of this book",
    /// The control that opens the sidebar on small screens.
    menu = "Menu",
    /// Label of the breadcrumb landmark.
    breadcrumbs = "Where you are",
    /// The link to the start page in the breadcrumbs.
    home = "Home",
    /// Heading of the contents of a page.
    contents = "On this page",
    /// Label of the links to neighbouring pages.
    neighbours = "Previous and next page",
    /// The page before.
    previous = "Previous",
    /// The page after.
    next = "Next",
    /// The edit link.
    edit = "Edit this page",
    /// Before the date of the last change.
    changed = "Last changed",
    /// Between date and author.
    changed_by = "by",
    /// The tags of a page, and the page of all tags.
    tags = "Tags",
    /// After the number of pages.
    pages = "pages",
    /// After the number one.
    page = "page",
    /// Before the pages of a category.
    in_this_category = "In this section",
    /// The link to the whole list, where a list is cut.
    all = "Show all",
    /// The colour scheme control.
    scheme = "Colour scheme",
    /// A colour scheme.
    scheme_auto = "System",
    /// A colour scheme.
    scheme_light = "Light",
    /// A colour scheme.
    scheme_dark = "Dark",
    /// The link to the repository.
    repository = "Source repository",
    /// A page that is not finished.
    draft = "Draft",
    /// A page that no list names.
    unlisted = "Unlisted",
    /// Above a page that is not finished.
    draft_note = "This page is a draft. It is only shown because drafts were asked for.",
    /// Above a page that no list names.
    unlisted_note = "This page is not listed. Only people who know its address find it.",
    /// Minutes to read, after the number.
    minutes = "min read",
    /// Title of the page for unknown addresses.
    not_found = "Page not found",
    /// Its text.
    not_found_text = "There is no page at this address. It may have moved, or the link may be mistyped.",
    /// Its link.
    not_found_home = "Go to the start page",
    /// On the button that copies a code block.
    copy = "Copy",
    /// Said when it is done.
    copied = "Copied",
    /// Said when it cannot be done.
    copy_failed = "Copying is not possible here",
    /// Label of a code block for screen readers, before the language.
    code = "Code",
    /// A diagram of steps.
    flowchart = "Flowchart",
    /// A diagram of messages.
    sequence_diagram = "Sequence diagram",
    /// A diagram of states.
    state_diagram = "State diagram",
    /// A diagram of classes.
    class_diagram = "Class diagram",
    /// A diagram of entities.
    entity_diagram = "Entity relationship diagram",
    /// Said of a line of code that is marked.
    marked = "marked",
    /// Said of code that was added.
    inserted = "added",
    /// Said of code that was removed.
    deleted = "removed",
    /// Label of the box that shows hidden lines of code, before their number.
    show_hidden = "Show hidden lines",
    /// After the number one, on a folded code block.
    line = "line",
    /// After the number of lines of a folded code block.
    lines = "lines",
    /// Title of the way back from a note on code.
    code_back = "Back to the code",
    /// Label of a formula that scrolls, for screen readers.
    formula = "Formula",
    /// Label of a table that scrolls, for screen readers.
    table = "Table",
    /// Title of the link at a heading.
    heading_link = "Link to this section",
    /// Title of the way back from a footnote.
    footnote_back = "Back to the text",
    /// Heading of the footnotes.
    footnotes = "Footnotes",
    /// A checked item of a task list.
    task_done = "Done",
    /// An unchecked item of a task list.
    task_open = "To do",
    /// Title of an alert.
    note = "Note",
    /// Title of an alert.
    tip = "Tip",
    /// Title of an alert.
    important = "Important",
    /// Title of an alert.
    warning = "Warning",
    /// Title of an alert.
    caution = "Caution",
    /// Title of an alert.
    abstract_ = "Abstract",
    /// Title of an alert.
    attention = "Attention",
    /// Title of an alert.
    bug = "Bug",
    /// Title of an alert.
    check = "Check",
    /// Title of an alert.
    danger = "Danger",
    /// Title of an alert.
    error = "Error",
    /// Title of an alert.
    example = "Example",
    /// Title of an alert.
    failure = "Failure",
    /// Title of an alert.
    faq = "FAQ",
    /// Title of an alert.
    help = "Help",
    /// Title of an alert.
    hint = "Hint",
    /// Title of an alert.
    info = "Info",
    /// Title of an alert.
    missing = "Missing",
    /// Title of an alert.
    question = "Question",
    /// Title of an alert.
    quote = "Quote",
    /// Title of an alert.
    secondary = "Aside",
    /// Title of an alert.
    success = "Success",
    /// Title of an alert.
    summary = "Summary",
    /// Title of an alert.
    tldr = "In short",
    /// Summary of a block that opens, without one of its own.
    details = "Details",
    /// Label of a tab without one of its own, before its number.
    tab = "Tab",
    /// A quality or a fact that an entry does not touch.
    not_applicable = "not applicable",
    /// A quality or a fact of which nobody has said anything.
    not_judged = "not judged",
    /// A quality of which only pros speak.
    better = "better",
    /// A quality of which only cons speak.
    worse = "worse",
    /// A quality of which pros and cons speak.
    both = "both",
    /// Between the words of the two ends of a range.
    range_to = "to",
    /// A fact that is so.
    yes = "yes",
    /// A fact that is not so.
    no = "no",
    /// Heading of the columns with facts.
    facts = "Facts",
    /// Heading of the columns with keys of the pages.
    fields = "Page",
    /// Heading of a column.
    field_family = "Family",
    /// Heading of a column.
    field_kind = "Kind",
    /// Heading of a column.
    field_maturity = "Maturity",
    /// Heading of a column.
    field_status = "Status",
    /// Heading of a column.
    field_level = "Level",
    /// Heading of a column.
    field_reviewed = "Reviewed",
    /// Heading of a column.
    field_baseline = "Compared with",
    /// Heading of a column.
    field_summary = "Summary",
    /// Heading of a column.
    field_problem = "Problem",
    /// A weight of the decision helper.
    weight_0 = "ignore",
    /// A weight of the decision helper.
    weight_1 = "little",
    /// A weight of the decision helper.
    weight_2 = "some",
    /// A weight of the decision helper.
    weight_3 = "much",
    /// A weight of the decision helper.
    weight_4 = "very much",
    /// A weight of the decision helper.
    weight_5 = "decisive",
    /// Before a value that a fact must not have.
    test_not = "not",
    /// Before the highest value that is allowed.
    test_at_most = "at most",
    /// Before the lowest value that is allowed.
    test_at_least = "at least",
    /// Between the options in the title of a decision record.
    record_or = "or",
    /// Heading of a decision record.
    record_context = "Context and Problem Statement",
    /// Heading of a decision record.
    record_drivers = "Decision Drivers",
    /// Heading of a decision record.
    record_options = "Considered Options",
    /// Heading of a decision record.
    record_outcome = "Decision Outcome",
    /// Heading of a decision record.
    record_pros_and_cons = "Pros and Cons of the Options",
    /// Heading of a decision record, above options that miss a condition.
    record_excluded = "Excluded",
    /// Heading of a decision record.
    record_more = "More Information",
    /// Before an argument for an option of a decision record.
    record_good = "Good",
    /// Before an argument that speaks neither way.
    record_neutral = "Neutral",
    /// Before an argument against an option of a decision record.
    record_bad = "Bad",
    /// Between the word above and the argument.
    record_because = "because",
    /// Before the address of the page that a decision record was made from.
    record_source = "Drafted from",
    /// Above the nodes of a drawing that belong to no family.
    without_family = "Other pages",
    /// At the foot of every page, before the name of the program.
    built_with = "Built with",
}
