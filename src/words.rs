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
    /// The button that copies a page as Markdown.
    copy_page = "Copy as Markdown",
    /// The link to a page as Markdown.
    view_markdown = "View as Markdown",
    /// The link to the whole book on one page.
    print_book = "Print the book",
    /// The link to a top category on one page.
    print_section = "Print this section",
    /// Heading of the contents of a print page.
    print_contents = "Contents",
    /// The link to the source of a page.
    view_source = "View the source",
    /// The link to a form for faults of a page.
    report = "Report a problem",
    /// The pages that stand in no category, in lists for programs.
    all_pages = "Pages",
    /// A quality, at the head of a column.
    quality = "Quality",
    /// A judgement, at the head of a column.
    rating = "Rating",
    /// Why, at the head of a column.
    reason = "Reason",
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
    /// Said when it is done with the record of a terminal, of which only what was typed is copied.
    copied_commands = "Commands copied",
    /// Said when it cannot be done.
    copy_failed = "Copying is not possible here",
    /// On the button that breaks the long lines of a code block.
    wrap = "Wrap lines",
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
    /// By what results of a search are narrowed.
    field_tag = "Tag",
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
    /// A field that finds rows of a table.
    find_entry = "Find by name",
    /// A button that takes back all choices.
    reset = "Reset",
    /// What rows of a table can be filtered by.
    filters = "Filters",
    /// After the number of rows shown and that of all.
    shown = "shown",
    /// How a table is ordered by a column.
    sorted_best = "best first",
    /// How a table is ordered by a column.
    sorted_worst = "worst first",
    /// A button.
    copy_csv = "Copy as CSV",
    /// A button.
    copy_markdown = "Copy as Markdown",
    /// A button.
    copy_link = "Copy link",
    /// A button.
    copy_record = "Copy as decision record",
    /// Before columns that a reader does not see.
    columns_hidden = "Hidden columns",
    /// Leads from a reason to the page it is from.
    read_there = "Read it on its page",
    /// A list of entries to compare.
    add_entry = "Choose an entry",
    /// A button that adds the chosen entry.
    add = "Add",
    /// Before the name of an entry that is taken out.
    remove = "Take out",
    /// Before the names of entries that are now compared.
    compared = "Compared:",
    /// For readers without script.
    compare_needs_script = "Any two to four entries can be put side by side here if JavaScript is switched on.",
    /// For readers without script.
    choose_needs_script = "Weights and conditions can be changed here if JavaScript is switched on.",
    /// Above the decision helper.
    own_situation = "For a situation of your own",
    /// Opens the controls of the decision helper.
    change_weights = "Change what counts",
    /// A list of presets.
    situation = "Start with",
    /// In that list: no preset.
    own_weights = "the usual weights",
    /// Above filters by facts.
    conditions = "Conditions",
    /// Above filters by qualities.
    floors = "Worst accepted value",
    /// No condition.
    no_condition = "any",
    /// A box to tick.
    count_marks = "Count what was read from the text",
    /// Said when all weights are 0.
    nothing_weighed = "Nothing counts, so nothing can be told apart",
    /// Said when every entry is excluded.
    nothing_left = "Nothing is left",
    /// A list of columns to choose from.
    columns = "Columns",
    /// A link to the comparison of the chosen entries.
    compare = "Compare",
    /// Before the name of an entry that can be chosen.
    select = "Choose",
    /// When too few or too many entries are chosen.
    select_note = "choose two to four to compare",
    /// Between the number of rows shown and that of all.
    of = "of",
    /// Before ids in an address that name nothing.
    gone = "This link names what is not there:",
    /// Before how long a page takes to read.
    reading_time = "Reading time",
    /// Before other names of an entry.
    also_known_as = "Also known as",
    /// Heading of the ratings of an entry.
    trade_offs = "Trade-offs",
    /// Before why a circumstance counts.
    because = "because",
    /// Before the name of a better choice.
    rather = "Rather:",
    /// Heading of circumstances.
    use_when = "Use it when",
    /// Heading of circumstances.
    avoid_when = "Avoid it when",
    /// Heading of arguments.
    pros = "Pros",
    /// Heading of arguments.
    cons = "Cons",
    /// Heading of arguments.
    neutral = "Also",
    /// Heading of the bibliography.
    references = "References",
    /// A rating that rests on a measurement.
    measured = "measured",
    /// A rating that rests on a publication.
    cited = "cited",
    /// Why an entry is no row of a table.
    other_scale = "measured on another scale",
    /// Why an entry is no row of a table.
    nothing_judged = "nothing is judged yet",
    /// In the header: the tables of entries.
    matrix = "Matrix",
    /// Title of the page of all tables.
    matrices = "Comparisons at a glance",
    /// How many entries there are, one.
    entry = "entry",
    /// How many entries there are, more or none.
    entries = "entries",
    /// How many qualities there are.
    qualities = "qualities",
    /// Heading of the first column.
    name = "Name",
    /// Above the legend of a scale.
    legend = "How to read it",
    /// In a legend: more is better.
    higher_better = "More is better",
    /// In a legend: less is better.
    lower_better = "Less is better",
    /// In a legend: neither end is better.
    neither_better = "Neither end is better",
    /// In a legend, of a scale of levels.
    level_scale = "How much there is of each quality",
    /// In a legend, of a scale of changes.
    change_scale = "More or less than without it; a bar to the end of the line is an improvement",
    /// Name of the filter by family.
    filter_family = "Family",
    /// In a filter: no restriction.
    filter_all = "All",
    /// Before columns that hold nothing.
    columns_left_out = "Columns without any judgement",
    /// Before entries that are no rows.
    entries_left_out = "Not in this table",
    /// Above pairs of opposite qualities.
    tensions = "Tensions",
    /// What pairs of opposite qualities mean.
    tensions_note = "Where one of these is good here, the other is poor:",
    /// Between two opposite qualities.
    tension_between = "against",
    /// Before links to files.
    as_file = "As a file",
    /// A link to the file with the reasons of a table.
    reasons_csv = "CSV with reasons",
    /// A link to the order of rows by a quality.
    order_by = "Order by",
    /// After a reason: it was read from the text of the page.
    from_text = "read from the text",
    /// After a judgement that the author has not written down.
    not_stated = "not stated",
    /// Before what a range depends on.
    depends_on = "Depends on",
    /// Before a link to a table.
    all_qualities = "All qualities",
    /// Above the list of other qualities.
    other_qualities = "Other qualities",
    /// Above the meaning of values.
    what_values_mean = "What the values mean",
    /// Above a ranking.
    best_first = "Best first",
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
    /// Between the names of entries that are compared.
    versus = "or",
    /// When entries of one comparison are measured on different scales.
    two_scales = "These are measured on different scales: levels say how much there is, changes say what becomes more or less. They are never put in one row.",
    /// Heading of a comparison.
    differences = "Biggest differences",
    /// Heading of a comparison.
    other_ratings = "The other ratings",
    /// Heading of a comparison.
    pros_and_cons = "Pros and cons",
    /// Heading of a comparison.
    read_next = "Read next",
    /// Link to a file.
    decision_record = "Draft of a decision record (Markdown)",
    /// Under the title of all comparisons.
    compare_note = "Side by side: where they differ most comes first.",
    /// After what all entries of a comparison have in common.
    all_of_them = "all",
    /// Above the weights of a situation.
    what_counts = "What counts here",
    /// Above a ranking of changes.
    change_ranking = "Each of these is measured against its own baseline, so the order says where most improves, not which replaces which.",
    /// Above entries that cannot be told apart.
    tie = "cannot be told apart",
    /// After how many qualities have a judgement.
    judged = "judged",
    /// Before a condition that an entry may miss.
    may_miss = "May miss:",
    /// Heading of entries that miss a condition.
    excluded = "Excluded",
    /// Before the value that an entry has instead.
    is_here = "here:",
    /// Before the condition without which most entries come back.
    relief = "Nothing is left. Most come back without this condition:",
    /// Heading of how firm the first place is.
    stability = "How firm is the first place?",
    /// Before how often the first stays first.
    stays_first = "first in",
    /// A weight that was raised by one step.
    counts_more = "a step more important",
    /// A weight that was lowered by one step.
    counts_less = "a step less important",
    /// Before two qualities that say nearly the same.
    counted_twice = "These two say nearly the same here, so what they share counts twice:",
    /// Heading of what can go wrong.
    traps = "What a weighted table cannot know",
    /// What can go wrong with a weighted table.
    traps_note = "Its figures look more exact than they are. Two qualities that say the same count twice. A quality may be an option in disguise. Change a weight by one step and see whether the first place holds; if it does not, the figures do not decide, and you have to.",
    /// Above links to other situations.
    other_situations = "Other situations",
    /// In the header: rankings for situations.
    choose = "Choose",
    /// Under the title of all situations.
    choose_note = "Rankings for typical situations, with their reasons.",
    /// Before the entries in the first place.
    comes_first = "First:",
    /// In the header: how entries belong together.
    graph = "Graph",
    /// How many relations there are.
    relations = "relations",
    /// Heading of the table of relations.
    as_table = "As a table",
    /// Heading of a column.
    relation = "Relation",
    /// Heading of a column.
    why = "Why",
    /// Heading of entries with many relations.
    hubs = "Most connected",
    /// Heading of entries that are not joined with the others.
    islands = "Apart from the others",
    /// Heading of entries without relations.
    without_relations = "Without relations",
    /// Before how many nodes had no room.
    left_out = "No room for",
    /// Heading of the relations of a page.
    related = "Related",
    /// Above the drawing of the relations of a page.
    as_drawing = "As a drawing",
    /// Heading of the pages that link to a page.
    mentioned_in = "Mentioned in",
    /// The control that opens the search, and the name of the page that it stands on.
    search = "Search",
    /// What may be written into the field of the search.
    search_hint = "Titles, other names, text, code",
    /// Label of what was found.
    search_results = "Results",
    /// How many pages were found, if it is one.
    result = "1 page",
    /// How many pages were found, behind the number.
    results = "pages",
    /// When nothing was found.
    no_results = "Nothing found",
    /// A button that shows what was found beyond the first pages.
    more_results = "Show more",
    /// A link from the dialog to the page of the search.
    all_results = "All results on a page",
    /// Results that are not narrowed.
    any = "any",
    /// A button that closes a dialog.
    close = "Close",
    /// When a file of the search cannot be loaded.
    search_failed = "The search cannot be loaded.",
    /// On the page of the search, for readers without scripts: before a link to a list of all pages.
    search_without_script = "Searching needs scripts. Without them, look through",
    /// The link behind it.
    search_elsewhere = "what this book holds",
    /// At the foot of every page, before the name of the program.
    built_with = "Built with",
    /// Heading of names in scripts without a short alphabet.
    other_scripts = "Other scripts",
    /// Title of the list of all names, and in the header.
    a_to_z = "A–Z",
    /// Between another name and the title it leads to.
    is_named = "→",
    /// The link to the list of all names.
    all_names = "All names from A to Z",
    /// Title of the list of families, and in the breadcrumbs.
    families = "Families",
    /// How many families there are, one.
    family = "family",
    /// After the number of families.
    in_families = "families",
    /// Above the pages that belong to no group of entries.
    also_here = "Also in this book",
    /// Heading of the way in by looking around.
    browse = "Browse",
    /// After the number of comparisons, one.
    pair = "pair side by side",
    /// After the number of comparisons.
    pairs = "pairs side by side",
    /// After the number of presets, one.
    situation_counted = "situation",
    /// After the number of presets.
    situations = "situations",
    /// After the number of relations, one.
    relation_one = "relation drawn",
    /// After the number of relations.
    relations_drawn = "relations drawn",
    /// After the number of tags, one.
    tag = "tag",
    /// After the number of tags.
    tags_counted = "tags",
    /// Heading of the entries with the latest reviews.
    recently_reviewed = "Recently reviewed",
    /// Heading of tags without a group.
    other_tags = "Other tags",
    /// Before tags that one page carries.
    used_once = "On one page each:",
    /// Heading of tags that stand on the same pages.
    often_with = "Often together with",
    /// Heading of tables, before what they are about.
    side_by_side = "Side by side",
    /// The link from a part of a table to all of it.
    whole_table = "The whole table:",
    /// Heading of the drawing of a family.
    how_related = "How they belong together",
    /// Heading of links in texts.
    mentions = "Mentions",
    /// What a mention is.
    mentions_note = "Links in the text of pages, where no relation is declared.",
    /// Heading of the sections in which links stand.
    below = "Below the heading",
    /// Where a heading of a page stood once.
    moved = "This part has moved:",
}
