//! The table of contents: every command, what it takes, what it answers, what it reads or changes.
//!
//! A line is all there is to add for a new command: the dispatcher behind [`crate::App::call`] and the
//! TypeScript of the window are made from this table.
//!
//! - `reads` runs in one reading transaction: `fn(&Call, Argument) -> Result<Answer>`.
//! - `changes` runs in one journalled transaction and also says what it did, in a sentence for the
//!   history: `fn(&Call, Argument) -> Result<(Answer, String)>`.
//! - `steps` opens books or needs transactions of its own: `fn(&App, &Context, Argument) -> Result<Answer>`.
//!
//! After it stand the topics in brackets, or `everything`.
//!
//! Longer than 400 lines: it is one table, read from the top, with two lines a command.

use domain::Topic;

use crate::app::{answer, argument};
use crate::{App, Context, Error};
use crate::{
    actual, alias, allocation, bill, book, budget, category, closing, comment, contract, control, department,
    depreciation, document, explain, export, forecast, import, journal, licence, order, overview, plan,
    prepaid, project, rate, report, role, rule, scenario, score, search, settings, showback, target,
    variance, vendor,
};

/// What a command does to the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Reads these topics.
    Reads(&'static [Topic]),
    /// Changes these topics.
    Changes(&'static [Topic]),
}

/// A command of the table.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its name: `topic.verb`.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// What it reads or changes.
    pub effect: Effect,
}

macro_rules! topics {
    ([$($of:ident),*]) => {
        &[$(Topic::$of),*]
    };
    (everything) => {
        &Topic::ALL
    };
}

macro_rules! effect {
    (reads $of:tt) => {
        Effect::Reads(topics!($of))
    };
    ($other:ident $of:tt) => {
        Effect::Changes(topics!($of))
    };
}

macro_rules! run {
    (reads, $app:ident, $context:ident, $command:expr, $argument:ident, $function:path) => {
        $app.read($context, |call| $function(call, $argument))?
    };
    (changes, $app:ident, $context:ident, $command:expr, $argument:ident, $function:path) => {{
        let Effect::Changes(topics) = $command.effect else { return Err(Error::NoBook) };
        let meta = store::Meta { command: $command.name, who: "", at: "", topics, undoes: None };
        $app.change::<_, Error>($context, &meta, |call| $function(call, $argument))?.0
    }};
    (steps, $app:ident, $context:ident, $command:expr, $argument:ident, $function:path) => {
        $function($app, $context, $argument)?
    };
}

macro_rules! commands {
    ($($(#[doc = $about:literal])+ $topic:ident::$verb:ident($argument:ty) -> $answer:ty, $effect:ident $of:tt;)*) => {
        /// Every command.
        pub const COMMANDS: &[Command] = &[$(
            Command {
                name: concat!(stringify!($topic), ".", stringify!($verb)),
                about: concat!($($about),+),
                effect: effect!($effect $of),
            },
        )*];

        /// Runs a command by its name.
        pub(crate) fn dispatch(app: &App, context: &Context<'_>, name: &str, json: &str) -> Result<String, Error> {
            let unknown = || Error::NotFound(format!("There is no command “{name}”."));
            let command = COMMANDS.iter().find(|command| command.name == name).ok_or_else(unknown)?;
            match name {
                $(concat!(stringify!($topic), ".", stringify!($verb)) => {
                    let given: $argument = argument(name, json)?;
                    let result: $answer = run!($effect, app, context, command, given, $topic::$verb);
                    answer(&result)
                })*
                _ => Err(unknown()),
            }
        }

        /// Each command with the TypeScript names of what it takes and answers.
        #[cfg(feature = "typescript")]
        pub(crate) fn signatures(types: &mut crate::typescript::Types) -> Vec<(&'static Command, String, String)> {
            let mut commands = COMMANDS.iter();
            let mut signatures = Vec::new();
            $(
                if let Some(command) = commands.next() {
                    signatures.push((command, types.add::<$argument>(), types.add::<$answer>()));
                }
            )*
            signatures
        }
    };
}

commands! {
    /// The open book: its settings, plans, what can be undone; nothing if no book is open.
    book::state(()) -> Option<book::State>, steps [];
    /// Creates a book, or a sample to explore, and opens it.
    book::create(book::New) -> book::State, steps everything;
    /// Opens a book.
    book::open(book::File) -> book::State, steps everything;
    /// Closes the open book.
    book::close(()) -> (), steps everything;
    /// The books opened last.
    book::recent(()) -> Vec<book::Recent>, steps [];
    /// Whether the file and its figures are whole.
    book::check(()) -> book::Check, reads [Book];

    /// Replaces the book's settings.
    settings::save(domain::Settings) -> domain::Settings, changes [Settings];
    /// Every currency of the standard.
    settings::currencies(()) -> Vec<settings::CurrencyInfo>, steps [];

    /// Every exchange rate.
    rate::list(()) -> Vec<domain::rate::Rate>, reads [Rate];
    /// Adds or replaces an exchange rate.
    rate::save(domain::rate::Draft) -> domain::rate::Rate, changes [Rate];
    /// Removes an exchange rate.
    rate::remove(budget::Key) -> (), changes [Rate];

    /// Every category with how many budget lines it has.
    category::list(()) -> Vec<category::Row>, reads [Category, Budget];
    /// Adds or replaces a category.
    category::save(domain::category::Draft) -> domain::category::Category, changes [Category];
    /// Removes a category that nothing uses.
    category::remove(budget::Key) -> (), changes [Category, Alias, Forecast, Comment];

    /// Every department with how many budget lines it has.
    department::list(()) -> Vec<department::Row>, reads [Department, Budget];
    /// Adds or replaces a department.
    department::save(domain::department::Draft) -> domain::department::Department, changes [Department];
    /// Removes a department that nothing uses.
    department::remove(budget::Key) -> (), changes [Department, Alias, Comment];

    /// Every vendor.
    vendor::list(()) -> Vec<domain::vendor::Vendor>, reads [Vendor];
    /// Adds or replaces a vendor.
    vendor::save(domain::vendor::Draft) -> domain::vendor::Vendor, changes [Vendor];
    /// Removes a vendor that nothing uses.
    vendor::remove(budget::Key) -> (), changes [Vendor, Alias, Comment];

    /// Every project.
    project::list(()) -> Vec<domain::project::Project>, reads [Project];
    /// Adds or replaces a project.
    project::save(domain::project::Draft) -> domain::project::Project, changes [Project];
    /// Removes a project that nothing uses.
    project::remove(budget::Key) -> (), changes [Project, Alias, Comment];

    /// Every plan, the newest first.
    plan::list(()) -> Vec<domain::plan::Plan>, reads [Plan];
    /// Adds a plan, if asked for with the lines and amounts of another, or renames one.
    plan::save(domain::plan::Draft) -> domain::plan::Plan, changes [Plan, Budget, Rate, Forecast];
    /// Moves a plan on: submitted, back to draft, approved and frozen.
    plan::set_state(plan::Step) -> domain::plan::Plan, changes [Plan];
    /// Adds a draft that corrects an approved plan: its next version, with all that the plan holds.
    plan::new_version(plan::NewVersion) -> domain::plan::Plan, changes [Plan, Budget, Rate, Role];
    /// Two plans side by side, by group.
    plan::compare(plan::Compare) -> plan::Compared, reads [Plan, Budget, Rate, Settings, Category, Department, Vendor, Project];
    /// What a new fiscal year would come to, line by line, from a plan and rules; nothing is written.
    plan::propose(plan::Propose) -> plan::Proposal, reads [Plan, Budget, Rate, Role, Settings, Category, Department, Vendor, Project, Contract, Actual];
    /// Adds a budget for a new fiscal year: exactly what was proposed.
    plan::create_from(plan::CreateFrom) -> domain::plan::Plan, changes [Plan, Budget, Rate];
    /// A plan and the versions that it corrects, with what it restates.
    plan::versions(budget::Key) -> plan::Versions, reads [Plan, Budget, Rate, Settings];
    /// Removes a plan that is not approved.
    plan::remove(budget::Key) -> (), changes [Plan, Budget, Rate, Import, Forecast, Comment, Allocation];

    /// A scenario that lies over a plan: its adjustments, each with its effect, and what it comes to.
    scenario::get(budget::Key) -> scenario::Scenario, reads [Plan, Budget, Rate, Settings, Category, Department, Vendor, Project, Role];
    /// Adds a scenario that lies over a plan.
    scenario::create(scenario::New) -> domain::plan::Plan, changes [Plan];
    /// Adds an adjustment behind the others, or replaces one.
    scenario::save(domain::scenario::Adjustment) -> scenario::Scenario, changes [Plan, Budget, Rate];
    /// Removes an adjustment.
    scenario::remove(budget::Key) -> scenario::Scenario, changes [Plan, Budget, Rate];
    /// Moves an adjustment to another place in the order.
    scenario::place(scenario::Place) -> scenario::Scenario, changes [Plan, Budget, Rate];
    /// Writes a scenario into the plan that it lies over, or into its next version; the scenario is gone then.
    scenario::adopt(budget::Key) -> domain::plan::Plan, changes [Plan, Budget, Rate, Import, Forecast, Comment, Allocation];

    /// Every category or department of a plan beside its target, and all targets together.
    target::list(target::Query) -> target::List, reads [Plan, Budget, Category, Department, Rate, Settings];
    /// Sets the target of a category or a department in a plan.
    target::save(domain::target::Draft) -> domain::target::Target, changes [Plan];
    /// Removes a target.
    target::remove(budget::Key) -> (), changes [Plan];

    /// A window of a plan's rows, grouped, with subtotals and the total.
    budget::grid(budget::GridQuery) -> budget::Grid, reads [Budget, Plan, Category, Department, Vendor, Project, Rate, Settings, Depreciation];
    /// What a block of cells sums up to, and its text for copying.
    budget::selection(budget::SelectionQuery) -> budget::Selection, reads [Budget, Plan, Category, Department, Vendor, Project, Rate, Settings];
    /// Sets cells to what was typed.
    budget::edit(budget::Edit) -> budget::Edited, changes [Budget];
    /// Sets a block of cells to a text copied from a spreadsheet.
    budget::paste(budget::Paste) -> budget::Edited, changes [Budget];
    /// Fills a block from its first column or row.
    budget::fill(budget::Fill) -> budget::Edited, changes [Budget];
    /// Sets a block of cells to nothing.
    budget::clear(budget::Clear) -> budget::Edited, changes [Budget];
    /// One budget line.
    budget::line(budget::Key) -> domain::budget::Line, reads [Budget];
    /// Budget lines by name, for pickers.
    budget::lines(budget::Find) -> Vec<domain::budget::LineName>, reads [Budget, Vendor, Category];
    /// Adds a line to a plan, or replaces one.
    budget::save_line(domain::budget::Draft) -> domain::budget::Line, changes [Budget];
    /// Takes lines out of a plan.
    budget::remove_lines(budget::RemoveLines) -> budget::Removed, changes [Budget, Role, Depreciation, Comment];
    /// One line of a plan in full: months, how they came about, other plans, actuals, history.
    budget::detail(budget::LineOfPlan) -> budget::LineDetail, reads [Budget, Plan, Actual, Rate, Settings, Role, Depreciation, Journal, Contract];
    /// Spreads an amount over a line's months by the days they cover.
    budget::spread(budget::SpreadLine) -> budget::LineDetail, changes [Budget];
    /// Plans a line by quantity and unit price, or no longer so.
    budget::set_quantity(budget::QuantityOfLine) -> budget::LineDetail, changes [Budget];
    /// Splits a line: new lines take shares of its amounts in a plan.
    budget::split_line(budget::SplitLine) -> budget::LineDetail, changes [Budget, Depreciation];
    /// Merges lines of a plan into one; what is known of them follows.
    budget::merge_lines(budget::MergeLines) -> budget::LineDetail, changes [Budget, Role, Depreciation, Comment];

    /// The roles of a plan with what they cost.
    role::list(budget::Key) -> role::List, reads [Role, Plan, Department];
    /// Adds a role to a plan, or replaces one, with the lines it gives.
    role::save(domain::role::Role) -> domain::role::Role, changes [Role, Budget];
    /// Removes a role with its lines.
    role::remove(budget::Key) -> (), changes [Role, Budget, Depreciation];

    /// How each line that is written off is.
    depreciation::list(()) -> Vec<domain::depreciation::terms::Terms>, reads [Depreciation];
    /// Says how what is bought on a CapEx line is written off.
    depreciation::save(domain::depreciation::terms::Terms) -> domain::depreciation::terms::Terms, changes [Depreciation];
    /// A line is no longer written off.
    depreciation::remove(budget::Key) -> (), changes [Depreciation];

    /// A window of the actuals, the newest first, with their sums.
    actual::list(actual::Query) -> actual::List, reads [Actual, Vendor, Budget, Rate, Settings, Closing];
    /// Matches actuals to a budget line, or to none.
    actual::match_line(actual::Match) -> actual::Matched, changes [Actual];
    /// Budget lines that an actual probably belongs to, the likeliest first.
    actual::suggest(budget::Key) -> Vec<domain::budget::LineName>, reads [Actual, Vendor, Budget];
    /// Matches all actuals that a filter shows to a budget line, or moves them from one line to another.
    actual::match_all(actual::MatchAll) -> actual::Matched, changes [Actual];
    /// Splits actuals over several budget lines by shares.
    actual::split(actual::Split) -> actual::Matched, changes [Actual];
    /// Why an actual belongs to its line: by hand, with its import, or by a rule with each of its conditions.
    actual::why(budget::Key) -> actual::Why, reads [Actual, Vendor, Budget, Rule, Import];
    /// Adds or replaces an actual.
    actual::save(domain::actual::Draft) -> domain::actual::Row, changes [Actual];
    /// Removes actuals.
    actual::remove(actual::Keys) -> budget::Removed, changes [Actual, Bill];

    /// Every rule by which postings find their line, in the order in which they are tried.
    rule::list(()) -> Vec<rule::Row>, reads [Rule, Actual, Budget, Vendor];
    /// Adds a rule behind the others, or replaces one.
    rule::save(domain::rule::Draft) -> domain::rule::Draft, changes [Rule];
    /// Takes a rule out; what it matched stays matched.
    rule::remove(budget::Key) -> (), changes [Rule];
    /// Moves a rule to another place in the order.
    rule::place(rule::Place) -> (), changes [Rule];
    /// Proposes a rule from what was matched, with how well it would have done so far.
    rule::learn(rule::Learn) -> rule::Learned, reads [Rule, Actual, Budget, Vendor];
    /// What the rules would match of what is unmatched; nothing is written.
    rule::preview(rule::Apply) -> rule::Applied, reads [Rule, Actual, Budget, Rate, Closing];
    /// Matches what is unmatched by the rules; months that are closed stay as they are.
    rule::apply(rule::Apply) -> rule::Applied, changes [Actual];

    /// The months of a fiscal year, closed or open.
    closing::list(closing::Year) -> Vec<closing::MonthRow>, reads [Closing, Actual, Rate, Settings];
    /// What is to be known before a month is closed: what is unmatched, missing, or was not posted in time.
    closing::check(closing::Which) -> closing::Checklist, reads [Closing, Actual, Budget, Plan, Rate, Settings, Vendor, Category];
    /// Closes a month, with accruals that the next one takes back.
    closing::close(closing::Close) -> closing::Checklist, changes [Closing, Actual];
    /// Opens a closed month again.
    closing::reopen(closing::Which) -> (), changes [Closing, Actual];
    /// What is accrued by category and by line.
    closing::rules(()) -> Vec<domain::closing::AccrualRule>, reads [Closing];
    /// Says what is accrued of a category or a line when a month is closed.
    closing::set_rule(domain::closing::AccrualRule) -> (), changes [Closing];

    /// Every posting that pays for a service in advance, with what is not yet recognised.
    prepaid::list(()) -> prepaid::List, reads [Actual, Rate, Settings, Vendor, Budget];
    /// The service that a posting pays for in advance; nothing where it pays for none.
    prepaid::of(budget::Key) -> Option<prepaid::Row>, reads [Actual, Rate, Settings, Vendor, Budget];
    /// Spreads a posting over the days of the service it pays for.
    prepaid::save(domain::prepaid::Prepaid) -> prepaid::Row, changes [Actual];
    /// Lets a posting count in its own month again.
    prepaid::remove(budget::Key) -> (), changes [Actual];

    /// Every contract as it stands on a day, the next to cancel first.
    contract::list(contract::Query) -> contract::List, reads [Contract, Vendor, Category, Department, Settings];
    /// One contract in full: where it stands and why, terms, prices, schedule, the lines that pay for it.
    contract::get(contract::Question) -> contract::Detail, reads [Contract, Budget, Plan, Vendor, Category, Department, Settings];
    /// Adds or replaces a contract; the lines that follow it do in draft plans.
    contract::save(domain::contract::Draft) -> contract::Changed, changes [Contract, Budget];
    /// Removes a contract that nothing uses.
    contract::remove(budget::Key) -> (), changes [Contract];
    /// Amends a contract from a day on; the lines that follow it do in draft plans.
    contract::amend(domain::contract::Amendment) -> contract::Changed, changes [Contract, Budget];
    /// Removes an amendment of a contract.
    contract::remove_amendment(budget::Key) -> contract::Changed, changes [Contract, Budget];
    /// Gives notice of a contract.
    contract::give_notice(contract::GiveNotice) -> contract::Changed, changes [Contract, Budget];
    /// Withdraws the notice of a contract.
    contract::withdraw(budget::Key) -> contract::Changed, changes [Contract, Budget];
    /// Renews a contract that renews by act for one more term.
    contract::renew(contract::Renew) -> contract::Changed, changes [Contract, Budget];
    /// Makes budget lines of a contract in a draft plan, each with its share.
    contract::make_lines(contract::MakeLines) -> contract::Detail, changes [Contract, Budget];
    /// Lets a budget line follow a contract.
    contract::follow(contract::FollowContract) -> contract::Detail, changes [Contract, Budget];
    /// Detaches a budget line from its contract; its amounts stay.
    contract::detach(budget::Key) -> domain::budget::Line, changes [Contract, Budget];
    /// Every line of an order with what is committed, the newest first.
    order::list(()) -> order::List, reads [Order, Vendor, Budget];
    /// Every licence with what nobody needs.
    licence::list(()) -> licence::List, reads [Licence, Contract, Vendor, Department];
    /// Every score of a vendor, the newest period first.
    score::list(()) -> Vec<domain::score::Row>, reads [Score, Vendor];
    /// Every post of the cloud bills, the newest month first.
    bill::list(()) -> bill::List, reads [Bill, Vendor];

    /// Every spelling that stands for another name.
    alias::list(()) -> Vec<domain::alias::Row>, reads [Alias, Vendor, Category, Department, Project];
    /// Forgets that a spelling stands for another name.
    alias::remove(budget::Key) -> (), changes [Alias];

    /// What a file holds: sheets, header, columns with guessed fields and why.
    import::inspect(import::Inspect) -> import::Inspected, steps [];
    /// What an import would do; nothing is written.
    import::preview(import::Job) -> import::Imported, steps [];
    /// A window of the rows of a file as they would be stored.
    import::rows(import::RowsQuery) -> import::Rows, steps [];
    /// Imports a file, as one change.
    import::run(import::Job) -> import::Imported, steps [Budget, Actual, Contract, Order, Licence, Score, Bill, Alias, Rate, Import, Vendor, Category, Department, Project, Plan];
    /// Every import, the newest first.
    import::batches(()) -> Vec<import::Batch>, reads [Import];

    /// The history: who changed what, the newest first.
    journal::list(journal::Query) -> journal::History, reads [Journal];
    /// One change with the records before and after.
    journal::entry(journal::Which) -> journal::Detail, reads [Journal];
    /// Takes back the last change, or one of the history.
    journal::undo(journal::Undo) -> journal::Undone, steps everything;
    /// Does again what was taken back last.
    journal::redo(()) -> journal::Undone, steps everything;

    /// Where the year stands.
    overview::get(overview::Query) -> overview::Overview, reads [Budget, Actual, Plan, Rate, Settings, Depreciation, Category, Vendor, Department, Contract, Order, Comment];
    /// Why spend differs from the plan.
    variance::get(variance::Query) -> variance::Variance, reads [Budget, Actual, Plan, Rate, Settings, Depreciation, Category, Department, Vendor, Project, Comment];
    /// The lines of a row of the variance, which sum to it.
    variance::lines(variance::LinesQuery) -> variance::Lines, reads [Budget, Actual, Plan, Rate, Settings, Depreciation, Category, Department, Vendor, Project, Comment];
    /// The lines of an item of the bridge, whose parts sum to it.
    variance::item(variance::Item) -> variance::ItemLines, reads [Budget, Actual, Plan, Rate, Settings, Depreciation, Category, Department, Vendor, Project, Comment];
    /// The lines over the thresholds that nobody has commented on in the period.
    variance::unexplained(variance::Query) -> variance::Unexplained, reads [Budget, Actual, Plan, Rate, Settings, Depreciation, Category, Department, Vendor, Project, Comment];
    /// What actuals and commitments leave of each budget.
    control::get(control::Query) -> control::Control, reads [Budget, Actual, Plan, Rate, Settings, Depreciation, Category, Department, Vendor, Project, Contract, Order];
    /// The documents of a budget line, with those of lines merged into it, or of a contract.
    document::list(domain::document::Owner) -> Vec<domain::document::Document>, reads [Document, Budget];
    /// Keeps a file of at most 25 MB with a budget line or a contract.
    document::add(document::Add) -> domain::document::Document, steps [Document];
    /// Keeps an address with a budget line or a contract.
    document::link(document::Link) -> domain::document::Document, changes [Document];
    /// Gives a document another title; a file keeps its ending.
    document::rename(document::Rename) -> domain::document::Document, changes [Document];
    /// Removes a document.
    document::remove(budget::Key) -> (), changes [Document];
    /// Writes a copy of a document.
    document::save(document::Copy) -> report::Written, steps [];
    /// Puts a copy of a document where the system can open it; only of kinds that run nothing.
    document::open(budget::Key) -> document::Lent, steps [];

    /// Comments on lines and groups.
    comment::list(comment::Query) -> Vec<domain::comment::Comment>, reads [Comment];
    /// Comments on a line or a group in a period, in the place of what was said there.
    comment::save(domain::comment::Draft) -> domain::comment::Comment, changes [Comment];
    /// Removes a comment.
    comment::remove(budget::Key) -> (), changes [Comment];

    /// Where the year ends, by group and line, beside the budget and the forecast before.
    forecast::get(forecast::Query) -> forecast::Forecast, reads [Forecast, Budget, Actual, Plan, Rate, Settings, Category, Department, Vendor, Project, Contract, Depreciation];
    /// One line of a forecast: how it came about, and what each method would make of it.
    forecast::line(forecast::LineQuery) -> forecast::OneLine, reads [Forecast, Budget, Actual, Plan, Rate, Settings, Contract];
    /// How good forecasts have been, by method, and which lines another one would suit better.
    forecast::accuracy(forecast::AccuracyQuery) -> forecast::Accuracy, reads [Forecast, Budget, Actual, Plan, Rate, Settings, Contract];
    /// A forecast as it would be cut anew; nothing is written.
    forecast::propose(forecast::Recut) -> forecast::Proposal, reads [Forecast, Budget, Actual, Plan, Rate, Settings, Contract];
    /// Cuts a forecast anew, as a new plan: closed months are what was posted, open ones come by each line's method.
    forecast::recut(forecast::Recut) -> domain::plan::Plan, changes [Forecast, Plan, Budget, Rate];
    /// Forecasts lines by another method, or by the default of their category.
    forecast::set_method(forecast::SetMethod) -> forecast::Changed, changes [Forecast, Budget];
    /// Sets months of a forecast to what was typed, or back to the method.
    forecast::set_month(forecast::SetMonth) -> forecast::Changed, changes [Forecast, Budget];
    /// The method of each category where none is chosen for a line.
    forecast::defaults(()) -> Vec<forecast::DefaultChoice>, reads [Forecast, Category];
    /// Says by what the lines of a category are forecast where nothing is chosen for them.
    forecast::set_default(forecast::SetDefault) -> forecast::Changed, changes [Forecast, Budget];

    /// Where a figure comes from: formula, parts, rates, rounding.
    explain::figure(explain::Asked) -> explain::Explanation, reads [Budget, Actual, Plan, Rate, Settings, Category, Department, Vendor, Project, Role, Depreciation, Journal, Forecast, Allocation, Contract, Order, Rule, Import];
    /// How the months of a line came about, each in a few words.
    explain::how(explain::HowOf) -> explain::How, reads [Budget, Plan, Rate, Settings, Role, Depreciation, Journal];
    /// Writes where a figure comes from as PDF.
    explain::print(explain::Job) -> report::Written, steps [];
    /// Every rule of allocation, in the order in which they run.
    allocation::list(allocation::Query) -> Vec<allocation::Row>, reads [Allocation, Budget, Category, Department, Plan];
    /// Adds or replaces a rule of allocation.
    allocation::save(domain::allocation::Draft) -> allocation::Row, changes [Allocation];
    /// Removes a rule of allocation.
    allocation::remove(budget::Key) -> (), changes [Allocation];
    /// Lets a rule of allocation run earlier or later.
    allocation::reorder(allocation::ReorderRule) -> Vec<allocation::Row>, changes [Allocation];
    /// What a rule of allocation would do with the year; nothing is written.
    allocation::preview(allocation::PreviewRule) -> allocation::PreviewedRule, reads [Allocation, Budget, Actual, Plan, Rate, Settings, Depreciation, Category, Department];
    /// Who bears what, after the rules of allocation.
    showback::get(showback::Query) -> showback::Showback, reads [Allocation, Budget, Actual, Plan, Rate, Settings, Depreciation, Category, Department];
    /// What a department bears, and why: its lines, what rules gave to it and took from it.
    showback::statement(showback::StatementQuery) -> showback::Statement, reads [Allocation, Budget, Actual, Plan, Rate, Settings, Depreciation, Category, Department, Vendor];

    /// Writes the budget book as PDF.
    report::budget(report::Job) -> report::Written, steps [];
    /// Writes who bears what, and the statement of each department or of one, as PDF.
    report::showback(report::ShowbackJob) -> report::Written, steps [];
    /// Writes a plan as a workbook or text that can be imported again.
    export::budget(export::BudgetJob) -> report::Written, steps [];
    /// Writes actuals as a workbook or text that can be imported again.
    export::actuals(export::ActualsJob) -> report::Written, steps [];
    /// Writes a forecast, line by line, as a workbook or text.
    export::forecast(export::ForecastJob) -> report::Written, steps [];
    /// Writes a variance with its comments as a workbook or text.
    export::variance(export::VarianceJob) -> report::Written, steps [];
    /// Writes the history as a workbook or text.
    export::history(export::HistoryJob) -> report::Written, steps [];
    /// Writes a budget as a workbook that its department fills in without Outlay.
    export::fill_in(export::FillIn) -> report::Written, steps [];
    /// Writes a workbook in which somebody rates vendors without Outlay.
    export::rating(export::Rating) -> report::Written, steps [];

    /// Finds records by a text.
    search::find(search::Text) -> Vec<search::Hit>, reads [Budget, Vendor, Category, Department, Project, Plan, Actual];
}
