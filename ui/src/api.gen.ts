// Generated from crates/app/src/commands.rs by `cargo xtask gen`. Not to be changed by hand.

export type AccrualChoice = "always" | "ask" | "never";
export type AccrualProposal = { 
/**
 * The line.
 */
line: number, 
/**
 * Its description.
 */
label: string, 
/**
 * Its vendor.
 */
vendor: string, 
/**
 * Its category.
 */
category: string, 
/**
 * Its currency.
 */
currency: Currency, 
/**
 * What is expected in the month, in that currency.
 */
amount: Amount, 
/**
 * The same in the book's currency at the month's rate; nothing where it is missing.
 */
base: Amount | null, 
/**
 * Whether it is chosen beforehand.
 */
choice: AccrualChoice, };
export type AccrualRule = { 
/**
 * The category; none if it is a line.
 */
category: number | null, 
/**
 * The line; none if it is a category.
 */
line: number | null, 
/**
 * What is done.
 */
choice: AccrualChoice, };
export type Accrue = { 
/**
 * The line.
 */
line: number, 
/**
 * How much, in the line's currency.
 */
amount: Amount, };
export type AccuracyQuery = { 
/**
 * The forecast whose lines are looked at; the newest one if not given.
 */
plan: number | null, };
export type ActualDraft = { 
/**
 * The actual to replace; none for a new one.
 */
id: number | null, 
/**
 * The day it was posted.
 */
date: string, 
/**
 * Net of VAT, in its own currency; negative for a credit.
 */
amount: Amount, 
/**
 * The currency of the amount.
 */
currency: Currency, 
/**
 * Who was paid.
 */
vendor: number | null, 
/**
 * The posting's text.
 */
text: string, 
/**
 * Invoice or document number.
 */
document: string, 
/**
 * Ledger account.
 */
account: string, 
/**
 * Cost centre as posted.
 */
cost_centre: string, 
/**
 * The budget line it is matched to.
 */
line: number | null, };
export type ActualKeys = { 
/**
 * Their numbers.
 */
actuals: Array<number>, };
export type ActualKind = "posting" | "accrual" | "reversal";
export type ActualPart = { 
/**
 * The budget line.
 */
line: number, 
/**
 * Its description.
 */
label: string, 
/**
 * The part, in the actual's currency.
 */
amount: Amount, };
export type ActualQuery = { 
/**
 * A text in any of their texts; empty for all.
 */
filter: string, 
/**
 * By their match.
 */
state: ActualState, 
/**
 * Posted in this period.
 */
period: Period | null, 
/**
 * Paid to this vendor.
 */
vendor: number | null, 
/**
 * Matched to a line of this category.
 */
category: number | null, 
/**
 * Matched to this line.
 */
line: number | null, 
/**
 * Of this import.
 */
batch: number | null, 
/**
 * Matched to a line of this department.
 */
department: number | null, 
/**
 * Matched to a line of this project.
 */
project: number | null, 
/**
 * Matched to a line of this vendor, whoever was paid.
 */
line_vendor: number | null, 
/**
 * Matched by this rule.
 */
rule: number | null, 
/**
 * Only this one.
 */
id: number | null, 
/**
 * The first row, from 0.
 */
from: number, 
/**
 * How many; at most 1,000 are answered.
 */
count: number, };
export type ActualRow = { 
/**
 * Its number.
 */
id: number, 
/**
 * The day it was posted.
 */
date: string, 
/**
 * In its own currency.
 */
amount: Amount, 
/**
 * Its currency.
 */
currency: Currency, 
/**
 * In the book's currency at the month's actual rate; `None` where that rate is missing.
 */
base: Amount | null, 
/**
 * Who was paid; empty if not known.
 */
vendor: string, 
/**
 * The posting's text.
 */
text: string, 
/**
 * Invoice or document number.
 */
document: string, 
/**
 * Ledger account.
 */
account: string, 
/**
 * Cost centre as posted.
 */
cost_centre: string, 
/**
 * The budget line it is matched to.
 */
line: number | null, 
/**
 * That line's description.
 */
line_label: string, 
/**
 * The import it came with.
 */
batch: number | null, 
/**
 * What it is.
 */
kind: ActualKind, 
/**
 * The rule that matched it.
 */
rule: number | null, 
/**
 * The lines it is split over; empty where it belongs to one or none.
 */
parts: Array<ActualPart>, 
/**
 * All of it, where only the parts of some lines are asked for and `amount` is less.
 */
whole: Amount | null, 
/**
 * Whether its month is closed, so that it stays as it is.
 */
closed: boolean, };
export type ActualState = "all" | "matched" | "unmatched";
export type Actuals = { 
/**
 * How many pass the filter.
 */
row_count: number, 
/**
 * The first row of this window.
 */
from: number, 
/**
 * The rows of this window.
 */
rows: Array<ActualRow>, 
/**
 * All of them in the book's currency; nothing where a rate is missing.
 */
total: Amount | null, 
/**
 * The book's currency.
 */
currency: Currency, 
/**
 * Their sums by currency.
 */
sums: Array<CurrencySum>, 
/**
 * Those that are matched, of this filter whatever state it asks for.
 */
matched: StateSum, 
/**
 * Those that are not.
 */
unmatched: StateSum, 
/**
 * Which rates are missing, in sentences.
 */
problems: Array<string>, };
export type AddDocument = { 
/**
 * What it is kept with.
 */
owner: DocumentOwner, 
/**
 * The file.
 */
file: string, };
export type Adjustment = { 
/**
 * Its number; none for a new one.
 */
id: number | null, 
/**
 * The scenario it belongs to.
 */
plan: number, 
/**
 * What it does.
 */
what: AdjustmentKind, 
/**
 * On which lines; not read for a rate, and for headcount the role's own lines.
 */
on: AdjustmentScope, 
/**
 * From which month; from the start of the year if none is given.
 */
first: Month | null, 
/**
 * To which month; to the end of the year if none is given.
 */
last: Month | null, 
/**
 * Why.
 */
notes: string, };
export type AdjustmentKind = { "kind": "percent", 
/**
 * In percent, −100 or more.
 */
percent: Amount, } | { "kind": "amount", 
/**
 * In the line's own currency; negative lowers it.
 */
amount: Amount, } | { "kind": "headcount", 
/**
 * The role.
 */
role: number, 
/**
 * How many; negative takes some away, but never more than there are.
 */
posts: Amount, } | { "kind": "rate", 
/**
 * The currency.
 */
currency: Currency, 
/**
 * In percent: +10 makes it a tenth dearer. More than −100.
 */
percent: Amount, };
export type AdjustmentRow = { 
/**
 * The adjustment.
 */
adjustment: Adjustment, 
/**
 * What it does, in words: `Cloud Services +5 % from Jan 2027`.
 */
label: string, 
/**
 * What it adds to the year after those before it, in the book's currency; plus is more cost.
 */
effect: Amount, 
/**
 * How many lines it changes; for a rate those in the currency.
 */
lines: number, };
export type AdjustmentScope = { 
/**
 * In this category or one below it.
 */
category: number | null, 
/**
 * In this department or one below it.
 */
department: number | null, 
/**
 * Bought from this vendor.
 */
vendor: number | null, 
/**
 * Of this project.
 */
project: number | null, 
/**
 * This one line.
 */
line: number | null, 
/**
 * CapEx or OpEx.
 */
expense: Expense | null, 
/**
 * Run, Grow or Transform.
 */
purpose: Purpose | null, };
export type AliasField = "vendor" | "category" | "department" | "project";
export type AliasRow = { 
/**
 * Its number.
 */
id: number, 
/**
 * What it stands for.
 */
field: AliasField, 
/**
 * The spelling as it was met.
 */
text: string, 
/**
 * The record that is meant.
 */
target: number, 
/**
 * That record's name.
 */
name: string, };
export type AllocationBy = "quantities" | "shares" | "evenly";
export type AllocationDraft = { 
/**
 * The rule to replace; none for a new one.
 */
id: number | null, fiscal_year: number, plan: number | null, name: string, source: AllocationSource | null, by: AllocationBy, capacity: Amount | null, driver: string, unit: string, shares: Array<AllocationShare>, };
export type AllocationQuery = { 
/**
 * The fiscal year; every year if not given.
 */
fiscal_year: number | null, };
export type AllocationRow = { 
/**
 * The rule.
 */
rule: AllocationRule, 
/**
 * What is shared out, in words.
 */
source: string, 
/**
 * The plan it holds for alone; empty for every plan.
 */
plan: string, 
/**
 * What each share takes, in words.
 */
takes: Array<string>, };
export type AllocationRule = { 
/**
 * Its number.
 */
id: number, 
/**
 * The fiscal year it holds for.
 */
fiscal_year: number, 
/**
 * The only plan it holds for; every plan of the year if not given.
 */
plan: number | null, 
/**
 * What it is called, such as the service it shares out.
 */
name: string, 
/**
 * What it shares out.
 */
source: AllocationSource, 
/**
 * By what.
 */
by: AllocationBy, 
/**
 * What could have been taken; the rest stays idle. Without it everything is allocated.
 */
capacity: Amount | null, 
/**
 * What the quantities count, such as `Workplaces`; may be empty.
 */
driver: string, 
/**
 * Their unit, such as `seats`; may be empty.
 */
unit: string, 
/**
 * Who takes a part.
 */
shares: Array<AllocationShare>, };
export type AllocationShare = { 
/**
 * The department.
 */
department: number, 
/**
 * Its quantity of the driver, or its share in percent; without meaning where all take the same.
 */
weight: Amount, };
export type AllocationSource = { "line": number } | { "category": number } | { "department": number };
export type Amount = string;
export type AmountScale = "one" | "thousand" | "million";
export type AppliedRules = { 
/**
 * How many postings.
 */
matched: number, 
/**
 * By rule, in the order in which they are tried; rules that match nothing are left out.
 */
rules: Array<RuleMatches>, 
/**
 * How many postings stay unmatched.
 */
left: number, 
/**
 * How many of those would be matched if their month were not closed.
 */
closed: number, };
export type ApplyRules = { 
/**
 * The unmatched postings of this period; of all time if none is named.
 */
period: Period | null, };
export type Baseline = { 
/**
 * The plan under which commentary is kept; none for actuals.
 */
plan: number | null, 
/**
 * Its full name, such as `FY2027 Budget`.
 */
name: string, 
/**
 * What stands over its columns: `Budget`, `Forecast` or `Last year`.
 */
label: string, };
export type Better = { 
/**
 * The line.
 */
line: number, 
/**
 * Its description.
 */
label: string, 
/**
 * What it goes by, in words.
 */
in_use: string, 
/**
 * How far that would have been off.
 */
in_use_off: string, 
/**
 * The better method.
 */
choice: ForecastChoice, 
/**
 * In words.
 */
method: string, 
/**
 * How far it would have been off.
 */
off: string, 
/**
 * “Run-rate would have been 3.1 % off, remaining budget 9.8 %”.
 */
sentence: string, 
/**
 * What it is nearer by, a month, in the book's currency.
 */
gain: Amount, };
export type BillBasis = "billed" | "effective";
export type BillParts = "replace" | "add";
export type BillRow = { id: number, 
/**
 * The provider's name.
 */
vendor: string, 
/**
 * The provider's own number in the book.
 */
vendor_id: number, service: string, account: string, month: Month, currency: Currency, billed: Amount | null, effective: Amount | null, basis: BillBasis, 
/**
 * The cost that was chosen.
 */
cost: Amount | null, actual: number | null, };
export type BillTotal = { 
/**
 * The currency.
 */
currency: Currency, 
/**
 * How many posts there are.
 */
count: number, 
/**
 * The billed cost; none where no post has one.
 */
billed: Amount | null, 
/**
 * The effective cost; none where no post has one.
 */
effective: Amount | null, 
/**
 * The cost that was chosen for each post.
 */
cost: Amount | null, };
export type Bills = { 
/**
 * Every post, the newest month first.
 */
rows: Array<BillRow>, 
/**
 * What they come to by currency.
 */
totals: Array<BillTotal>, };
export type BookCheck = { 
/**
 * Whether nothing is wrong.
 */
ok: boolean, 
/**
 * What is wrong, a sentence each.
 */
findings: Array<string>, };
export type BookMethod = "straight_line" | "declining" | "double_declining" | "sum_of_years";
export type BookState = { 
/**
 * The file's name without its ending.
 */
name: string, 
/**
 * Its folder, to be shown.
 */
folder: string, 
/**
 * Why nothing can be written, if so.
 */
read_only: string | null, 
/**
 * What the user should know about the book's place.
 */
notice: string | null, 
/**
 * The settings.
 */
settings: Settings, 
/**
 * The plans, the newest first.
 */
plans: Array<Plan>, 
/**
 * The plan shown where none is chosen.
 */
plan: number | null, 
/**
 * The day figures are shown as of.
 */
as_of: string, 
/**
 * Its fiscal year.
 */
fiscal_year: number, 
/**
 * Fiscal years with a plan or actuals, the newest first.
 */
fiscal_years: Array<number>, 
/**
 * What undo would take back.
 */
undo: string | null, 
/**
 * What redo would do again.
 */
redo: string | null, 
/**
 * The number of the last change.
 */
change: number, 
/**
 * How many budget lines there are.
 */
line_count: number, 
/**
 * How many actuals there are.
 */
actual_count: number, 
/**
 * How many of them no line is matched to.
 */
unmatched_count: number, };
export type Bridge = { 
/**
 * Each cause with its amount.
 */
items: { [key in string]: Amount }, 
/**
 * Forecast − budget.
 */
total: Amount, 
/**
 * What the items do not explain: always 0.
 */
remainder: Amount, };
export type Category = { 
/**
 * Its number.
 */
id: number, 
/**
 * Its name, unique under its parent.
 */
name: string, 
/**
 * The category above it.
 */
parent: number | null, 
/**
 * What lines of it are by default.
 */
expense: Expense, };
export type CategoryDraft = { 
/**
 * The category to replace; none for a new one.
 */
id: number | null, 
/**
 * Its name.
 */
name: string, 
/**
 * The category above it.
 */
parent: number | null, 
/**
 * What lines of it are by default.
 */
expense: Expense, };
export type CategoryPercent = { 
/**
 * The category; the categories in it follow.
 */
category: number, 
/**
 * By how many percent.
 */
percent: Amount, };
export type CategoryRow = { 
/**
 * How many budget lines it has.
 */
lines: number, 
/**
 * Its number.
 */
id: number, 
/**
 * Its name, unique under its parent.
 */
name: string, 
/**
 * The category above it.
 */
parent: number | null, 
/**
 * What lines of it are by default.
 */
expense: Expense, };
export type CellEdit = { 
/**
 * The line.
 */
line: number, 
/**
 * The month, 0 to 11; 12 is the year, which is spread evenly.
 */
month: number, 
/**
 * What was typed.
 */
text: string, };
export type Checklist = { 
/**
 * The month.
 */
month: Month, 
/**
 * Who closed it; nothing while it is open.
 */
closed: Closing | null, 
/**
 * The book's currency.
 */
currency: Currency, 
/**
 * What was posted in it.
 */
posted: StateSum, 
/**
 * What of that no line is matched to.
 */
unmatched: StateSum, 
/**
 * Which rates are missing, in sentences.
 */
missing_rates: Array<string>, 
/**
 * Months of the fiscal year before it that are open and have actuals.
 */
open_before: Array<Month>, 
/**
 * The plan that the expected amounts are of.
 */
plan: string | null, 
/**
 * What is expected and was not posted, the largest first.
 */
proposals: Array<AccrualProposal>, };
export type Choice = { 
/**
 * The line.
 */
line: number, 
/**
 * Whether it stays away, whatever the rules say.
 */
leave_out: boolean | null, 
/**
 * By how many percent it changes, whatever the rules say.
 */
percent: Amount | null, };
export type ChosenFile = { 
/**
 * Its token.
 */
file: string, };
export type Clear = { 
/**
 * The rows shown.
 */
view: View, 
/**
 * The block.
 */
range: Range, };
export type CloseMonth = { 
/**
 * The month.
 */
month: Month, 
/**
 * What is posted on its last day and taken back on the first day of the next month.
 */
accruals: Array<Accrue>, };
export type Closing = { 
/**
 * The month.
 */
month: Month, 
/**
 * Who closed it.
 */
who: string, 
/**
 * When (local time, RFC 3339).
 */
at: string, };
export type ClosingKey = { 
/**
 * The month.
 */
month: Month, };
export type ClosingMonth = { 
/**
 * The month.
 */
month: Month, 
/**
 * How many actuals it has.
 */
count: number, 
/**
 * How many of them no line is matched to.
 */
unmatched: number, 
/**
 * How many of them are accruals.
 */
accruals: number, 
/**
 * What they come to in the book's currency; nothing where a rate is missing.
 */
total: Amount | null, 
/**
 * Who closed it, and when; nothing while it is open.
 */
closed: Closing | null, };
export type ClosingQuery = { 
/**
 * The fiscal year.
 */
fiscal_year: number, };
export type ColumnType = "text" | "number" | "date" | "empty";
export type Comment = { id: number, subject: CommentSubject, period: Period, plan: number | null, text: string, cause: string, 
/**
 * Who said it last.
 */
who: string, 
/**
 * When, as `2026-11-04T10:02:00`.
 */
at: string, carried_from: Period | null, };
export type CommentDraft = { 
/**
 * On what.
 */
subject: CommentSubject, 
/**
 * Of which period.
 */
period: Period, 
/**
 * The plan that the period is held against; none where there is none.
 */
plan: number | null, 
/**
 * What is said.
 */
text: string, 
/**
 * Why a line costs more or less, for the bridge: one of [`CAUSES`] or own words; empty for none.
 */
cause: string, 
/**
 * The period that it was taken over from.
 */
carried_from: Period | null, };
export type CommentQuery = { 
/**
 * Of this period only.
 */
period: Period | null, 
/**
 * Of this plan only.
 */
plan: number | null, 
/**
 * On this record only.
 */
subject: CommentSubject | null, };
export type CommentScope = "line" | "category" | "department" | "vendor" | "project";
export type CommentSubject = { 
/**
 * What kind of record.
 */
scope: CommentScope, 
/**
 * Which one.
 */
of: number, };
export type Compare = { 
/**
 * The plan.
 */
plan: number, 
/**
 * What it is held against.
 */
against: number, 
/**
 * By what lines are summed.
 */
by: GroupBy, };
export type Compared = { 
/**
 * What differs, in a sentence.
 */
finding: string, 
/**
 * The plan.
 */
plan: Plan, 
/**
 * What it is held against.
 */
against: Plan, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * Each group with a figure in either.
 */
rows: Array<ComparedRow>, 
/**
 * Everything.
 */
total: ComparedRow, };
export type ComparedRow = { 
/**
 * Stable: `group:7`, `total`.
 */
key: string, 
/**
 * The group's name.
 */
label: string, 
/**
 * The year in the plan it is held against.
 */
against: Amount, 
/**
 * The year in the plan.
 */
plan: Amount, 
/**
 * Their difference; plus is more cost.
 */
change: Amount, 
/**
 * In percent of what it is held against.
 */
percent: Amount | null, };
export type ContractAgreed = { end: string | null, initial_months: number | null, renewal: Renewal | null, renewal_months: number | null, notice_months: number | null, notice_days: number | null, notice_to: NoticeTo | null, lead_days: number | null, lead_working_days: number | null, yearly: Amount | null, total: Amount | null, price: ContractPricing | null, };
export type ContractAmendment = { 
/**
 * Its number in the book; none for a new one.
 */
id: number | null, 
/**
 * The contract.
 */
contract: number, 
/**
 * The first day on which it counts.
 */
from: string, 
/**
 * What it is about: `50 more seats`.
 */
title: string, 
/**
 * What counts from then on.
 */
agreed: ContractAgreed, };
export type ContractBilled = "advance" | "arrears";
export type ContractChanged = { 
/**
 * The contract.
 */
contract: ContractDetail, 
/**
 * In how many places of draft plans the amounts of its lines changed with it.
 */
lines: number, };
export type ContractDetail = { 
/**
 * The day.
 */
as_of: string, 
/**
 * As it stands on the day.
 */
row: ContractRow, 
/**
 * As it was agreed first, as a form takes it.
 */
draft: ContractDraft, 
/**
 * What was agreed later, by day.
 */
amendments: Array<ContractAmendment>, 
/**
 * How its dates follow from what was agreed, step by step.
 */
reasons: Array<ContractReason>, 
/**
 * Its terms, those of the next years among them.
 */
terms: Array<ContractTerm>, 
/**
 * The prices with the day each is in force from.
 */
prices: Array<ContractPrice>, 
/**
 * The months of the fiscal year of the day.
 */
months: Array<ContractMonth>, 
/**
 * What it costs in each fiscal year.
 */
years: Array<ContractYear>, 
/**
 * The lines that pay for it.
 */
lines: Array<LineOfContract>, 
/**
 * What percentage of it no line bears.
 */
free: Amount, 
/**
 * The licences that are items of it.
 */
licences: Array<LicenceRow>, 
/**
 * What happened to it, the latest first.
 */
history: Array<Entry>, };
export type ContractDraft = { 
/**
 * The contract to replace; none for a new one.
 */
id: number | null, 
/**
 * Its number.
 */
number: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * With whom it is made.
 */
vendor: number | null, 
/**
 * What it is about.
 */
kind: ContractKind, 
/**
 * The first day of its initial term.
 */
start: string | null, 
/**
 * The last day as the register states it; `None` where it is open-ended or not known.
 */
end: string | null, 
/**
 * The length of the initial term in months.
 */
initial_months: number | null, 
/**
 * What happens at the end of a term; `None` where it is not known.
 */
renewal: Renewal | null, 
/**
 * The length of each renewal term in months; `None`: as long as the initial term.
 */
renewal_months: number | null, 
/**
 * The notice in months.
 */
notice_months: number | null, 
/**
 * The notice in days; months or days, not both.
 */
notice_days: number | null, 
/**
 * The days at which notice takes effect, if not at any.
 */
notice_to: NoticeTo | null, 
/**
 * What it is worth a year; negative where it takes back money.
 */
yearly: Amount | null, 
/**
 * What it is worth in all.
 */
total: Amount | null, 
/**
 * The currency of both values.
 */
currency: Currency, 
/**
 * How it is invoiced, as the source says, such as `annual in advance`.
 */
billing: string, 
/**
 * Who answers for it.
 */
owner: string, 
/**
 * What kind of cost it is.
 */
category: number | null, 
/**
 * Who bears it.
 */
department: number | null, 
/**
 * The number of the master agreement it stands under.
 */
parent: string, 
/**
 * Its status as the source says, such as `in negotiation`.
 */
status: string, 
/**
 * Notes.
 */
notes: string, 
/**
 * How many calendar days before its deadline a letter is to leave.
 */
lead_days: number | null, 
/**
 * The same in working days.
 */
lead_working_days: number | null, 
/**
 * The day on which notice was received.
 */
notice_given: string | null, 
/**
 * How it was given: a reference to the letter and its receipt.
 */
notice_proof: string, 
/**
 * How many renewals somebody has confirmed, where it renews by act.
 */
confirmed_renewals: number, 
/**
 * How it may be ended for convenience, as it says.
 */
convenience: string, 
/**
 * What it costs, as far as that is known better than a value a year.
 */
price: ContractPricing | null, 
/**
 * What is assumed of the next renewal that nobody has decided on.
 */
assumption: RenewalAssumption | null, };
export type ContractFee = { 
/**
 * The day on which it is earned and invoiced.
 */
date: string, 
/**
 * The amount, net, in currency units.
 */
amount: Amount, };
export type ContractKind = "saas" | "licence" | "maintenance" | "cloud" | "telecom" | "lease" | "service" | "nda" | "other";
export type ContractMonth = { 
/**
 * The month.
 */
month: Month, 
/**
 * What the service of the month costs.
 */
recognised: Amount, 
/**
 * What is invoiced in it.
 */
invoiced: Amount, 
/**
 * What is paid and not yet recognised at its end.
 */
prepaid: Amount, };
export type ContractOfLine = { 
/**
 * The contract.
 */
id: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * The percentage of it that the line bears.
 */
share: Amount, };
export type ContractPer = "month" | "quarter" | "year" | "term";
export type ContractPrice = { 
/**
 * The first day of this price.
 */
from: string, 
/**
 * The price, in currency units for whatever the contract prices (a month, a year, a unit).
 */
price: Amount, };
export type ContractPricing = { 
/**
 * The first price, net, in the contract's currency.
 */
amount: Amount, 
/**
 * What it is for.
 */
per: ContractPer, 
/**
 * When it is invoiced.
 */
billed: ContractBilled, 
/**
 * How often it is invoiced; without it as often as it is priced.
 */
every: ContractPer | null, 
/**
 * How the price of a period belongs to its months.
 */
recognise: ContractRecognise, 
/**
 * The clause that raises it.
 */
uplift: Uplift | null, 
/**
 * What is due once.
 */
fees: Array<ContractFee>, };
export type ContractQuery = { 
/**
 * The day; none for the day all figures are as of.
 */
as_of: string | null, 
/**
 * Only those with this in their number, title, vendor, owner, category or department.
 */
text: string, 
/**
 * Only those of this kind.
 */
kind: ContractKind | null, 
/**
 * Only those that stand so.
 */
state: ContractState | null, 
/**
 * Only those to be cancelled or decided on within so many days.
 */
within: number | null, };
export type ContractQuestion = { 
/**
 * The contract.
 */
id: number, 
/**
 * The day; none for the day all figures are as of.
 */
as_of: string | null, };
export type ContractReason = { 
/**
 * What is found: `Cancel by`.
 */
label: string, 
/**
 * What was found, where it is a day.
 */
day: string | null, 
/**
 * What was found, where it is none.
 */
text: string, 
/**
 * How.
 */
note: string, };
export type ContractRecognise = "days" | "months";
export type ContractRow = { id: number, number: string, title: string, 
/**
 * The vendor's name; empty if not known.
 */
vendor: string, 
/**
 * The vendor's own number in the book.
 */
vendor_id: number | null, kind: ContractKind, 
/**
 * Where it stands; `None` where that does not follow from what is known.
 */
state: ContractState | null, start: string | null, 
/**
 * The last day as the register states it.
 */
end: string | null, 
/**
 * Last day of the current term.
 */
term_end: string | null, 
/**
 * The last day to cancel (or renew) the current term, even when it has passed.
 */
cancel_by: string | null, 
/**
 * The days to it from the day asked for; negative when it has passed, `None` once the contract has ended.
 */
days_left: number | null, 
/**
 * The last day that can no longer be cancelled.
 */
committed_until: string | null, initial_months: number | null, renewal: Renewal | null, renewal_months: number | null, notice_months: number | null, notice_days: number | null, notice_to: NoticeTo | null, yearly: Amount | null, total: Amount | null, currency: Currency, billing: string, owner: string, 
/**
 * The category's name.
 */
category: string, 
/**
 * The department's name.
 */
department: string, parent: string, status: string, notes: string, };
export type ContractState = "draft" | "active" | "notice_given" | "committed" | "ended";
export type ContractTerm = { 
/**
 * 0 for the initial one, 1 for the first renewal.
 */
number: number, 
/**
 * Its first day.
 */
first: string, 
/**
 * Its last day; nothing where it has none.
 */
last: string, 
/**
 * What it costs.
 */
total: Amount | null, 
/**
 * The price on its first day.
 */
price: Amount | null, 
/**
 * The last day to cancel it or to decide on it.
 */
cancel_by: string | null, 
/**
 * Whether the day asked for lies in it.
 */
is_current: boolean, };
export type ContractTotal = { 
/**
 * The currency.
 */
currency: Currency, 
/**
 * How many there are, ended ones among them.
 */
count: number, 
/**
 * What they are worth a year; none where that is known of none.
 */
yearly: Amount | null, 
/**
 * What of it is of contracts that have not ended.
 */
running: Amount | null, 
/**
 * What they are worth in all; none where that is known of none.
 */
total: Amount | null, };
export type ContractYear = { 
/**
 * The fiscal year.
 */
fiscal_year: number, 
/**
 * What the service of the year costs.
 */
recognised: Amount, 
/**
 * What is invoiced in it.
 */
invoiced: Amount, };
export type Contracts = { 
/**
 * The day.
 */
as_of: string, 
/**
 * What is due next, in a sentence.
 */
finding: string, 
/**
 * How many contracts the book has.
 */
all: number, 
/**
 * The contracts asked for, ended ones among them.
 */
rows: Array<ContractRow>, 
/**
 * Their values by currency.
 */
totals: Array<ContractTotal>, };
export type Control = { 
/**
 * The day it is as of.
 */
as_of: string, 
/**
 * The fiscal year, such as `FY2027`.
 */
period: string, 
/**
 * The plan; nothing if the year has none.
 */
plan: string | null, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * Each group with a budget, an actual or a commitment.
 */
rows: Array<ControlRow>, 
/**
 * Their totals.
 */
total: ControlRow, 
/**
 * How many contracts commit something.
 */
contracts: number, 
/**
 * How many lines of orders do.
 */
orders: number, 
/**
 * How many contracts may do so, but say too little to know: no value, or no end.
 */
unknown: number, };
export type ControlFigure = "budget" | "actual" | "contracted" | "ordered" | "committed" | "left";
export type ControlQuery = { 
/**
 * The plan; the default one of the current year if not given.
 */
plan: number | null, 
/**
 * By what it is summed.
 */
by: VarianceBy, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, };
export type ControlRow = { 
/**
 * As in the variance; `unassigned` for what names no line.
 */
key: string, 
/**
 * The group's name.
 */
label: string, 
/**
 * The budget of the year.
 */
budget: Amount, 
/**
 * What is posted of it.
 */
actual: Amount, 
/**
 * What will cost something still: what orders and contracts have promised, and in the P&L view what is paid ahead.
 */
committed: Amount, 
/**
 * What of it comes from orders.
 */
ordered: Amount, 
/**
 * What of it comes from contracts.
 */
contracted: Amount, 
/**
 * In the P&L view, what is paid already and costs in the open months: by depreciation, or by its service.
 */
paid: Amount, 
/**
 * Budget − actual − committed; below 0 it is over.
 */
left: Amount, 
/**
 * Actual and committed in percent of the budget; nothing without one.
 */
percent: Amount | null, 
/**
 * Whether that is too much.
 */
state: ControlState, };
export type ControlState = "ok" | "warn" | "over";
export type CreateFrom = { 
/**
 * The plan it is taken from.
 */
plan: number, 
/**
 * The new fiscal year.
 */
fiscal_year: number, 
/**
 * How it follows.
 */
rules: ProposalRules, 
/**
 * What the new plan is called.
 */
name: string, 
/**
 * The change of the journal that the proposal showed: exactly that is written, or nothing.
 */
change: number, };
export type Currency = string;
export type CurrencyInfo = { 
/**
 * Its three letters.
 */
code: Currency, 
/**
 * Its English name.
 */
name: string, 
/**
 * The decimals of its minor unit.
 */
decimals: number, };
export type CurrencySum = { 
/**
 * The currency.
 */
currency: Currency, 
/**
 * Their sum.
 */
amount: Amount, 
/**
 * Their number.
 */
count: number, };
export type DateOrder = "dmy" | "mdy" | "ymd";
export type Decide = { 
/**
 * What is shown, and how much of it is soon, in a sentence.
 */
note: string, 
/**
 * The next ones, the first first.
 */
rows: Array<Decision>, };
export type DecimalSign = "." | ",";
export type Decision = { 
/**
 * The contract.
 */
contract: number, 
/**
 * Its title, or its number if it has none.
 */
title: string, 
/**
 * The vendor's name.
 */
vendor: string, 
/**
 * The last day on which notice can be given.
 */
cancel_by: string, 
/**
 * The days to it.
 */
days_left: number, 
/**
 * What it is worth a year, where that is known.
 */
yearly: Amount | null, 
/**
 * The currency of that.
 */
currency: Currency, };
export type DefaultChoice = { 
/**
 * The category; nothing: all others.
 */
category: number | null, 
/**
 * Its name.
 */
label: string, 
/**
 * The method; nothing where the default of all others counts.
 */
choice: ForecastChoice | null, 
/**
 * The method in words.
 */
method: string, };
export type Department = { 
/**
 * Its number.
 */
id: number, 
/**
 * The cost centre's code; may be empty.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The department above it.
 */
parent: number | null, };
export type DepartmentDraft = { 
/**
 * The department to replace; none for a new one.
 */
id: number | null, 
/**
 * The cost centre's code; may be empty.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The department above it.
 */
parent: number | null, };
export type DepartmentRow = { 
/**
 * How many budget lines it has.
 */
lines: number, 
/**
 * Its number.
 */
id: number, 
/**
 * The cost centre's code; may be empty.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The department above it.
 */
parent: number | null, };
export type DepreciationTerms = { 
/**
 * The line.
 */
line: number, 
/**
 * The life, 1 to 12,000 months.
 */
months: number, 
/**
 * How the amounts follow from cost and life.
 */
method: BookMethod, 
/**
 * The yearly rate of the declining method in percent.
 */
rate: Amount | null, 
/**
 * What is left at the end, in percent of the cost, 0 to 100.
 */
salvage_percent: Amount, 
/**
 * So many months after its purchase something is put to use, 0 to 120.
 */
delay: number, };
export type Document = { 
/**
 * Its number.
 */
id: number, 
/**
 * What it is kept with.
 */
owner: DocumentOwner, 
/**
 * The file's name, or what the address is called.
 */
title: string, 
/**
 * How large the file is, in bytes; 0 for an address.
 */
size: number, 
/**
 * The address; empty for a file.
 */
link: string, 
/**
 * Whether the system is asked to open it: a file of a kind that runs nothing, or an address.
 */
opens: boolean, 
/**
 * Who added it.
 */
who: string, 
/**
 * When, as `2026-11-04T10:02:00`.
 */
at: string, };
export type DocumentOwner = { "line": number } | { "contract": number };
export type Drawing = { 
/**
 * Width of the drawing.
 */
width: number, 
/**
 * Height of the drawing.
 */
height: number, 
/**
 * The finding, such as `Spend is running 52 k over budget to date`; drawn by whoever shows the chart.
 */
title: string, 
/**
 * What is shown, in which unit, with which sign; drawn under the title.
 */
subtitle: string, 
/**
 * What is drawn, from back to front.
 */
shapes: Array<Shape>, 
/**
 * The figures behind the chart, for those who read tables.
 */
table: DrawingTable, };
export type DrawingAnchor = "start" | "middle" | "end";
export type DrawingColor = "ink" | "soft" | "faint" | "line" | "canvas" | "card" | "accent" | "accent_weak" | "good" | "good_weak" | "bad" | "bad_weak" | "warn" | "warn_weak" | "actual" | "plan" | "previous";
export type DrawingLine = { 
/**
 * Where it starts.
 */
x1: number, 
/**
 * Where it starts.
 */
y1: number, 
/**
 * Where it ends.
 */
x2: number, 
/**
 * Where it ends.
 */
y2: number, 
/**
 * Its colour.
 */
color: DrawingColor, 
/**
 * How wide it is.
 */
width: number, 
/**
 * Whether it is dashed.
 */
dashed: boolean, };
export type DrawingPolygon = { 
/**
 * Its corners, `[x, y]` each.
 */
points: Array<[number, number]>, 
/**
 * Colour inside, or of the strokes where hatched.
 */
fill: DrawingColor | null, 
/**
 * Colour of the outline.
 */
stroke: DrawingColor | null, 
/**
 * Diagonal strokes instead of a full fill.
 */
hatch: boolean, 
/**
 * What a click opens.
 */
key: string | null, 
/**
 * What the pointer says over it.
 */
title: string | null, };
export type DrawingRect = { 
/**
 * Left edge.
 */
x: number, 
/**
 * Top edge.
 */
y: number, 
/**
 * Width, never negative.
 */
width: number, 
/**
 * Height, never negative.
 */
height: number, 
/**
 * Colour inside; the colour of the strokes where hatched, on the ground of a card.
 */
fill: DrawingColor | null, 
/**
 * Colour of the outline, drawn 1 wide with its middle on the edge.
 */
stroke: DrawingColor | null, 
/**
 * Diagonal strokes instead of a full fill: a forecast.
 */
hatch: boolean, 
/**
 * What a click opens.
 */
key: string | null, 
/**
 * What the pointer says over it.
 */
title: string | null, };
export type DrawingTable = { 
/**
 * Headings; the first names what a row is about.
 */
columns: Array<string>, 
/**
 * One text for each column, empty where there is no figure.
 */
rows: Array<Array<string>>, };
export type DrawingText = { 
/**
 * Where it starts, has its middle or ends, as `anchor` says.
 */
x: number, 
/**
 * The baseline.
 */
y: number, 
/**
 * What it says.
 */
text: string, 
/**
 * Size of the font.
 */
size: number, 
/**
 * Weight of the font.
 */
weight: DrawingWeight, 
/**
 * Its colour.
 */
color: DrawingColor, 
/**
 * Which part of it stands at `x`.
 */
anchor: DrawingAnchor, };
export type DrawingWeight = "regular" | "medium" | "semi_bold" | "bold";
export type Edit = { 
/**
 * The rows shown.
 */
view: View, 
/**
 * The cells.
 */
cells: Array<CellEdit>, 
/**
 * The user's decimal sign.
 */
decimal: string, };
export type Edited = { 
/**
 * The change of the journal that shows now.
 */
change: number, 
/**
 * How many cells have another amount.
 */
cells: number, 
/**
 * The changed lines (at most 200), their groups and the total.
 */
rows: Array<GridRow>, };
export type Entry = { 
/**
 * Its number.
 */
change: number, 
/**
 * Local time.
 */
at: string, 
/**
 * Who made it.
 */
who: string, 
/**
 * The command.
 */
command: string, 
/**
 * What was done.
 */
summary: string, 
/**
 * What it changed.
 */
topics: Array<Topic>, 
/**
 * How many records it touched.
 */
rows: number, 
/**
 * The change it took back.
 */
undoes: number | null, 
/**
 * Whether it is in effect and can be taken back.
 */
in_effect: boolean, };
export type EntryDetail = { 
/**
 * The change.
 */
entry: Entry, 
/**
 * Its records, at most 200.
 */
records: Array<RecordChange>, 
/**
 * How many more there are.
 */
more: number, };
export type Expense = "capex" | "opex";
export type ExplainAsked = { "of": "grid", 
/**
 * The rows shown.
 */
view: View, 
/**
 * The row's key: `line:12`, `group:7` or `total`.
 */
row: string, 
/**
 * The month, 0 to 11; nothing for the year.
 */
month: number | null, } | { "of": "year", 
/**
 * The plan; the default one of the period's year if not given.
 */
plan: number | null, 
/**
 * The period; the fiscal year of the as-of date if not given.
 */
period: Period | null, 
/**
 * By what the rows are summed.
 */
by: VarianceBy, 
/**
 * The row's key: `group:7`, `line:12`, `unmatched`; nothing for the total.
 */
row: string | null, 
/**
 * Which figure.
 */
figure: YearFigure, 
/**
 * Whether only the closed months of the period count.
 */
to_date: boolean, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, } | { "of": "forecast" } & ExplainForecast | { "of": "showback" } & ExplainShowback | { "of": "posting" } & ExplainPosting | { "of": "register" } & ExplainRegister | { "of": "prepaid" } & ExplainPrepaid | { "of": "control" } & ExplainControl;
export type ExplainControl = { 
/**
 * The plan; the default one of the current year if not given.
 */
plan: number | null, 
/**
 * By what it is summed.
 */
by: VarianceBy, 
/**
 * The row's key; nothing for the total.
 */
row: string | null, 
/**
 * Which figure.
 */
figure: ControlFigure, };
export type ExplainForecast = { 
/**
 * What the screen shows.
 */
query: ForecastQuery, 
/**
 * The row's key: `line:12`, `group:7`, `unmatched` or `total`.
 */
row: string, 
/**
 * The month, 0 to 11; nothing for the year.
 */
month: number | null, 
/**
 * Which figure.
 */
figure: ForecastFigure, };
export type ExplainJob = { 
/**
 * The figure.
 */
asked: ExplainAsked, 
/**
 * The paper.
 */
paper: Paper, 
/**
 * Where it is written.
 */
file: string, };
export type ExplainPart = { 
/**
 * What it is.
 */
label: string, 
/**
 * What is to be known of it: how it came about, the document it was posted with.
 */
note: string, 
/**
 * In its own currency, where that is another one.
 */
own: Amount | null, 
/**
 * That currency.
 */
own_currency: Currency | null, 
/**
 * What it adds to the figure; nothing where a rate is missing.
 */
amount: Amount | null, 
/**
 * The screen it stands on.
 */
page: string | null, };
export type ExplainPosting = { 
/**
 * The actual.
 */
id: number, };
export type ExplainPrepaid = { 
/**
 * The posting; nothing for all of them.
 */
actual: number | null, 
/**
 * Which figure; of all, only the balance in the book's currency.
 */
figure: PrepaidFigure, };
export type ExplainRegister = { 
/**
 * Which actuals; the window of the query is not looked at.
 */
query: ActualQuery, };
export type ExplainShowback = { 
/**
 * The plan; the default one of the period's year if not given.
 */
plan: number | null, 
/**
 * The period; the plan's fiscal year if not given.
 */
period: Period | null, 
/**
 * Who bears it: `department:7`, `none`, `unmatched`, `idle:3` or `total`.
 */
bearer: string, 
/**
 * Of what it bears: `direct`, `allocated`, `passed_on`, `line:12`, `lines`, `allocated:3`, `passed_on:3`; nothing for all.
 */
row: string | null, 
/**
 * A month of the period; nothing for all of it.
 */
month: Month | null, 
/**
 * Which figure.
 */
figure: ShowbackFigure, };
export type Explanation = { 
/**
 * Which figure it is.
 */
title: string, 
/**
 * The figure; nothing where a rate is missing.
 */
value: Amount | null, 
/**
 * Its currency.
 */
currency: Currency, 
/**
 * How it is made, in words.
 */
formula: string, 
/**
 * What went into it, the largest first or by month; at most [`MOST`].
 */
parts: Array<ExplainPart>, 
/**
 * How many more parts there are.
 */
more: number, 
/**
 * What those sum to.
 */
more_sum: Amount | null, 
/**
 * How it came about, step by step.
 */
steps: Array<string>, 
/**
 * The rates used.
 */
rates: Array<RateUsed>, 
/**
 * What was rounded, and how.
 */
rounding: string, };
export type ExportActuals = { 
/**
 * Which; all if not given.
 */
query: ActualQuery | null, 
/**
 * Workbook or text.
 */
format: ExportFormat, 
/**
 * Where it is written.
 */
file: string, };
export type ExportBudget = { 
/**
 * The plan; the default one if not given.
 */
plan: number | null, 
/**
 * Workbook or text.
 */
format: ExportFormat, 
/**
 * Where it is written.
 */
file: string, };
export type ExportFillIn = { 
/**
 * The plan; the default one if not given.
 */
plan: number | null, 
/**
 * The department whose lines are sent; all lines if not given.
 */
department: number | null, 
/**
 * The day by which it should be back.
 */
until: string | null, 
/**
 * To whom it is sent back; empty if that is not said.
 */
to: string, 
/**
 * Where it is written.
 */
file: string, };
export type ExportForecast = { 
/**
 * The forecast; the newest one if not given.
 */
plan: number | null, 
/**
 * The earlier one it is compared with; the one before if not given.
 */
compare: number | null, 
/**
 * What is paid, or what it costs; cash if not given.
 */
recognition: Recognition, 
/**
 * By what lines are grouped.
 */
by: VarianceBy, 
/**
 * A text in the line, its vendor or its group; empty for all.
 */
filter: string, 
/**
 * Workbook or text.
 */
format: ExportFormat, 
/**
 * Where it is written.
 */
file: string, };
export type ExportFormat = "xlsx" | "csv";
export type ExportHistory = { 
/**
 * Workbook or text.
 */
format: ExportFormat, 
/**
 * Where it is written.
 */
file: string, };
export type ExportRating = { 
/**
 * The period that is rated: 2026-Q3, 2026-07, FY2026.
 */
period: string, 
/**
 * The vendors; all that are active if none is given.
 */
vendors: Array<number>, 
/**
 * What they are rated by; the criteria of the book's scores if none is given.
 */
criteria: Array<string>, 
/**
 * The best score, 2 to 100; the worst is 1.
 */
scale: number, 
/**
 * Who rates; empty if they fill in their name.
 */
rater: string, 
/**
 * The day by which it should be back.
 */
until: string | null, 
/**
 * To whom it is sent back; empty if that is not said.
 */
to: string, 
/**
 * Where it is written.
 */
file: string, };
export type ExportVariance = { 
/**
 * Which.
 */
query: VarianceQuery, 
/**
 * Workbook or text.
 */
format: ExportFormat, 
/**
 * Where it is written.
 */
file: string, };
export type FarEnd = "none" | "as_written";
export type FieldChange = { 
/**
 * Its name in words.
 */
field: string, 
/**
 * What it held.
 */
before: string | null, 
/**
 * What it holds.
 */
after: string | null, };
export type Figure = { 
/**
 * Its name for programs.
 */
key: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * The amount, in the book's currency; nothing where a rate is missing.
 */
value: Amount | null, 
/**
 * A short note under it.
 */
note: string, 
/**
 * What it means.
 */
tone: Tone, 
/**
 * The screen that explains it.
 */
page: string, };
export type Fill = { 
/**
 * The rows shown.
 */
view: View, 
/**
 * The block.
 */
range: Range, 
/**
 * Which way.
 */
direction: FillDirection, };
export type FillDirection = "right" | "down";
export type FindLines = { 
/**
 * A part of the description or the vendor's name; empty for all.
 */
text: string, 
/**
 * At most so many.
 */
limit: number, };
export type FiscalName = "end" | "start";
export type FollowContract = { 
/**
 * The contract.
 */
contract: number, 
/**
 * The line.
 */
line: number, 
/**
 * The percentage of the contract that it bears.
 */
share: Amount, 
/**
 * The draft plan whose months the contract gives from now on; if not given, those it already gives.
 */
plan: number | null, };
export type Forecast = { 
/**
 * The day it is as of.
 */
as_of: string, 
/**
 * The fiscal year, such as `FY2027`.
 */
period: string, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * The Forecast; nothing if the year has none, when the rest of the budget is expected.
 */
plan: Plan | null, 
/**
 * What it is held against.
 */
budget: Plan | null, 
/**
 * The earlier forecast that it is compared with.
 */
compare: Plan | null, 
/**
 * The other forecasts of the year, the newest first.
 */
others: Array<Plan>, 
/**
 * The twelve months.
 */
months: Array<Month>, 
/**
 * How many of them count as actual here.
 */
closed: number, 
/**
 * How many are closed by now: more than that is a reason to cut it anew.
 */
closed_now: number, 
/**
 * At how many it can be cut: with a month that still runs, if something is posted in it.
 */
posted: number, 
/**
 * Where the year ends, in a sentence.
 */
finding: string, 
/**
 * What is to be known of these figures, in sentences.
 */
notes: Array<string>, 
/**
 * The months as a chart.
 */
chart: Drawing, 
/**
 * How many rows there are.
 */
row_count: number, 
/**
 * The first of this window.
 */
from: number, 
/**
 * The rows of this window.
 */
rows: Array<ForecastRow>, 
/**
 * The total of what is shown.
 */
total: ForecastRow, 
/**
 * The change of the journal that this shows.
 */
change: number, };
export type ForecastAccuracy = { 
/**
 * The currency of amounts.
 */
currency: Currency, 
/**
 * The forecast.
 */
plan: Plan | null, 
/**
 * What was found, in a sentence.
 */
finding: string, 
/**
 * How many closed months were held back to try the methods.
 */
held_back: number, 
/**
 * Each method, tried.
 */
tried: Array<MethodAccuracy>, 
/**
 * Each forecast that is kept, by method, against what was posted since.
 */
kept: Array<MethodAccuracy>, 
/**
 * Lines with a better method, the largest gain first; at most 500.
 */
better: Array<Better>, 
/**
 * How many there are.
 */
better_count: number, 
/**
 * What is to be known of it, in sentences.
 */
notes: Array<string>, };
export type ForecastChanged = { 
/**
 * How many lines have other figures, or another way of coming to them.
 */
lines: number, };
export type ForecastChoice = { 
/**
 * The method.
 */
method: ForecastMethod, 
/**
 * Of how many of the last closed months a run rate is the mean; all if it is left out.
 */
last: number | null, };
export type ForecastFigure = "forecast" | "budget" | "variance" | "previous" | "change";
export type ForecastLine = { 
/**
 * The line.
 */
line: number, 
/**
 * Its description.
 */
label: string, 
/**
 * Its currency, which every figure here is in.
 */
currency: Currency, 
/**
 * By what it goes.
 */
choice: ForecastChoice, 
/**
 * Whether that was chosen for it.
 */
chosen: boolean, 
/**
 * What it would go by otherwise, in words.
 */
default_method: string, 
/**
 * The months that were typed.
 */
manual: Array<Month>, 
/**
 * What each method would make of it.
 */
offers: Array<ForecastOffer>, 
/**
 * How many closed months were held back to try the methods.
 */
held_back: number, 
/**
 * How its method comes to the full year, step by step.
 */
steps: Array<string>, };
export type ForecastLineQuery = { 
/**
 * The forecast; the newest one if not given.
 */
plan: number | null, 
/**
 * The line.
 */
line: number, };
export type ForecastMethod = "remaining-budget" | "underspend-carried" | "run-rate" | "seasonal" | "contract" | "manual" | "trend";
export type ForecastOffer = { 
/**
 * The method.
 */
choice: ForecastChoice, 
/**
 * In words.
 */
method: string, 
/**
 * The full year; nothing where the method lacks something.
 */
total: Amount | null, 
/**
 * How low it may end.
 */
low: Amount | null, 
/**
 * How high.
 */
high: Amount | null, 
/**
 * What it lacks, in a sentence.
 */
lacks: string | null, 
/**
 * How far it would have been off on the months held back, such as `3.1 %`.
 */
off: string | null, 
/**
 * Whether it would have been the nearest of all.
 */
best: boolean, };
export type ForecastQuery = { 
/**
 * A Forecast, or the plan that the newest one is held against; the newest one and the budget if not given.
 */
plan: number | null, 
/**
 * The fiscal year, where no plan is given; that of the as-of date if neither is.
 */
period: Period | null, 
/**
 * The earlier forecast to compare with; the one before if not given.
 */
compare: number | null, 
/**
 * What is paid, or what it costs; cash if not given.
 */
recognition: Recognition, 
/**
 * By what lines are grouped.
 */
by: VarianceBy, 
/**
 * Whether the lines stand beneath their groups.
 */
lines: boolean, 
/**
 * A text in the line, its vendor or its group; empty for all.
 */
filter: string, 
/**
 * The keys of folded groups.
 */
collapsed: Array<string>, 
/**
 * The first visible row, from 0.
 */
from: number, 
/**
 * How many; at most 1,000 are answered, and so many if it is 0.
 */
count: number, };
export type ForecastRow = { 
/**
 * Stable, such as `group:7`, `line:12`, `unmatched`.
 */
key: string, 
/**
 * What it is of.
 */
kind: ForecastRowKind, 
/**
 * Its name.
 */
label: string, 
/**
 * How deep it stands: 1 beneath a group.
 */
depth: number, 
/**
 * Whether a group is folded.
 */
collapsed: boolean, 
/**
 * How many lines it sums up.
 */
count: number, 
/**
 * Its line.
 */
line: number | null, 
/**
 * The currency that months of this line are typed in.
 */
currency: Currency, 
/**
 * By what the open months of the line come.
 */
choice: ForecastChoice | null, 
/**
 * The same in words; empty where nothing is known of it.
 */
method: string, 
/**
 * Whether that was chosen for the line, not by the default of its category.
 */
chosen: boolean, 
/**
 * The open months that were typed, 0 to 11.
 */
manual: Array<number>, 
/**
 * The twelve months: posted, then expected.
 */
months: Array<Amount>, 
/**
 * The twelve months of a line in its own currency, exact.
 */
own: Array<Amount>, 
/**
 * The budget of the year.
 */
budget: Amount, 
/**
 * Posted in the closed months.
 */
actual: Amount, 
/**
 * Expected in the open months.
 */
rest: Amount, 
/**
 * The full year: both together.
 */
forecast: Amount, 
/**
 * Budget − forecast, positive is favourable.
 */
variance: Amount, 
/**
 * In percent of the budget; nothing without one.
 */
percent: Amount | null, 
/**
 * The full year by the earlier forecast; nothing if none is compared with.
 */
previous: Amount | null, 
/**
 * Earlier forecast − forecast, positive is favourable.
 */
change: Amount | null, 
/**
 * How low the year may end; nothing where no method says so.
 */
low: Amount | null, 
/**
 * How high.
 */
high: Amount | null, 
/**
 * How many lines have such a range.
 */
ranged: number, };
export type ForecastRowKind = "group" | "line" | "unmatched" | "total";
export type Found<T> = { 
/**
 * What it is.
 */
value: T, 
/**
 * Whether it is sure; if not, ask.
 */
decided: boolean, 
/**
 * Why.
 */
reason: string, };
export type GiveNotice = { 
/**
 * The contract.
 */
id: number, 
/**
 * The day on which it was received.
 */
day: string, 
/**
 * How it was given: a reference to the letter and its receipt.
 */
proof: string, };
export type Grid = { 
/**
 * The plan.
 */
plan: Plan, 
/**
 * The plan it is compared with.
 */
compare: Plan | null, 
/**
 * The currency of groups and total.
 */
currency: Currency, 
/**
 * The plan's months.
 */
months: Array<Month>, 
/**
 * How many rows are visible.
 */
row_count: number, 
/**
 * How many lines are shown.
 */
line_count: number, 
/**
 * The first row of this window.
 */
from: number, 
/**
 * The rows of this window.
 */
rows: Array<GridRow>, 
/**
 * The total of all shown lines.
 */
total: GridRow, 
/**
 * Why some totals are not known, in sentences.
 */
problems: Array<string>, 
/**
 * The change of the journal that this shows.
 */
change: number, };
export type GridQuery = { 
/**
 * Which rows.
 */
view: View, 
/**
 * The first visible row, from 0.
 */
from: number, 
/**
 * How many; at most 1,000 are answered.
 */
count: number, };
export type GridRow = { 
/**
 * Stable: `line:12`, `group:7`, `total`.
 */
key: string, 
/**
 * Where it stands among the visible rows, from 0; the total after them.
 */
index: number, 
/**
 * What it is.
 */
kind: GridRowKind, 
/**
 * How far it is indented.
 */
depth: number, 
/**
 * The line, if it is one.
 */
line: number | null, 
/**
 * The line's description or the group's name.
 */
label: string, 
/**
 * The line's vendor.
 */
vendor: string, 
/**
 * The line's CapEx or OpEx.
 */
expense: Expense | null, 
/**
 * The line's currency; the book's for groups and the total.
 */
currency: Currency, 
/**
 * How many lines it sums.
 */
count: number, 
/**
 * Whether its lines are folded away.
 */
collapsed: boolean, 
/**
 * Twelve months; `None` where a rate is missing.
 */
amounts: Array<Amount | null>, 
/**
 * The year.
 */
total: Amount | null, 
/**
 * The difference to the plan compared with, in the book's currency.
 */
change: Amount | null, 
/**
 * That difference in percent of what it is compared with; `None` if that is 0.
 */
change_percent: Amount | null, };
export type GridRowKind = "group" | "line" | "total";
export type GroupBy = "category" | "department" | "vendor" | "project" | "none";
export type History = { 
/**
 * How many entries pass the filter.
 */
row_count: number, 
/**
 * The first entry of this window.
 */
from: number, 
/**
 * The entries of this window, the newest first.
 */
rows: Array<Entry>, 
/**
 * Everybody who changed something.
 */
people: Array<string>, };
export type Hit = { 
/**
 * What it is.
 */
kind: HitKind, 
/**
 * Its number.
 */
id: number, 
/**
 * Its name.
 */
label: string, 
/**
 * What tells it from others.
 */
detail: string, 
/**
 * The screen that shows it.
 */
page: string, };
export type HitKind = "line" | "vendor" | "category" | "department" | "project" | "plan" | "actual";
export type How = { 
/**
 * The line.
 */
line: number, 
/**
 * A few words for each of the twelve months.
 */
months: Array<string>, 
/**
 * The same for the year.
 */
year: string, 
/**
 * The line's currency.
 */
currency: Currency, 
/**
 * What one unit of it is worth in the book's currency at the plan's budget rate; nothing where it is missing.
 */
rate: Amount | null, 
/**
 * The book's currency.
 */
base: Currency, };
export type HowOf = { 
/**
 * The plan.
 */
plan: number, 
/**
 * The line.
 */
line: number, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, };
export type ImportAnswer = { 
/**
 * The answer in a few words.
 */
label: string, 
/**
 * The option that gives it.
 */
gives: ImportGiven, 
/**
 * Whether the file was read so meanwhile.
 */
assumed: boolean, };
export type ImportBatch = { 
/**
 * Its number.
 */
id: number, 
/**
 * The file's name.
 */
file_name: string, 
/**
 * As what it was imported.
 */
kind: ImportKind, 
/**
 * When (local time).
 */
at: string, 
/**
 * By whom.
 */
who: string, 
/**
 * Rows of data in the file.
 */
read: number, 
/**
 * How many records came of it, new and changed.
 */
count: number, 
/**
 * How many of them were changed.
 */
updated: number, 
/**
 * Their sum by currency.
 */
totals: { [key in string]: Amount }, 
/**
 * What was overruled, in words: `Amount from “Net”`.
 */
mapping: Array<string>, 
/**
 * The change of the history, by which it can be undone.
 */
change: number | null, };
export type ImportCellKind = "text" | "figure" | "day" | "month";
export type ImportColumn = { 
/**
 * Its place, from 1.
 */
index: number, 
/**
 * Its name in the file; its letter if it has none.
 */
name: string, 
/**
 * What its cells are.
 */
type: ColumnType, 
/**
 * The field it would be read as.
 */
field: string | null, 
/**
 * Why that field; empty without one.
 */
reason: string, };
export type ImportEdit = { 
/**
 * Its row, from 1.
 */
row: number, 
/**
 * Its column, from 1.
 */
column: number, 
/**
 * The text that counts.
 */
text: string, };
export type ImportField = { 
/**
 * Its name in options.
 */
name: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * Whether an import needs it, or another one that can stand for it.
 */
required: boolean, };
export type ImportForm = { 
/**
 * What it is imported as.
 */
kind: ImportKind, 
/**
 * What it asks for, in words: `FY2027 Budget, Infrastructure`.
 */
title: string, 
/**
 * The organisation whose book sent it.
 */
organisation: string, 
/**
 * When (local time).
 */
made: string, 
/**
 * The number of the plan that takes a budget; none for scores.
 */
plan: number | null, 
/**
 * The plan's name when it was sent; empty for scores.
 */
plan_name: string, };
export type ImportGiven = { "dates": DateOrder } | { "decimal": DecimalSign } | { "scale": AmountScale } | { "far_end": FarEnd } | { "cost": BillBasis } | { "rate_is": RateIs } | { "parts": BillParts } | { "set": Array<[string, string]> } | { "leave_out": Array<number> } | { "keep": Array<number> } | { "key": Array<string> };
export type ImportInspect = { 
/**
 * Its token.
 */
file: string, 
/**
 * What it is to be imported as; guessed if not given.
 */
kind: ImportKind | null, 
/**
 * What the user overruled.
 */
options: ImportOptions, };
export type ImportJob = { 
/**
 * Its token.
 */
file: string, 
/**
 * As what.
 */
kind: ImportKind, 
/**
 * The plan that takes a budget, or the plan whose budget rates the rates are.
 */
plan: number | null, 
/**
 * The plan by its name instead; a new budget of this name if there is none.
 */
plan_name: string | null, 
/**
 * What the user overruled.
 */
options: ImportOptions, 
/**
 * Whether rows with problems are left out instead of stopping the import.
 */
skip_problems: boolean, 
/**
 * What the user decided about names that nearly match.
 */
names: Array<ImportNameChoice>, 
/**
 * What becomes of records that the file no longer has.
 */
missing: ImportMissing, };
export type ImportKind = "budget" | "actuals" | "orders" | "vendors" | "contracts" | "licences" | "rates" | "scores" | "cloud-bill";
export type ImportMapping = { 
/**
 * That file's name.
 */
file_name: string, 
/**
 * When (local time).
 */
at: string, 
/**
 * What had been overruled then.
 */
options: ImportOptions, };
export type ImportMissing = "keep" | "end";
export type ImportMonthSum = { 
/**
 * The currency's code.
 */
currency: string, 
/**
 * The month: 2026-11.
 */
month: string, 
/**
 * The exact sum.
 */
amount: Amount, 
/**
 * How many rows (of a budget: lines with an amount).
 */
count: number, };
export type ImportNameChoice = { 
/**
 * `vendor`, `category`, `department` or `project`.
 */
field: string, 
/**
 * The name as the file has it.
 */
text: string, 
/**
 * The record of the book that it means; none keeps it apart, as a record of its own.
 */
target: number | null, };
export type ImportNearName = { 
/**
 * `vendor`, `category`, `department` or `project`.
 */
field: string, 
/**
 * The name as the file has it.
 */
text: string, 
/**
 * How many rows have it.
 */
rows: number, 
/**
 * What it may mean, the likeliest first.
 */
near: Array<ImportNearRecord>, 
/**
 * Whether the user has decided.
 */
decided: boolean, 
/**
 * The record that it is taken for; none: a new one.
 */
target: number | null, };
export type ImportNearRecord = { 
/**
 * Its number.
 */
id: number, 
/**
 * Its name.
 */
name: string, };
export type ImportOptions = { 
/**
 * The sheet by its name, or by its number from 1.
 */
sheet: string | null, 
/**
 * The row that holds the column names, from 1; 0 if the file has none. Of several tables in a sheet it says which.
 */
header_row: number | null, 
/**
 * How many rows name the columns, 1 to 3.
 */
header_rows: number | null, 
/**
 * Which column holds a field: (field, column), the column by name, letter or number from 1. A month of a
 * budget is a field of its own, such as `2027-01`, `Jan` or `M1`. An empty column unmaps the field.
 */
map: Array<[string, string]>, 
/**
 * A value for every row: (field, value). It stands in for the column that would have been guessed, and fills the
 * empty cells of a column that was mapped.
 */
set: Array<[string, string]>, 
/**
 * Columns to split in two at a sign: (column, sign). The halves are further columns behind those of the file.
 */
split: Array<[string, string]>, 
/**
 * Columns to join to a further one: (columns, what goes between them).
 */
join: Array<[Array<string>, string]>, 
/**
 * The unit of the amounts; as they stand if not given.
 */
scale: AmountScale | null, 
/**
 * The decimal sign of amounts.
 */
decimal: DecimalSign | null, 
/**
 * The order of day, month and year.
 */
dates: DateOrder | null, 
/**
 * The text encoding by its usual name, such as `windows-1252`.
 */
encoding: string | null, 
/**
 * The sign between two cells of a text file; `tab` may be written out.
 */
delimiter: string | null, 
/**
 * Cells that are mended here and not in the file.
 */
edits: Array<ImportEdit>, 
/**
 * Rows of the file that are not to be read.
 */
leave_out: Array<number>, 
/**
 * Rows that look like totals or remarks and are data all the same.
 */
keep: Array<number>, 
/**
 * The fields by which a row is known again.
 */
key: Array<string>, 
/**
 * What end dates that mean “never” are.
 */
far_end: FarEnd | null, 
/**
 * Which cost of a cloud bill is posted. The two are views of the same money and never added together.
 */
cost: BillBasis | null, 
/**
 * Which way round rates are written.
 */
rate_is: RateIs | null, 
/**
 * Whether a cloud bill is the whole one or a further part.
 */
parts: BillParts | null, };
export type ImportProblem = { 
/**
 * Its row, from 1.
 */
row: number, 
/**
 * Its column, from 1; 0 if the row has none for it.
 */
column: number, 
/**
 * The column's name.
 */
name: string, 
/**
 * What stands in it.
 */
text: string, 
/**
 * What is wrong and what to do.
 */
message: string, };
export type ImportQuestion = { 
/**
 * What is asked, what was assumed, and why.
 */
sentence: string, 
/**
 * What can be answered; nothing where no option decides it.
 */
answers: Array<ImportAnswer>, };
export type ImportRow = { 
/**
 * Its row in the file, from 1.
 */
row: number, 
/**
 * What becomes of it.
 */
state: ImportRowState, 
/**
 * Its cells, as they would be stored; of a row with problems, and of one left out, as they stand in the file.
 */
cells: Array<string>, 
/**
 * The cells before, of a row that changes a record.
 */
before: Array<string> | null, 
/**
 * The cells that cannot be read.
 */
problems: Array<ImportRowProblem>, 
/**
 * What is to be known of it, in a sentence: that the book has changed since the row was sent out to be filled in.
 */
remark?: string, };
export type ImportRowColumn = { 
/**
 * The field.
 */
field: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * What its cells are.
 */
kind: ImportCellKind, 
/**
 * The column of the file it comes from, from 1; none if it has no single one.
 */
column: number | null, };
export type ImportRowProblem = { 
/**
 * Its place among the preview's columns, from 0; none if it is of no column shown.
 */
cell: number | null, 
/**
 * Its column in the file, from 1; 0 if the row has none for it.
 */
column: number, 
/**
 * The text in the file.
 */
text: string, 
/**
 * What is wrong and what to do.
 */
message: string, };
export type ImportRowState = "new" | "changed" | "unchanged" | "problem" | "left_out";
export type ImportRows = { 
/**
 * The columns.
 */
columns: Array<ImportRowColumn>, 
/**
 * How many rows there are of the state asked for.
 */
total: number, 
/**
 * How many there are of each state: new, changed, unchanged, problem, left out.
 */
counts: [number, number, number, number, number], 
/**
 * The rows of the window.
 */
rows: Array<ImportRow>, };
export type ImportRowsQuery = { 
/**
 * The import that is looked at.
 */
job: ImportJob, 
/**
 * The first row wanted, from 0, among those shown.
 */
from: number, 
/**
 * How many, at most 500.
 */
count: number, 
/**
 * Only rows of this state; none: all.
 */
only: ImportRowState | null, };
export type ImportSheet = { 
/**
 * Its name.
 */
name: string, 
/**
 * Whether the spreadsheet hides it.
 */
hidden: boolean, 
/**
 * Its last filled row.
 */
rows: number, 
/**
 * Its last filled column.
 */
columns: number, };
export type ImportTable = { 
/**
 * The sheet's name.
 */
sheet: string, 
/**
 * The row with the names of the columns, from 1; `None` if no row names them.
 */
header_row: number | null, 
/**
 * The last of the rows that name them.
 */
last_header_row: number, 
/**
 * Filled rows below.
 */
rows: number, 
/**
 * Further tables below in the same sheet.
 */
others: Array<OtherTable>, 
/**
 * The columns.
 */
columns: Array<ImportColumn>, };
export type Imported = { 
/**
 * The import; nothing if none was written.
 */
batch: number | null, 
/**
 * Rows of data in the file.
 */
read: number, 
/**
 * Records added.
 */
imported: number, 
/**
 * Records changed.
 */
updated: number, 
/**
 * Records that were so already.
 */
unchanged: number, 
/**
 * Rows that are no data (totals, headings) or were left out for their problems.
 */
left_out: number, 
/**
 * Records of the book that the file should have and does not.
 */
missing: number, 
/**
 * The first of them, in words.
 */
missing_names: Array<string>, 
/**
 * Cells that cannot be read, at most 1,000.
 */
problems: Array<ImportProblem>, 
/**
 * How many there are in all.
 */
problem_count: number, 
/**
 * The sum of the rows that were or would be imported, by currency.
 */
totals: { [key in string]: Amount }, 
/**
 * The same by month, for what has days or months.
 */
by_month: Array<ImportMonthSum>, 
/**
 * What the book held before, by currency.
 */
before: { [key in string]: Amount }, 
/**
 * What it holds after.
 */
after: { [key in string]: Amount }, 
/**
 * Names that the book nearly has.
 */
near: Array<ImportNearName>, 
/**
 * The fields by which a row was known again, in words; empty where the whole row counts.
 */
key: Array<string>, 
/**
 * What is worth knowing, in sentences.
 */
notes: Array<string>, 
/**
 * What the file leaves open.
 */
questions: Array<ImportQuestion>, };
export type IndexOn = "base" | "prior";
export type IndexPlusAs = "additive" | "multiplicative";
export type Inspected = { 
/**
 * The fields of the kind.
 */
fields: Array<ImportField>, 
/**
 * How such a file was read last, if that differs from what is found now.
 */
remembered: ImportMapping | null, 
/**
 * `csv`, `tsv`, `psv` or `xlsx`, by the content.
 */
format: string, 
/**
 * The text encoding; `None` for a workbook.
 */
encoding: string | null, 
/**
 * Why that encoding; `None` for a workbook.
 */
encoding_reason: string | null, 
/**
 * The sign between cells; `None` for a workbook.
 */
delimiter: string | null, 
/**
 * Why that sign; `None` for a workbook.
 */
delimiter_reason: string | null, 
/**
 * All sheets; a text file is one.
 */
sheets: Array<ImportSheet>, 
/**
 * The table that would be read; `None` if there is none, and the notes say why.
 */
table: ImportTable | null, 
/**
 * What it looks like: the kind asked for, or the one guessed; `None` if nothing speaks for either.
 */
kind: ImportKind | null, 
/**
 * The decimal sign of amounts; `None` where none shows it.
 */
decimal: Found<DecimalSign> | null, 
/**
 * The order of dates; `None` where none depends on it.
 */
dates: Found<DateOrder> | null, 
/**
 * What end dates that mean “never” are read as; `None` where there are none.
 */
far_end: Found<FarEnd> | null, 
/**
 * The unit of the amounts, where the file speaks of another than one and none was given.
 */
scale: Found<AmountScale> | null, 
/**
 * What it was sent out for, if Outlay sent it to be filled in.
 */
form: ImportForm | null, 
/**
 * What the names of the columns come to, to know such a file again.
 */
fingerprint: string, 
/**
 * The first rows of the table as they stand there.
 */
sample: Array<SampleRow>, 
/**
 * Fields that need a column before an import: `date`, `amount`.
 */
missing: Array<string>, 
/**
 * What is to be said, in sentences.
 */
notes: Array<string>, 
/**
 * What the file leaves open.
 */
questions: Array<ImportQuestion>, };
export type JournalQuery = { 
/**
 * Only changes of this topic.
 */
topic: Topic | null, 
/**
 * Only this person's.
 */
who: string | null, 
/**
 * Only those whose sentence has this text.
 */
text: string, 
/**
 * Only from this day.
 */
from_date: string | null, 
/**
 * Only until this day.
 */
to_date: string | null, 
/**
 * The first entry, from 0.
 */
from: number, 
/**
 * How many; at most 1,000 are answered.
 */
count: number, };
export type Key = { 
/**
 * Its number.
 */
id: number, };
export type LearnRule = { 
/**
 * Actuals that belong to one line, or are split over the same lines.
 */
actuals: Array<number>, };
export type LearnedRule = { 
/**
 * The rule.
 */
rule: RuleDraft, 
/**
 * How many unmatched postings it would match.
 */
unmatched: number, 
/**
 * How many that are matched by hand or by their import it would match,
 */
tried: number, 
/**
 * and to how many of them it gives the line they have.
 */
right: number, };
export type LentDocument = { 
/**
 * The token of the copy.
 */
token: string, 
/**
 * Its name.
 */
name: string, };
export type LicenceRow = { id: number, product: string, 
/**
 * The vendor's name; empty if not known.
 */
vendor: string, 
/**
 * The vendor's own number in the book.
 */
vendor_id: number | null, contract: number | null, 
/**
 * The number of the contract: that of the book's contract, else as the source says.
 */
contract_number: string, number: string, metric: string, bought: Amount | null, assigned: Amount | null, used: Amount | null, 
/**
 * How many nobody needs; negative where more are needed than were bought.
 */
unused: Amount | null, unit_price: Amount | null, total: Amount | null, currency: Currency, start: string | null, end: string | null, owner: string, 
/**
 * The department's name.
 */
department: string, notes: string, };
export type LicenceTotal = { 
/**
 * The currency.
 */
currency: Currency, 
/**
 * How many licences there are.
 */
count: number, 
/**
 * What their purchases cost, as far as that is known; none where it is known of none.
 */
total: Amount | null, };
export type Licences = { 
/**
 * Every licence by product.
 */
rows: Array<LicenceRow>, 
/**
 * What they cost by currency.
 */
totals: Array<LicenceTotal>, };
export type Line = { 
/**
 * Its number.
 */
id: number, 
/**
 * What is bought.
 */
description: string, 
/**
 * From whom.
 */
vendor: number | null, 
/**
 * What kind of cost it is.
 */
category: number | null, 
/**
 * Who bears it.
 */
department: number | null, 
/**
 * The initiative it belongs to.
 */
project: number | null, 
/**
 * The currency its amounts are in.
 */
currency: Currency, 
/**
 * CapEx or OpEx.
 */
expense: Expense, 
/**
 * Run, grow or transform.
 */
purpose: Purpose, 
/**
 * Who answers for it.
 */
owner: string, 
/**
 * Notes.
 */
notes: string, };
export type LineBasis = { "kind": "spread" } & Spread | { "kind": "quantity" } & Quantity | { "kind": "role", 
/**
 * The role.
 */
role: number, 
/**
 * Whether these months are its capitalised share; else they are the rest.
 */
capitalised: boolean, } | { "kind": "contract", 
/**
 * The contract.
 */
contract: number, 
/**
 * The percentage of it.
 */
share: Amount, };
export type LineChoice = { 
/**
 * The line.
 */
line: number, 
/**
 * The method; nothing: the default of its category.
 */
choice: ForecastChoice | null, };
export type LineDetail = { 
/**
 * The line.
 */
line: Line, 
/**
 * The plan.
 */
plan: Plan, 
/**
 * The plan's months.
 */
months: Array<Month>, 
/**
 * Its amounts, in its own currency.
 */
amounts: Array<Amount>, 
/**
 * Their sum.
 */
total: Amount, 
/**
 * The book's currency.
 */
base_currency: Currency, 
/**
 * The plan's budget rate; nothing where it is missing.
 */
rate: Amount | null, 
/**
 * The total in the book's currency.
 */
base_total: Amount | null, 
/**
 * The rule that made the months; nothing where they were typed, pasted or imported.
 */
basis: LineBasis | null, 
/**
 * The name of the role that made them.
 */
role: string | null, 
/**
 * The contract it follows.
 */
contract: ContractOfLine | null, 
/**
 * The months whose amount is no longer what the rule gives.
 */
changed: Array<Month>, 
/**
 * What of a spread amount falls outside the plan's year.
 */
outside: Amount | null, 
/**
 * The line in the other plans, the newest first.
 */
plans: Array<LineInPlan>, 
/**
 * What was posted in the plan's months, in the book's currency at the months' actual rates; nothing where one
 * is missing.
 */
actual: Array<Amount> | null, 
/**
 * How what is bought is written off.
 */
depreciation: DepreciationTerms | null, 
/**
 * What that makes of this plan's amounts in its months, in the line's currency.
 */
written_off: Array<Amount> | null, 
/**
 * The line it is counted with since it was merged into it.
 */
merged_into: LineName | null, 
/**
 * The line it was split from.
 */
split_from: LineName | null, 
/**
 * The lines that were merged into it.
 */
merged: Array<LineName>, 
/**
 * What happened to it, the latest first.
 */
history: Array<Entry>, };
export type LineDraft = { 
/**
 * The line to replace; none for a new one.
 */
id: number | null, 
/**
 * The plan a new line is added to.
 */
plan: number, description: string, vendor: number | null, category: number | null, department: number | null, project: number | null, currency: Currency, expense: Expense, purpose: Purpose, owner: string, notes: string, };
export type LineInPlan = { 
/**
 * The plan.
 */
plan: number, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is for.
 */
kind: PlanKind, 
/**
 * How far it is.
 */
state: PlanState, 
/**
 * Its fiscal year.
 */
fiscal_year: number, 
/**
 * The line's year in it, in the line's currency.
 */
total: Amount, };
export type LineName = { 
/**
 * The line's number.
 */
id: number, 
/**
 * What is bought.
 */
description: string, 
/**
 * From whom; empty if not known.
 */
vendor: string, 
/**
 * What kind of cost; empty if not known.
 */
category: string, };
export type LineOfContract = { 
/**
 * The line.
 */
line: number, 
/**
 * What it says.
 */
label: string, 
/**
 * The department's name.
 */
department: string, 
/**
 * The percentage of the contract that it bears.
 */
share: Amount, 
/**
 * The plans of the fiscal year of the day and of later ones in which it stands, the newest first.
 */
plans: Array<LineOfContractInPlan>, };
export type LineOfContractInPlan = { 
/**
 * The plan.
 */
plan: number, 
/**
 * Its name.
 */
name: string, 
/**
 * How far it is.
 */
state: PlanState, 
/**
 * Its fiscal year.
 */
fiscal_year: number, 
/**
 * What the plan has.
 */
planned: Amount, 
/**
 * What the contract gives now.
 */
by_contract: Amount | null, 
/**
 * Planned − by contract: positive is favourable, as the plan has more than the contract costs.
 */
difference: Amount | null, 
/**
 * Whether the contract makes its months there.
 */
follows: boolean, };
export type LineOfPlan = { 
/**
 * The plan.
 */
plan: number, 
/**
 * The line.
 */
line: number, };
export type LineShare = { 
/**
 * The budget line.
 */
line: number, 
/**
 * Its share: shares are weights of any sum, so that percentages and amounts both do.
 */
share: Amount, };
export type LinkDocument = { 
/**
 * What it is kept with.
 */
owner: DocumentOwner, 
/**
 * What lies there.
 */
title: string, 
/**
 * Where: an address of the web.
 */
link: string, };
export type MadeLine = { 
/**
 * What it says; the contract's title if empty.
 */
description: string, 
/**
 * Who bears it; as the contract says if not given.
 */
department: number | null, 
/**
 * The percentage of the contract that it bears.
 */
share: Amount, };
export type MakeLines = { 
/**
 * The contract.
 */
contract: number, 
/**
 * The draft plan.
 */
plan: number, 
/**
 * The lines.
 */
lines: Array<MadeLine>, };
export type MatchActuals = { 
/**
 * The actuals.
 */
actuals: Array<number>, 
/**
 * The line; nothing to unmatch them.
 */
line: number | null, };
export type MatchAll = { 
/**
 * The filter; its window is not looked at. Where it asks for a line, only what is on that line moves.
 */
query: ActualQuery, 
/**
 * The line; nothing to unmatch them.
 */
line: number | null, };
export type MatchReason = "unmatched" | "hand" | "import" | "rule" | "accrual";
export type Matched = { 
/**
 * Their number.
 */
matched: number, };
export type Measures = { budget: Amount, actual: Amount, forecast: Amount, };
export type MergeLines = { 
/**
 * The plan.
 */
plan: number, 
/**
 * The line that takes the others' amounts.
 */
into: number, 
/**
 * The lines that are merged into it.
 */
lines: Array<number>, };
export type MethodAccuracy = { 
/**
 * The forecast that was kept; nothing where the method was tried on months held back.
 */
plan: string | null, 
/**
 * The method in words.
 */
method: string, 
/**
 * How many lines.
 */
lines: number, 
/**
 * How many months of them.
 */
months: number, 
/**
 * Mean of |forecast − actual| ÷ |actual|, in percent, line by line and month by month.
 */
mape: Amount | null, 
/**
 * Mean of (forecast − actual) ÷ |actual|, in percent: above 0 is too high.
 */
bias: Amount | null, 
/**
 * Mean of |forecast − actual|, in the book's currency.
 */
mae: Amount | null, 
/**
 * How far the sum of all was off, in percent: above 0 is too high.
 */
sum_off: Amount | null, };
export type Month = string;
export type MonthMeasures = { month: Month, budget: Amount, actual: Amount, forecast: Amount, };
export type MonthText = { 
/**
 * The line.
 */
line: number, 
/**
 * The month, 0 to 11.
 */
month: number, 
/**
 * What was typed; nothing goes back to the method.
 */
text: string, };
export type Need = { 
/**
 * What.
 */
label: string, 
/**
 * How much of it.
 */
value: string, 
/**
 * How urgent.
 */
tone: Tone, 
/**
 * The screen on which it is done.
 */
page: string, };
export type NewBook = { 
/**
 * Where; only a sample may leave it open and is kept among the program's own files.
 */
file: string | null, 
/**
 * Whose budget it is.
 */
organisation: string, 
/**
 * The base currency.
 */
currency: Currency, 
/**
 * The first month of the fiscal year.
 */
fiscal_start: number, 
/**
 * Whether to fill it with the sample company instead.
 */
sample: boolean, };
export type NewScenario = { 
/**
 * Its name.
 */
name: string, 
/**
 * The plan.
 */
base: number, };
export type NewVersion = { 
/**
 * The approved plan.
 */
plan: number, 
/**
 * What the new version is called; `… v2` if not given.
 */
name: string | null, };
export type NoticeTo = "month-end" | "quarter-end" | "half-year-end" | "year-end";
export type Operation = "added" | "changed" | "removed";
export type OrderRow = { id: number, number: string, position: string, date: string | null, 
/**
 * The vendor's name; empty if not known.
 */
vendor: string, 
/**
 * The vendor's own number in the book.
 */
vendor_id: number | null, text: string, amount: Amount, currency: Currency, delivered: Amount | null, invoiced: Amount | null, 
/**
 * What is committed: ordered − invoiced; negative where more was invoiced than ordered.
 */
open: Amount, account: string, cost_centre: string, line: number | null, 
/**
 * The description of the budget line.
 */
line_label: string, status: string, };
export type OrderTotal = { 
/**
 * The currency.
 */
currency: Currency, 
/**
 * How many lines of orders there are.
 */
count: number, 
/**
 * What was ordered.
 */
amount: Amount, 
/**
 * What of it was delivered, as far as that is known; none where it is known of none.
 */
delivered: Amount | null, 
/**
 * What of it was invoiced, as far as that is known; none where it is known of none.
 */
invoiced: Amount | null, 
/**
 * What is committed: ordered − invoiced. Lines with more invoiced than ordered count below 0.
 */
open: Amount, };
export type Orders = { 
/**
 * Every line, the newest order first.
 */
rows: Array<OrderRow>, 
/**
 * What they come to by currency.
 */
totals: Array<OrderTotal>, };
export type OtherTable = { 
/**
 * The row that names its columns.
 */
row: number, 
/**
 * The first of these names.
 */
words: string, };
export type Overview = { 
/**
 * The day it is as of.
 */
as_of: string, 
/**
 * The fiscal year, such as `FY2027`.
 */
period: string, 
/**
 * The last month that counts as actual.
 */
month: Month | null, 
/**
 * The plan; nothing if the year has none.
 */
plan: Plan | null, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * Budget, actual to date, forecast, variance, committed (unmatched where nothing is).
 */
figures: Array<Figure>, 
/**
 * The months as a chart, titled with the finding; nothing where a rate is missing.
 */
chart: Drawing | null, 
/**
 * Actuals of the year that no budget line is matched to; nothing where a rate is missing.
 */
unmatched: Amount | null, 
/**
 * The variance by category.
 */
rows: Array<VarianceRow>, 
/**
 * What they show, in a sentence.
 */
rows_finding: string, 
/**
 * The contracts to decide about next; nothing where the book has none with a day to cancel by.
 */
decide: Decide | null, 
/**
 * What waits for the user.
 */
needs: Array<Need>, 
/**
 * Why figures are missing, in sentences.
 */
problems: Array<string>, };
export type OverviewQuery = { 
/**
 * The plan; the default one if not given.
 */
plan: number | null, 
/**
 * A fiscal year, or the month or day up to which actuals count; the last month with actuals if not given.
 */
period: Period | null, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, };
export type Paper = "a4" | "letter";
export type Paste = { 
/**
 * The rows shown.
 */
view: View, 
/**
 * The selected cells: the text goes to their first; a single cell fills them all.
 */
range: Range, 
/**
 * Lines of tab-separated cells.
 */
text: string, 
/**
 * The user's decimal sign.
 */
decimal: string, };
export type Period = string;
export type PlaceAdjustment = { 
/**
 * The adjustment.
 */
id: number, 
/**
 * Its place among those of its scenario, from 0.
 */
place: number, };
export type PlaceRule = { 
/**
 * The rule.
 */
id: number, 
/**
 * Its new place, from 0; the others keep their order.
 */
to: number, };
export type Plan = { 
/**
 * Its number.
 */
id: number, 
/**
 * Its name, unique in the book.
 */
name: string, 
/**
 * What it is for.
 */
kind: PlanKind, 
/**
 * The fiscal year it plans.
 */
fiscal_year: number, 
/**
 * The first of its twelve months.
 */
first_month: Month, 
/**
 * How far it is.
 */
state: PlanState, 
/**
 * Who submitted it.
 */
submitted_by: string | null, 
/**
 * When it was submitted (local time, RFC 3339).
 */
submitted_at: string | null, 
/**
 * Who approved it.
 */
approved_by: string | null, 
/**
 * When it was approved (local time, RFC 3339).
 */
approved_at: string | null, 
/**
 * How many months were closed when it was cut, if it is a forecast that was cut from actuals.
 */
closed: number | null, 
/**
 * The hash of its figures as they were approved.
 */
hash: string | null, 
/**
 * The approved plan that it corrects.
 */
version_of: number | null, 
/**
 * Which version it is, from 1.
 */
version: number, 
/**
 * The plan that a scenario lies over; it then has no amounts of its own, only adjustments.
 */
base: number | null, };
export type PlanDraft = { 
/**
 * The plan to rename; none for a new one.
 */
id: number | null, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is for.
 */
kind: PlanKind, 
/**
 * The fiscal year it plans.
 */
fiscal_year: number, 
/**
 * The plan whose lines and amounts a new one starts from, month by month.
 */
copy_of: number | null, };
export type PlanKind = "budget" | "forecast" | "scenario";
export type PlanState = "draft" | "submitted" | "approved";
export type PlanStep = { 
/**
 * The plan.
 */
plan: number, 
/**
 * Its next state.
 */
state: PlanState, };
export type PlanVersion = { 
/**
 * The version.
 */
plan: Plan, 
/**
 * The year it plans, in the book's currency.
 */
total: Amount, 
/**
 * What it adds to the version before; nothing for the first.
 */
restated: Amount | null, };
export type PlanVersions = { 
/**
 * What was corrected, in a sentence.
 */
finding: string, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * The plan and those that it corrects, the newest first.
 */
versions: Array<PlanVersion>, 
/**
 * What it adds to the first version, by line, the largest first.
 */
lines: Array<RestatedLine>, };
export type Prepaid = { 
/**
 * The posting.
 */
actual: number, 
/**
 * The first day of the service.
 */
first_day: string, 
/**
 * Its last day.
 */
last_day: string, 
/**
 * How it is shared out.
 */
method: PrepaidMethod, };
export type PrepaidFigure = "recognised" | "balance" | "base";
export type PrepaidList = { 
/**
 * The month by whose end they are recognised.
 */
until: Month, 
/**
 * The book's currency.
 */
currency: Currency, 
/**
 * Every one, the one that ends last first.
 */
rows: Array<PrepaidRow>, 
/**
 * What is paid and not yet recognised, in the book's currency; nothing where a rate is missing.
 */
balance: Amount | null, };
export type PrepaidMethod = "days" | "even";
export type PrepaidMonth = { 
/**
 * The month.
 */
month: Month, 
/**
 * Its cost.
 */
amount: Amount, };
export type PrepaidRow = { 
/**
 * The posting.
 */
actual: ActualRow, 
/**
 * The service it pays for.
 */
prepaid: Prepaid, 
/**
 * What is recognised by the end of the month that figures are as of.
 */
recognised: Amount, 
/**
 * What is paid and not yet recognised.
 */
balance: Amount, 
/**
 * The balance in the book's currency, at the rate of the month of the posting; nothing where it is missing.
 */
base: Amount | null, 
/**
 * What each month costs.
 */
months: Array<PrepaidMonth>, };
export type PreviewPart = { 
/**
 * The department.
 */
department: number, 
/**
 * What it takes, in words.
 */
takes: string, 
/**
 * What it gets in the year.
 */
measures: Measures, };
export type PreviewRule = { 
/**
 * The rule as it stands.
 */
draft: AllocationDraft, 
/**
 * The plan; the default one of the rule's year if not given.
 */
plan: number | null, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, };
export type PreviewedRule = { 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * What it would share out.
 */
shared: Measures, 
/**
 * What each share would get, in their order.
 */
parts: Array<PreviewPart>, 
/**
 * What would stay idle.
 */
idle: Measures, };
export type Project = { 
/**
 * Its number.
 */
id: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its first day.
 */
start: string | null, 
/**
 * Its last day.
 */
end: string | null, };
export type ProjectDraft = { 
/**
 * The project to replace; none for a new one.
 */
id: number | null, 
/**
 * Its name.
 */
name: string, 
/**
 * Its first day.
 */
start: string | null, 
/**
 * Its last day.
 */
end: string | null, };
export type Proposal = { 
/**
 * What it comes to, in a sentence.
 */
finding: string, 
/**
 * The plan it is taken from.
 */
plan: Plan, 
/**
 * A name for the new plan that is free.
 */
name: string, 
/**
 * The currency of the totals.
 */
currency: Currency, 
/**
 * Each category with a figure, in the order of the book.
 */
totals: Array<ProposedTotal>, 
/**
 * All of them.
 */
total: ProposedTotal, 
/**
 * The targets that the new plan gets, if it is to get them.
 */
targets: Array<ProposedTarget>, 
/**
 * How many lines are carried over.
 */
kept: number, 
/**
 * How many stay away.
 */
left_out: number, 
/**
 * How many rows there are.
 */
row_count: number, 
/**
 * The first row of this window.
 */
from: number, 
/**
 * The rows of this window, by category.
 */
rows: Array<ProposedRow>, 
/**
 * The change of the journal that this shows.
 */
change: number, };
export type ProposalRule = "percent" | "category" | "contract" | "role" | "project" | "one_off" | "nothing" | "chosen";
export type ProposalRules = { 
/**
 * By how many percent lines change that no other rule takes.
 */
percent: Amount, 
/**
 * Categories that change by something else.
 */
categories: Array<CategoryPercent>, 
/**
 * Leave out lines that have amounts in one or two months only and did not have any the year before.
 */
drop_one_offs: boolean, 
/**
 * Leave out what lies after the end (or before the start) of a line's project.
 */
follow_projects: boolean, 
/**
 * Take the price of its contract where a line has one of its own.
 */
follow_contracts: boolean, 
/**
 * Go on with what made the months: roles with their raises, quantities at their price, spreads.
 */
follow_bases: boolean, 
/**
 * Give the new plan the targets of the old one, raised like the lines of their category.
 */
carry_targets: boolean, 
/**
 * Lines that the user decided about.
 */
choices: Array<Choice>, };
export type Propose = { 
/**
 * The plan it is taken from.
 */
plan: number, 
/**
 * The new fiscal year.
 */
fiscal_year: number, 
/**
 * How it follows.
 */
rules: ProposalRules, 
/**
 * The first row, from 0.
 */
from: number, 
/**
 * How many; at most 1,000 are answered.
 */
count: number, };
export type ProposedRow = { 
/**
 * The line.
 */
line: number, 
/**
 * What is bought.
 */
label: string, 
/**
 * From whom.
 */
vendor: string, 
/**
 * What kind of cost.
 */
category: string, 
/**
 * The currency of its amounts.
 */
currency: Currency, 
/**
 * Its year in the plan it is taken from.
 */
old: Amount, 
/**
 * The twelve months proposed.
 */
months: Array<Amount>, 
/**
 * Their total.
 */
new: Amount, 
/**
 * By how many percent that is more.
 */
percent: Amount | null, 
/**
 * What decided.
 */
rule: ProposalRule, 
/**
 * Why, in words.
 */
reason: string, 
/**
 * Whether the line stays away.
 */
left_out: boolean, };
export type ProposedTarget = { 
/**
 * The category, if it is that of one.
 */
category: number | null, 
/**
 * The department, if it is that of one.
 */
department: number | null, 
/**
 * The name of either.
 */
label: string, 
/**
 * In the plan it is taken from.
 */
old: Amount, 
/**
 * In the new one.
 */
new: Amount, };
export type ProposedTotal = { 
/**
 * Stable: `group:7`, `total`.
 */
key: string, 
/**
 * The category; none for lines without one and for the total.
 */
category: number | null, 
/**
 * Its name.
 */
label: string, 
/**
 * The year it is taken from, in the book's currency.
 */
old: Amount, 
/**
 * The year proposed.
 */
new: Amount, 
/**
 * Their difference; plus is more cost.
 */
change: Amount, 
/**
 * In percent of the old one.
 */
percent: Amount | null, };
export type Purpose = "run" | "grow" | "transform";
export type Quantity = { 
/**
 * What is counted: seats, devices, GB.
 */
unit: string, 
/**
 * The price of one for a month, in the line's currency.
 */
price: Amount, 
/**
 * How many in each of the plan's months.
 */
quantities: [Amount, Amount, Amount, Amount, Amount, Amount, Amount, Amount, Amount, Amount, Amount, Amount], };
export type QuantityOfLine = { 
/**
 * The plan.
 */
plan: number, 
/**
 * The line.
 */
line: number, 
/**
 * How many, at which price; nothing to keep the amounts without them.
 */
quantity: Quantity | null, };
export type Range = { first_row: number, last_row: number, first_month: number, last_month: number, };
export type Rate = { id: number, plan: number | null, currency: Currency, month: Month | null, rate: Amount, };
export type RateDraft = { 
/**
 * The rate to replace; none for a new one.
 */
id: number | null, plan: number | null, currency: Currency, month: Month | null, rate: Amount, };
export type RateIs = "worth" | "buys";
export type RateUsed = { 
/**
 * One unit of this is worth …
 */
currency: Currency, 
/**
 * … so many of the book's currency; nothing where it is missing.
 */
rate: Amount | null, 
/**
 * The month whose actual rate it is.
 */
month: Month | null, 
/**
 * The plan whose budget rate it is.
 */
plan: string | null, };
export type Recent = { 
/**
 * Its token.
 */
file: string, 
/**
 * Its name without its ending.
 */
name: string, 
/**
 * Its folder, to be shown.
 */
folder: string, 
/**
 * When it was opened last (local time).
 */
opened: string, };
export type Recognition = "cash" | "expense";
export type RecordChange = { 
/**
 * What kind of record, in words: `Budget line`.
 */
kind: string, 
/**
 * Its name.
 */
record: string, 
/**
 * What happened.
 */
operation: Operation, 
/**
 * The fields that differ.
 */
fields: Array<FieldChange>, };
export type Recut = { 
/**
 * The forecast, or a budget to cut the first one from; the newest of the year if not given.
 */
plan: number | null, 
/**
 * How many months are closed; as many as count as actual if not given.
 */
closed: number | null, 
/**
 * The name of the new forecast; “FY2027 Forecast 6+6” if not given.
 */
name: string | null, };
export type RecutLine = { line: number, label: string, 
/**
 * By what its open months come.
 */
method: string, 
/**
 * How many typed months it keeps.
 */
kept: number, 
/**
 * What is to be known of it, such as why its method could not be followed.
 */
note: string | null, before: Amount, after: Amount, 
/**
 * Before − after, positive is favourable.
 */
change: Amount, };
export type RecutProposal = { 
/**
 * What it would be called.
 */
name: string, 
/**
 * How many months are closed.
 */
closed: number, 
/**
 * The plan it is cut from.
 */
from: Plan | null, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * The year by the forecast before.
 */
before: Amount, 
/**
 * The year by the new one.
 */
after: Amount, 
/**
 * Before − after, positive is favourable.
 */
change: Amount, 
/**
 * What would be done, in sentences.
 */
notes: Array<string>, 
/**
 * How many lines it would have.
 */
line_count: number, 
/**
 * How many of them come to something else than before.
 */
changed_count: number, 
/**
 * The lines with a note or a change, the largest change first; at most 500.
 */
lines: Array<RecutLine>, };
export type RemoveLines = { 
/**
 * The plan.
 */
plan: number, 
/**
 * The lines.
 */
lines: Array<number>, };
export type Removed = { 
/**
 * Their number.
 */
removed: number, };
export type RenameDocument = { 
/**
 * The document.
 */
id: number, 
/**
 * What it is called.
 */
title: string, };
export type RenewContract = { 
/**
 * The contract.
 */
id: number, };
export type Renewal = "none" | "automatic" | "act" | "evergreen";
export type RenewalAssumed = "renew" | "renegotiate" | "end";
export type RenewalAssumption = { 
/**
 * What.
 */
kind: RenewalAssumed, 
/**
 * By how many percent the price changes, if it is renegotiated.
 */
percent: Amount | null, 
/**
 * The first day of the renewal it is about; found when it is saved.
 */
from: string | null, };
export type ReorderRule = { 
/**
 * The rule.
 */
id: number, 
/**
 * Its place among the rules of its year, from 1.
 */
place: number, };
export type ReportJob = { 
/**
 * The plan; the default one if not given.
 */
plan: number | null, 
/**
 * The plan it is compared with.
 */
compare: number | null, 
/**
 * The paper.
 */
paper: Paper, 
/**
 * Where it is written.
 */
file: string, };
export type RestatedLine = { 
/**
 * The line.
 */
line: number, 
/**
 * What is bought.
 */
label: string, 
/**
 * What is added to the first version over the year, in the book's currency.
 */
restated: Amount, };
export type Role = { 
/**
 * Its number; none for a new one.
 */
id: number | null, 
/**
 * The plan it stands in.
 */
plan: number, 
/**
 * What the people do: Platform engineer.
 */
title: string, 
/**
 * Where they work.
 */
department: number | null, 
/**
 * The category of its lines.
 */
category: number | null, 
/**
 * Full-time posts, 0 or more; half a post is 0.5.
 */
headcount: Amount, 
/**
 * The loaded cost of one full-time post in a year: pay, social security, benefits.
 */
yearly: Amount, 
/**
 * The currency of that cost.
 */
currency: Currency, 
/**
 * The first month it costs something; from the start of the year if none is given.
 */
first: Month | null, 
/**
 * The last month it costs something; to the end of the year if none is given.
 */
last: Month | null, 
/**
 * The month from which the raise counts.
 */
raise_month: Month | null, 
/**
 * The raise in percent.
 */
raise_percent: Amount | null, 
/**
 * The share of their work that is capitalised, in percent, 0 to 100.
 */
capitalised: Amount, 
/**
 * Notes.
 */
notes: string, 
/**
 * The line of what is expensed; made with the role.
 */
line: number | null, 
/**
 * The line of what is capitalised; made as soon as a share is.
 */
capital_line: number | null, };
export type RoleRow = { 
/**
 * The role.
 */
role: Role, 
/**
 * Its department's name.
 */
department: string, 
/**
 * What it costs in each month of the plan, expensed and capitalised together, in its currency.
 */
months: Array<Amount>, 
/**
 * What is expensed in the year.
 */
expensed: Amount, 
/**
 * What is capitalised in the year.
 */
capitalised: Amount, 
/**
 * Both.
 */
total: Amount, };
export type RoleTotal = { 
/**
 * The currency.
 */
currency: Currency, 
/**
 * Full-time posts.
 */
headcount: Amount, 
/**
 * What is expensed in the year.
 */
expensed: Amount, 
/**
 * What is capitalised in the year.
 */
capitalised: Amount, 
/**
 * Both.
 */
total: Amount, };
export type Roles = { 
/**
 * What they come to, in a sentence.
 */
finding: string, 
/**
 * Each role.
 */
rows: Array<RoleRow>, 
/**
 * Their sums by currency.
 */
totals: Array<RoleTotal>, };
export type RuleCondition = { 
/**
 * The field of the posting: vendor, text, account, `cost_centre`, amount.
 */
field: string, 
/**
 * What the rule asks for; the vendor by its name.
 */
wanted: string, 
/**
 * What the posting has.
 */
found: string, 
/**
 * Whether it is met.
 */
met: boolean, };
export type RuleDraft = { 
/**
 * The rule to replace; none for a new one, which is tried last.
 */
id: number | null, 
/**
 * What it is called.
 */
name: string, 
/**
 * Paid to this vendor.
 */
vendor: number | null, 
/**
 * Each of these words stands in the posting's text, in any order, whatever letters are capital.
 */
text: string, 
/**
 * The ledger account; `48*` is every one that begins with 48.
 */
account: string, 
/**
 * The cost centre, likewise.
 */
cost_centre: string, 
/**
 * At least this amount, in the posting's currency.
 */
amount_from: Amount | null, 
/**
 * At most this amount.
 */
amount_to: Amount | null, 
/**
 * How it came to be.
 */
source: RuleSource, 
/**
 * The line it gives, or several with their shares.
 */
shares: Array<LineShare>, };
export type RuleMatches = { 
/**
 * The rule.
 */
rule: number, 
/**
 * Its name.
 */
name: string, 
/**
 * The lines it gives.
 */
lines: Array<ShareLabel>, 
/**
 * How many postings.
 */
count: number, 
/**
 * What they come to in the book's currency; nothing where a rate is missing.
 */
total: Amount | null, };
export type RuleRow = { 
/**
 * Its number.
 */
id: number, 
/**
 * The rule.
 */
rule: RuleDraft, 
/**
 * The vendor's name.
 */
vendor: string, 
/**
 * The lines it gives, with their descriptions.
 */
lines: Array<ShareLabel>, 
/**
 * How many actuals it has matched.
 */
matched: number, };
export type RuleSource = "typed" | "learned";
export type SampleRow = { 
/**
 * Its number, from 1.
 */
row: number, 
/**
 * Its cells, one for each column.
 */
cells: Array<string>, };
export type SaveDocument = { 
/**
 * The document.
 */
id: number, 
/**
 * Where it is written.
 */
file: string, };
export type Scenario = { 
/**
 * What it changes, in a sentence.
 */
finding: string, 
/**
 * The scenario.
 */
plan: Plan, 
/**
 * The plan that it lies over.
 */
base: Plan, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * Its adjustments, in the order in which they work.
 */
rows: Array<AdjustmentRow>, 
/**
 * The year of the plan.
 */
base_total: Amount, 
/**
 * The year of the scenario.
 */
total: Amount, 
/**
 * What it adds; plus is more cost.
 */
change: Amount, 
/**
 * In percent of the plan; nothing where that is 0.
 */
percent: Amount | null, 
/**
 * What it adds in each month.
 */
months: Array<Amount>, 
/**
 * The roles of the plan, for a change of headcount.
 */
roles: Array<Role>, 
/**
 * The currencies of the plan that have a rate, for a change of one.
 */
currencies: Array<Currency>, 
/**
 * Why figures are missing, in sentences.
 */
problems: Array<string>, };
export type ScoreRow = { id: number, 
/**
 * The vendor's name.
 */
vendor: string, 
/**
 * The vendor's own number in the book.
 */
vendor_id: number, criterion: string, period: string, value: Amount, unit: string, comment: string, rater: string, };
export type SearchText = { 
/**
 * A part of a name.
 */
text: string, };
export type Selection = { 
/**
 * How many cells of lines it has.
 */
count: number, 
/**
 * Their sum; nothing where a rate is missing.
 */
sum: Amount | null, 
/**
 * Their mean.
 */
average: Amount | null, 
/**
 * The currency of both.
 */
currency: Currency, 
/**
 * The lines' cells as tab-separated text; nothing above 200,000 cells.
 */
text: string | null, 
/**
 * Why there is no text.
 */
note: string | null, };
export type SelectionQuery = { 
/**
 * Which rows.
 */
view: View, 
/**
 * Which cells.
 */
range: Range, 
/**
 * The user's decimal sign.
 */
decimal: string, };
export type SetDefault = { 
/**
 * The category; nothing: all that no other default is for.
 */
category: number | null, 
/**
 * The method; nothing forgets the default.
 */
choice: ForecastChoice | null, 
/**
 * The forecast whose lines follow at once; if not given, they do when it is cut anew.
 */
plan: number | null, };
export type SetMethod = { 
/**
 * The forecast.
 */
plan: number, 
/**
 * The lines.
 */
lines: Array<LineChoice>, };
export type SetMonth = { 
/**
 * The forecast.
 */
plan: number, 
/**
 * The months.
 */
cells: Array<MonthText>, 
/**
 * The user's decimal sign.
 */
decimal: string, };
export type Settings = { 
/**
 * Whose budget it is, as it stands on every page.
 */
organisation: string, 
/**
 * The base currency: every total is in it.
 */
currency: Currency, 
/**
 * The month in which the fiscal year starts, 1 to 12.
 */
fiscal_start: number, 
/**
 * How a fiscal year is named.
 */
fiscal_name: FiscalName, 
/**
 * The date figures are shown as of, where it is pinned; else today.
 */
as_of: string | null, 
/**
 * A variance of at least this amount is flagged (base currency, without sign).
 */
threshold_amount: Amount | null, 
/**
 * A variance of at least this percentage of the budget is flagged.
 */
threshold_percent: Amount | null, 
/**
 * Whether both thresholds must be reached; else either one flags.
 */
threshold_both: boolean, };
export type Shape = { "kind": "rect" } & DrawingRect | { "kind": "line" } & DrawingLine | { "kind": "text" } & DrawingText | { "kind": "polygon" } & DrawingPolygon;
export type ShareLabel = { 
/**
 * The line.
 */
line: number, 
/**
 * Its description.
 */
label: string, 
/**
 * Its share in percent, to one decimal.
 */
percent: Amount, };
export type Showback = { 
/**
 * The day it is as of.
 */
as_of: string, 
/**
 * The period.
 */
period: Period, 
/**
 * The fiscal year it lies in.
 */
fiscal_year: number, 
/**
 * The plan; nothing if the year has none.
 */
plan: string | null, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * How many rules ran.
 */
rules: number, 
/**
 * What the figures come to, in a sentence.
 */
finding: string, 
/**
 * Departments in the order of their tree, then what no department bears.
 */
rows: Array<ShowbackRow>, 
/**
 * Their totals: the cost of every line.
 */
totals: ShowbackTotals, 
/**
 * What rules took from lines.
 */
shared: Measures, 
/**
 * What nobody took of a capacity.
 */
idle: Measures, 
/**
 * The totals of the months of the period.
 */
by_month: Array<MonthMeasures>, };
export type ShowbackFigure = "budget" | "actual" | "forecast" | "variance";
export type ShowbackJob = { 
/**
 * The plan; the default one of the period's year if not given.
 */
plan: number | null, 
/**
 * The period; the plan's fiscal year, else that of the as-of date if not given.
 */
period: Period | null, 
/**
 * The department; everybody at a glance and all statements if not given.
 */
department: number | null, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, 
/**
 * The paper.
 */
paper: Paper, 
/**
 * Where it is written.
 */
file: string, };
export type ShowbackQuery = { 
/**
 * The plan; the default one of the period's year if not given.
 */
plan: number | null, 
/**
 * The period; the plan's fiscal year, else that of the as-of date if not given.
 */
period: Period | null, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, };
export type ShowbackRow = { 
/**
 * Stable, such as `department:7`, `none`, `unmatched`, `idle:3`.
 */
key: string, 
/**
 * Its name.
 */
label: string, 
/**
 * The cost centre's code; may be empty.
 */
code: string, 
/**
 * The department; none for what no department bears.
 */
department: number | null, 
/**
 * How deep it stands in the tree of departments.
 */
depth: number, 
/**
 * The cost of its lines.
 */
direct: Measures, 
/**
 * What came to it by rules.
 */
allocated: Measures, 
/**
 * What rules took from it.
 */
passed_on: Measures, 
/**
 * Budget: direct + allocated − passed on.
 */
budget: Amount, 
/**
 * Actual, likewise.
 */
actual: Amount, 
/**
 * Actual of the closed months and what is expected of the open ones, likewise.
 */
forecast: Amount, 
/**
 * Budget − forecast, positive is favourable.
 */
variance: Amount, 
/**
 * In percent of the budget; nothing without one.
 */
percent: Amount | null, 
/**
 * The months of the period.
 */
months: Array<MonthMeasures>, };
export type ShowbackTotals = { budget: Amount, actual: Amount, forecast: Amount, variance: Amount, percent: Amount | null, };
export type SplitActuals = { 
/**
 * The actuals.
 */
actuals: Array<number>, 
/**
 * The lines with their shares, as percentages or as amounts.
 */
shares: Array<LineShare>, };
export type SplitLine = { 
/**
 * The plan.
 */
plan: number, 
/**
 * The line, which keeps what the parts leave.
 */
line: number, 
/**
 * The new lines.
 */
parts: Array<SplitPart>, };
export type SplitPart = { 
/**
 * What the new line buys.
 */
description: string, 
/**
 * Who bears it; as the line itself if not given.
 */
department: number | null, 
/**
 * Its share of every month, in percent.
 */
share: Amount, };
export type Spread = { 
/**
 * The whole amount, in the line's currency.
 */
amount: Amount, 
/**
 * The first day, which counts.
 */
from: string, 
/**
 * The last day, which counts.
 */
to: string, 
/**
 * How it is shared out.
 */
method: SpreadMethod, 
/**
 * For the profile: twelve weights by calendar month, January first.
 */
weights: Array<Amount>, };
export type SpreadLine = { 
/**
 * The plan.
 */
plan: number, 
/**
 * The line.
 */
line: number, 
/**
 * What is spread, and how.
 */
spread: Spread, };
export type SpreadMethod = "even" | "days" | "prorate" | "duration" | "profile";
export type StateSum = { 
/**
 * Their number.
 */
count: number, 
/**
 * In the book's currency; nothing where a rate is missing.
 */
total: Amount | null, };
export type Statement = { 
/**
 * The day it is as of.
 */
as_of: string, 
/**
 * The period.
 */
period: Period, 
/**
 * The plan; nothing if the year has none.
 */
plan: string | null, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * The department.
 */
department: number, 
/**
 * Its name.
 */
label: string, 
/**
 * The cost centre's code; may be empty.
 */
code: string, 
/**
 * What the figures come to, in a sentence.
 */
finding: string, 
/**
 * How many months of the period are closed.
 */
closed: number, 
/**
 * Its lines, the largest first, then what was allocated to it and what it passed on, by the order of the rules.
 */
rows: Array<StatementRow>, 
/**
 * The cost of its lines.
 */
direct: StatementSum, 
/**
 * What came to it by rules.
 */
allocated: StatementSum, 
/**
 * What rules took from it, below 0.
 */
passed_on: StatementSum, 
/**
 * What it bears: the sum of the rows.
 */
totals: ShowbackTotals, 
/**
 * The same by month.
 */
by_month: Array<MonthMeasures>, };
export type StatementKind = "direct" | "allocated" | "passed_on";
export type StatementQuery = { 
/**
 * The department.
 */
department: number, 
/**
 * The plan; the default one of the period's year if not given.
 */
plan: number | null, 
/**
 * The period; the plan's fiscal year, else that of the as-of date if not given.
 */
period: Period | null, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, };
export type StatementRow = { 
/**
 * Stable, such as `line:12`, `lines`, `allocated:3`, `passed_on:3`.
 */
key: string, 
/**
 * What it is.
 */
kind: StatementKind, 
/**
 * The line or the rule.
 */
label: string, 
/**
 * The vendor of the line, or what the rule takes.
 */
note: string, 
/**
 * Budget of the period.
 */
budget: Amount, 
/**
 * Actual of the period.
 */
actual: Amount, 
/**
 * Actual of the closed months and what is expected of the open ones.
 */
forecast: Amount, 
/**
 * Budget − forecast, positive is favourable.
 */
variance: Amount, 
/**
 * In percent of the budget; nothing without one.
 */
percent: Amount | null, 
/**
 * The months of the period.
 */
months: Array<MonthMeasures>, };
export type StatementSum = { budget: Amount, actual: Amount, forecast: Amount, variance: Amount, months: Array<MonthMeasures>, };
export type Target = { 
/**
 * Its number.
 */
id: number, 
/**
 * The plan it is set for.
 */
plan: number, 
/**
 * The category, with those in it.
 */
category: number | null, 
/**
 * The department, with those in it.
 */
department: number | null, 
/**
 * What the year is to cost at most, in the book's currency.
 */
amount: Amount, };
export type TargetBy = "category" | "department";
export type TargetDraft = { plan: number, category: number | null, department: number | null, amount: Amount, };
export type TargetQuery = { 
/**
 * The plan.
 */
plan: number, 
/**
 * Of categories or of departments.
 */
by: TargetBy, 
/**
 * Whether only those with a target are of interest: the plan is not added up where none is set.
 */
set_only: boolean, };
export type TargetRow = { 
/**
 * As the grid calls its group: `group:7`.
 */
key: string, 
/**
 * The category or department.
 */
of: number, 
/**
 * Its name, with those it is in.
 */
label: string, 
/**
 * What its lines add up to, those of what is in it among them.
 */
planned: Amount, 
/**
 * The number of its target.
 */
id: number | null, 
/**
 * What it is to keep within.
 */
target: Amount | null, 
/**
 * Target − planned; negative where it is over.
 */
gap: Amount | null, };
export type Targets = { 
/**
 * How the plan stands, in a sentence.
 */
finding: string, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * Every category or department.
 */
rows: Array<TargetRow>, 
/**
 * How many have a target.
 */
count: number, 
/**
 * What is planned where there is a target.
 */
planned: Amount, 
/**
 * The targets together; one within another counts once.
 */
target: Amount, 
/**
 * What is left of them; negative where the plan is over.
 */
gap: Amount, };
export type Tone = "neutral" | "good" | "bad" | "warn";
export type Topic = "book" | "settings" | "rate" | "category" | "department" | "vendor" | "project" | "plan" | "budget" | "actual" | "contract" | "document" | "order" | "licence" | "score" | "bill" | "alias" | "role" | "depreciation" | "forecast" | "comment" | "allocation" | "rule" | "closing" | "import" | "journal";
export type UndoChange = { 
/**
 * The change; the last one in effect if none is named.
 */
change: number | null, };
export type Undone = { 
/**
 * The number of the change that was taken back or done again.
 */
change: number, 
/**
 * What it had done.
 */
summary: string, };
export type Unexplained = { 
/**
 * Each line, the one furthest from the budget first.
 */
rows: Array<VarianceRow>, 
/**
 * What they are off by together.
 */
variance: Amount, };
export type Uplift = { 
/**
 * By what.
 */
method: UpliftMethod, 
/**
 * When; listed prices have their days.
 */
at: UpliftAt, 
/**
 * The percentage.
 */
percent: Amount | null, 
/**
 * The amount.
 */
amount: Amount | null, 
/**
 * The listed prices.
 */
steps: Array<ContractPrice>, 
/**
 * What an index is compared with.
 */
on: IndexOn, 
/**
 * The index at the start, then that of each uplift.
 */
indices: Array<Amount>, 
/**
 * A percentage beside the index.
 */
plus: Amount | null, 
/**
 * How it is added.
 */
plus_as: IndexPlusAs, 
/**
 * The most that one uplift raises, in percent.
 */
cap: Amount | null, 
/**
 * The least.
 */
floor: Amount | null, };
export type UpliftAt = "anniversary" | "renewal";
export type UpliftMethod = "percent" | "amount" | "steps" | "index";
export type Variance = { 
/**
 * The day it is as of.
 */
as_of: string, 
/**
 * The period.
 */
period: Period, 
/**
 * The plan; nothing if the year has none.
 */
plan: string | null, 
/**
 * What the figures are held against.
 */
baseline: Baseline, 
/**
 * The last month that counts as actual; nothing before the first posting.
 */
month: Month | null, 
/**
 * Whether months of the period are still open.
 */
open: boolean, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * Each group with a figure.
 */
rows: Array<VarianceRow>, 
/**
 * The rows under the categories or departments above them; empty where none stands above another.
 */
tree: Array<VarianceNode>, 
/**
 * Their totals.
 */
totals: VarianceTotals, 
/**
 * Their totals with those of the closed months, as a row.
 */
total: VarianceRow, 
/**
 * Why forecast and budget differ.
 */
bridge: Bridge, 
/**
 * The bridge as a drawing, titled with the finding.
 */
chart: Drawing, 
/**
 * When a row is flagged, in a sentence; empty without thresholds.
 */
thresholds: string, 
/**
 * How many lines reach the thresholds and have no comment in the period.
 */
unexplained: number, };
export type VarianceAgainst = "budget" | "original" | { "forecast": number } | "last_year" | "last_year_budget";
export type VarianceBy = "category" | "department" | "vendor" | "project" | "line" | "expense" | "purpose";
export type VarianceItem = { 
/**
 * The item's name as it is shown.
 */
label: string, 
/**
 * By how much it raises cost.
 */
amount: Amount, 
/**
 * The currency of every figure.
 */
currency: Currency, 
/**
 * Its lines, the largest part first.
 */
rows: Array<VarianceItemRow>, };
export type VarianceItemQuery = { 
/**
 * The item's name.
 */
item: string, 
/**
 * The plan; the default one of the period's year if not given.
 */
plan: number | null, 
/**
 * The period; the fiscal year of the as-of date if not given.
 */
period: Period | null, 
/**
 * By what it is summed.
 */
by: VarianceBy, 
/**
 * What it is held against; the plan if not given.
 */
against: VarianceAgainst, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, 
/**
 * At most so many rows, those with the largest variance; the others are summed up in one more. All if not given.
 */
most?: number, };
export type VarianceItemRow = { 
/**
 * Its part: plus raises cost.
 */
amount: Amount, 
/**
 * The line.
 */
row: VarianceRow, };
export type VarianceLines = { 
/**
 * Each line with a figure, the one furthest from the budget first.
 */
rows: Array<VarianceRow>, };
export type VarianceLinesQuery = { 
/**
 * The key of one of its rows.
 */
key: string, 
/**
 * The plan; the default one of the period's year if not given.
 */
plan: number | null, 
/**
 * The period; the fiscal year of the as-of date if not given.
 */
period: Period | null, 
/**
 * By what it is summed.
 */
by: VarianceBy, 
/**
 * What it is held against; the plan if not given.
 */
against: VarianceAgainst, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, 
/**
 * At most so many rows, those with the largest variance; the others are summed up in one more. All if not given.
 */
most?: number, };
export type VarianceNode = { 
/**
 * The key of a row, or that of a branch, such as `branch:7`.
 */
key: string, 
/**
 * Its own name, without those above it.
 */
name: string, 
/**
 * The key of the branch it stands in; none at the top.
 */
parent: string | null, 
/**
 * Of a branch: the sum of what stands in it.
 */
sum: VarianceRow | null, };
export type VarianceQuery = { 
/**
 * The plan; the default one of the period's year if not given.
 */
plan: number | null, 
/**
 * The period; the fiscal year of the as-of date if not given.
 */
period: Period | null, 
/**
 * By what it is summed.
 */
by: VarianceBy, 
/**
 * What it is held against; the plan if not given.
 */
against: VarianceAgainst, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation.
 */
recognition: Recognition, 
/**
 * At most so many rows, those with the largest variance; the others are summed up in one more. All if not given.
 */
most?: number, };
export type VarianceRow = { 
/**
 * Stable, such as `group:7`, `line:12`, `unmatched`.
 */
key: string, 
/**
 * The group's name.
 */
label: string, 
/**
 * Of a line: from whom it is bought.
 */
vendor: string, 
/**
 * How many lines with a figure are in it.
 */
lines: number, 
/**
 * Budget of the closed months.
 */
budget_to_date: Amount, 
/**
 * Actual of the closed months.
 */
actual_to_date: Amount, 
/**
 * Their difference, positive is favourable.
 */
variance_to_date: Amount, 
/**
 * In percent of the budget; nothing without one.
 */
percent_to_date: Amount | null, 
/**
 * Budget of the period.
 */
budget: Amount, 
/**
 * Actual of the period.
 */
actual: Amount, 
/**
 * Actual of the closed months and what is expected of the open ones.
 */
forecast: Amount, 
/**
 * Budget − forecast, positive is favourable.
 */
variance: Amount, 
/**
 * In percent of the budget; nothing without one.
 */
percent: Amount | null, 
/**
 * Whether the variance reaches the book's thresholds.
 */
flagged: boolean, 
/**
 * How long the bar of its variance is: −1000 to 1000, of the longest.
 */
bar: number, 
/**
 * What a comment on it is on; nothing where none can be made.
 */
subject: CommentSubject | null, 
/**
 * What is said of it in the period.
 */
comment: Comment | null, 
/**
 * What was said in the period before, where nothing is yet.
 */
proposal: Comment | null, };
export type VarianceTotals = { budget: Amount, actual: Amount, forecast: Amount, variance: Amount, percent: Amount | null, };
export type Vendor = { 
/**
 * Its number.
 */
id: number, 
/**
 * Its legal name.
 */
name: string, 
/**
 * What it mostly supplies.
 */
category: number | null, 
/**
 * Its tier, such as strategic or tactical; free text.
 */
tier: string, 
/**
 * How much depends on it; free text.
 */
criticality: string, 
/**
 * Who looks after it.
 */
owner: string, 
/**
 * Such as active or being replaced; free text.
 */
status: string, 
/**
 * Its number in the ledger or ERP.
 */
number: string, 
/**
 * Whom to ask there; free text.
 */
contacts: string, 
/**
 * Notes.
 */
notes: string, };
export type VendorDraft = { 
/**
 * The vendor to replace; none for a new one.
 */
id: number | null, name: string, category: number | null, tier: string, criticality: string, owner: string, status: string, number: string, contacts: string, notes: string, };
export type View = { 
/**
 * The plan.
 */
plan: number, 
/**
 * The plan it is compared with.
 */
compare: number | null, 
/**
 * By what lines are grouped.
 */
group: GroupBy, 
/**
 * A text in the description, the vendor or the group; empty for all.
 */
filter: string, 
/**
 * The keys of folded groups.
 */
collapsed: Array<string>, 
/**
 * Whether what is bought counts when it is bought, or by its depreciation; the latter is only read.
 */
recognition: Recognition, };
export type WhichChange = { 
/**
 * Its number.
 */
change: number, };
export type WhyLine = { 
/**
 * The actual.
 */
row: ActualRow, 
/**
 * How it came to its line.
 */
reason: MatchReason, 
/**
 * The same in a sentence.
 */
sentence: string, 
/**
 * The rule that matched it; none if it was taken out since.
 */
rule: number | null, 
/**
 * Each condition of that rule beside what the actual has, as both are now.
 */
conditions: Array<RuleCondition>, 
/**
 * What belongs to which line.
 */
parts: Array<ActualPart>, };
export type Written = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * What is in it, in a sentence.
 */
note: string, };
export type YearFigure = "budget" | "actual" | "forecast" | "variance";

export interface Commands {
  /** The open book: its settings, plans, what can be undone; nothing if no book is open. */
  "book.state": { argument: null; answer: BookState | null };
  /** Creates a book, or a sample to explore, and opens it. */
  "book.create": { argument: NewBook; answer: BookState };
  /** Opens a book. */
  "book.open": { argument: ChosenFile; answer: BookState };
  /** Closes the open book. */
  "book.close": { argument: null; answer: null };
  /** The books opened last. */
  "book.recent": { argument: null; answer: Array<Recent> };
  /** Whether the file and its figures are whole. */
  "book.check": { argument: null; answer: BookCheck };
  /** Replaces the book's settings. */
  "settings.save": { argument: Settings; answer: Settings };
  /** Every currency of the standard. */
  "settings.currencies": { argument: null; answer: Array<CurrencyInfo> };
  /** Every exchange rate. */
  "rate.list": { argument: null; answer: Array<Rate> };
  /** Adds or replaces an exchange rate. */
  "rate.save": { argument: RateDraft; answer: Rate };
  /** Removes an exchange rate. */
  "rate.remove": { argument: Key; answer: null };
  /** Every category with how many budget lines it has. */
  "category.list": { argument: null; answer: Array<CategoryRow> };
  /** Adds or replaces a category. */
  "category.save": { argument: CategoryDraft; answer: Category };
  /** Removes a category that nothing uses. */
  "category.remove": { argument: Key; answer: null };
  /** Every department with how many budget lines it has. */
  "department.list": { argument: null; answer: Array<DepartmentRow> };
  /** Adds or replaces a department. */
  "department.save": { argument: DepartmentDraft; answer: Department };
  /** Removes a department that nothing uses. */
  "department.remove": { argument: Key; answer: null };
  /** Every vendor. */
  "vendor.list": { argument: null; answer: Array<Vendor> };
  /** Adds or replaces a vendor. */
  "vendor.save": { argument: VendorDraft; answer: Vendor };
  /** Removes a vendor that nothing uses. */
  "vendor.remove": { argument: Key; answer: null };
  /** Every project. */
  "project.list": { argument: null; answer: Array<Project> };
  /** Adds or replaces a project. */
  "project.save": { argument: ProjectDraft; answer: Project };
  /** Removes a project that nothing uses. */
  "project.remove": { argument: Key; answer: null };
  /** Every plan, the newest first. */
  "plan.list": { argument: null; answer: Array<Plan> };
  /** Adds a plan, if asked for with the lines and amounts of another, or renames one. */
  "plan.save": { argument: PlanDraft; answer: Plan };
  /** Moves a plan on: submitted, back to draft, approved and frozen. */
  "plan.set_state": { argument: PlanStep; answer: Plan };
  /** Adds a draft that corrects an approved plan: its next version, with all that the plan holds. */
  "plan.new_version": { argument: NewVersion; answer: Plan };
  /** Two plans side by side, by group. */
  "plan.compare": { argument: Compare; answer: Compared };
  /** What a new fiscal year would come to, line by line, from a plan and rules; nothing is written. */
  "plan.propose": { argument: Propose; answer: Proposal };
  /** Adds a budget for a new fiscal year: exactly what was proposed. */
  "plan.create_from": { argument: CreateFrom; answer: Plan };
  /** A plan and the versions that it corrects, with what it restates. */
  "plan.versions": { argument: Key; answer: PlanVersions };
  /** Removes a plan that is not approved. */
  "plan.remove": { argument: Key; answer: null };
  /** A scenario that lies over a plan: its adjustments, each with its effect, and what it comes to. */
  "scenario.get": { argument: Key; answer: Scenario };
  /** Adds a scenario that lies over a plan. */
  "scenario.create": { argument: NewScenario; answer: Plan };
  /** Adds an adjustment behind the others, or replaces one. */
  "scenario.save": { argument: Adjustment; answer: Scenario };
  /** Removes an adjustment. */
  "scenario.remove": { argument: Key; answer: Scenario };
  /** Moves an adjustment to another place in the order. */
  "scenario.place": { argument: PlaceAdjustment; answer: Scenario };
  /** Writes a scenario into the plan that it lies over, or into its next version; the scenario is gone then. */
  "scenario.adopt": { argument: Key; answer: Plan };
  /** Every category or department of a plan beside its target, and all targets together. */
  "target.list": { argument: TargetQuery; answer: Targets };
  /** Sets the target of a category or a department in a plan. */
  "target.save": { argument: TargetDraft; answer: Target };
  /** Removes a target. */
  "target.remove": { argument: Key; answer: null };
  /** A window of a plan's rows, grouped, with subtotals and the total. */
  "budget.grid": { argument: GridQuery; answer: Grid };
  /** What a block of cells sums up to, and its text for copying. */
  "budget.selection": { argument: SelectionQuery; answer: Selection };
  /** Sets cells to what was typed. */
  "budget.edit": { argument: Edit; answer: Edited };
  /** Sets a block of cells to a text copied from a spreadsheet. */
  "budget.paste": { argument: Paste; answer: Edited };
  /** Fills a block from its first column or row. */
  "budget.fill": { argument: Fill; answer: Edited };
  /** Sets a block of cells to nothing. */
  "budget.clear": { argument: Clear; answer: Edited };
  /** One budget line. */
  "budget.line": { argument: Key; answer: Line };
  /** Budget lines by name, for pickers. */
  "budget.lines": { argument: FindLines; answer: Array<LineName> };
  /** Adds a line to a plan, or replaces one. */
  "budget.save_line": { argument: LineDraft; answer: Line };
  /** Takes lines out of a plan. */
  "budget.remove_lines": { argument: RemoveLines; answer: Removed };
  /** One line of a plan in full: months, how they came about, other plans, actuals, history. */
  "budget.detail": { argument: LineOfPlan; answer: LineDetail };
  /** Spreads an amount over a line's months by the days they cover. */
  "budget.spread": { argument: SpreadLine; answer: LineDetail };
  /** Plans a line by quantity and unit price, or no longer so. */
  "budget.set_quantity": { argument: QuantityOfLine; answer: LineDetail };
  /** Splits a line: new lines take shares of its amounts in a plan. */
  "budget.split_line": { argument: SplitLine; answer: LineDetail };
  /** Merges lines of a plan into one; what is known of them follows. */
  "budget.merge_lines": { argument: MergeLines; answer: LineDetail };
  /** The roles of a plan with what they cost. */
  "role.list": { argument: Key; answer: Roles };
  /** Adds a role to a plan, or replaces one, with the lines it gives. */
  "role.save": { argument: Role; answer: Role };
  /** Removes a role with its lines. */
  "role.remove": { argument: Key; answer: null };
  /** How each line that is written off is. */
  "depreciation.list": { argument: null; answer: Array<DepreciationTerms> };
  /** Says how what is bought on a CapEx line is written off. */
  "depreciation.save": { argument: DepreciationTerms; answer: DepreciationTerms };
  /** A line is no longer written off. */
  "depreciation.remove": { argument: Key; answer: null };
  /** A window of the actuals, the newest first, with their sums. */
  "actual.list": { argument: ActualQuery; answer: Actuals };
  /** Matches actuals to a budget line, or to none. */
  "actual.match_line": { argument: MatchActuals; answer: Matched };
  /** Budget lines that an actual probably belongs to, the likeliest first. */
  "actual.suggest": { argument: Key; answer: Array<LineName> };
  /** Matches all actuals that a filter shows to a budget line, or moves them from one line to another. */
  "actual.match_all": { argument: MatchAll; answer: Matched };
  /** Splits actuals over several budget lines by shares. */
  "actual.split": { argument: SplitActuals; answer: Matched };
  /** Why an actual belongs to its line: by hand, with its import, or by a rule with each of its conditions. */
  "actual.why": { argument: Key; answer: WhyLine };
  /** Adds or replaces an actual. */
  "actual.save": { argument: ActualDraft; answer: ActualRow };
  /** Removes actuals. */
  "actual.remove": { argument: ActualKeys; answer: Removed };
  /** Every rule by which postings find their line, in the order in which they are tried. */
  "rule.list": { argument: null; answer: Array<RuleRow> };
  /** Adds a rule behind the others, or replaces one. */
  "rule.save": { argument: RuleDraft; answer: RuleDraft };
  /** Takes a rule out; what it matched stays matched. */
  "rule.remove": { argument: Key; answer: null };
  /** Moves a rule to another place in the order. */
  "rule.place": { argument: PlaceRule; answer: null };
  /** Proposes a rule from what was matched, with how well it would have done so far. */
  "rule.learn": { argument: LearnRule; answer: LearnedRule };
  /** What the rules would match of what is unmatched; nothing is written. */
  "rule.preview": { argument: ApplyRules; answer: AppliedRules };
  /** Matches what is unmatched by the rules; months that are closed stay as they are. */
  "rule.apply": { argument: ApplyRules; answer: AppliedRules };
  /** The months of a fiscal year, closed or open. */
  "closing.list": { argument: ClosingQuery; answer: Array<ClosingMonth> };
  /** What is to be known before a month is closed: what is unmatched, missing, or was not posted in time. */
  "closing.check": { argument: ClosingKey; answer: Checklist };
  /** Closes a month, with accruals that the next one takes back. */
  "closing.close": { argument: CloseMonth; answer: Checklist };
  /** Opens a closed month again. */
  "closing.reopen": { argument: ClosingKey; answer: null };
  /** What is accrued by category and by line. */
  "closing.rules": { argument: null; answer: Array<AccrualRule> };
  /** Says what is accrued of a category or a line when a month is closed. */
  "closing.set_rule": { argument: AccrualRule; answer: null };
  /** Every posting that pays for a service in advance, with what is not yet recognised. */
  "prepaid.list": { argument: null; answer: PrepaidList };
  /** The service that a posting pays for in advance; nothing where it pays for none. */
  "prepaid.of": { argument: Key; answer: PrepaidRow | null };
  /** Spreads a posting over the days of the service it pays for. */
  "prepaid.save": { argument: Prepaid; answer: PrepaidRow };
  /** Lets a posting count in its own month again. */
  "prepaid.remove": { argument: Key; answer: null };
  /** Every contract as it stands on a day, the next to cancel first. */
  "contract.list": { argument: ContractQuery; answer: Contracts };
  /** One contract in full: where it stands and why, terms, prices, schedule, the lines that pay for it. */
  "contract.get": { argument: ContractQuestion; answer: ContractDetail };
  /** Adds or replaces a contract; the lines that follow it do in draft plans. */
  "contract.save": { argument: ContractDraft; answer: ContractChanged };
  /** Removes a contract that nothing uses. */
  "contract.remove": { argument: Key; answer: null };
  /** Amends a contract from a day on; the lines that follow it do in draft plans. */
  "contract.amend": { argument: ContractAmendment; answer: ContractChanged };
  /** Removes an amendment of a contract. */
  "contract.remove_amendment": { argument: Key; answer: ContractChanged };
  /** Gives notice of a contract. */
  "contract.give_notice": { argument: GiveNotice; answer: ContractChanged };
  /** Withdraws the notice of a contract. */
  "contract.withdraw": { argument: Key; answer: ContractChanged };
  /** Renews a contract that renews by act for one more term. */
  "contract.renew": { argument: RenewContract; answer: ContractChanged };
  /** Makes budget lines of a contract in a draft plan, each with its share. */
  "contract.make_lines": { argument: MakeLines; answer: ContractDetail };
  /** Lets a budget line follow a contract. */
  "contract.follow": { argument: FollowContract; answer: ContractDetail };
  /** Detaches a budget line from its contract; its amounts stay. */
  "contract.detach": { argument: Key; answer: Line };
  /** Every line of an order with what is committed, the newest first. */
  "order.list": { argument: null; answer: Orders };
  /** Every licence with what nobody needs. */
  "licence.list": { argument: null; answer: Licences };
  /** Every score of a vendor, the newest period first. */
  "score.list": { argument: null; answer: Array<ScoreRow> };
  /** Every post of the cloud bills, the newest month first. */
  "bill.list": { argument: null; answer: Bills };
  /** Every spelling that stands for another name. */
  "alias.list": { argument: null; answer: Array<AliasRow> };
  /** Forgets that a spelling stands for another name. */
  "alias.remove": { argument: Key; answer: null };
  /** What a file holds: sheets, header, columns with guessed fields and why. */
  "import.inspect": { argument: ImportInspect; answer: Inspected };
  /** What an import would do; nothing is written. */
  "import.preview": { argument: ImportJob; answer: Imported };
  /** A window of the rows of a file as they would be stored. */
  "import.rows": { argument: ImportRowsQuery; answer: ImportRows };
  /** Imports a file, as one change. */
  "import.run": { argument: ImportJob; answer: Imported };
  /** Every import, the newest first. */
  "import.batches": { argument: null; answer: Array<ImportBatch> };
  /** The history: who changed what, the newest first. */
  "journal.list": { argument: JournalQuery; answer: History };
  /** One change with the records before and after. */
  "journal.entry": { argument: WhichChange; answer: EntryDetail };
  /** Takes back the last change, or one of the history. */
  "journal.undo": { argument: UndoChange; answer: Undone };
  /** Does again what was taken back last. */
  "journal.redo": { argument: null; answer: Undone };
  /** Where the year stands. */
  "overview.get": { argument: OverviewQuery; answer: Overview };
  /** Why spend differs from the plan. */
  "variance.get": { argument: VarianceQuery; answer: Variance };
  /** The lines of a row of the variance, which sum to it. */
  "variance.lines": { argument: VarianceLinesQuery; answer: VarianceLines };
  /** The lines of an item of the bridge, whose parts sum to it. */
  "variance.item": { argument: VarianceItemQuery; answer: VarianceItem };
  /** The lines over the thresholds that nobody has commented on in the period. */
  "variance.unexplained": { argument: VarianceQuery; answer: Unexplained };
  /** What actuals and commitments leave of each budget. */
  "control.get": { argument: ControlQuery; answer: Control };
  /** The documents of a budget line, with those of lines merged into it, or of a contract. */
  "document.list": { argument: DocumentOwner; answer: Array<Document> };
  /** Keeps a file of at most 25 MB with a budget line or a contract. */
  "document.add": { argument: AddDocument; answer: Document };
  /** Keeps an address with a budget line or a contract. */
  "document.link": { argument: LinkDocument; answer: Document };
  /** Gives a document another title; a file keeps its ending. */
  "document.rename": { argument: RenameDocument; answer: Document };
  /** Removes a document. */
  "document.remove": { argument: Key; answer: null };
  /** Writes a copy of a document. */
  "document.save": { argument: SaveDocument; answer: Written };
  /** Puts a copy of a document where the system can open it; only of kinds that run nothing. */
  "document.open": { argument: Key; answer: LentDocument };
  /** Comments on lines and groups. */
  "comment.list": { argument: CommentQuery; answer: Array<Comment> };
  /** Comments on a line or a group in a period, in the place of what was said there. */
  "comment.save": { argument: CommentDraft; answer: Comment };
  /** Removes a comment. */
  "comment.remove": { argument: Key; answer: null };
  /** Where the year ends, by group and line, beside the budget and the forecast before. */
  "forecast.get": { argument: ForecastQuery; answer: Forecast };
  /** One line of a forecast: how it came about, and what each method would make of it. */
  "forecast.line": { argument: ForecastLineQuery; answer: ForecastLine };
  /** How good forecasts have been, by method, and which lines another one would suit better. */
  "forecast.accuracy": { argument: AccuracyQuery; answer: ForecastAccuracy };
  /** A forecast as it would be cut anew; nothing is written. */
  "forecast.propose": { argument: Recut; answer: RecutProposal };
  /** Cuts a forecast anew, as a new plan: closed months are what was posted, open ones come by each line's method. */
  "forecast.recut": { argument: Recut; answer: Plan };
  /** Forecasts lines by another method, or by the default of their category. */
  "forecast.set_method": { argument: SetMethod; answer: ForecastChanged };
  /** Sets months of a forecast to what was typed, or back to the method. */
  "forecast.set_month": { argument: SetMonth; answer: ForecastChanged };
  /** The method of each category where none is chosen for a line. */
  "forecast.defaults": { argument: null; answer: Array<DefaultChoice> };
  /** Says by what the lines of a category are forecast where nothing is chosen for them. */
  "forecast.set_default": { argument: SetDefault; answer: ForecastChanged };
  /** Where a figure comes from: formula, parts, rates, rounding. */
  "explain.figure": { argument: ExplainAsked; answer: Explanation };
  /** How the months of a line came about, each in a few words. */
  "explain.how": { argument: HowOf; answer: How };
  /** Writes where a figure comes from as PDF. */
  "explain.print": { argument: ExplainJob; answer: Written };
  /** Every rule of allocation, in the order in which they run. */
  "allocation.list": { argument: AllocationQuery; answer: Array<AllocationRow> };
  /** Adds or replaces a rule of allocation. */
  "allocation.save": { argument: AllocationDraft; answer: AllocationRow };
  /** Removes a rule of allocation. */
  "allocation.remove": { argument: Key; answer: null };
  /** Lets a rule of allocation run earlier or later. */
  "allocation.reorder": { argument: ReorderRule; answer: Array<AllocationRow> };
  /** What a rule of allocation would do with the year; nothing is written. */
  "allocation.preview": { argument: PreviewRule; answer: PreviewedRule };
  /** Who bears what, after the rules of allocation. */
  "showback.get": { argument: ShowbackQuery; answer: Showback };
  /** What a department bears, and why: its lines, what rules gave to it and took from it. */
  "showback.statement": { argument: StatementQuery; answer: Statement };
  /** Writes the budget book as PDF. */
  "report.budget": { argument: ReportJob; answer: Written };
  /** Writes who bears what, and the statement of each department or of one, as PDF. */
  "report.showback": { argument: ShowbackJob; answer: Written };
  /** Writes a plan as a workbook or text that can be imported again. */
  "export.budget": { argument: ExportBudget; answer: Written };
  /** Writes actuals as a workbook or text that can be imported again. */
  "export.actuals": { argument: ExportActuals; answer: Written };
  /** Writes a forecast, line by line, as a workbook or text. */
  "export.forecast": { argument: ExportForecast; answer: Written };
  /** Writes a variance with its comments as a workbook or text. */
  "export.variance": { argument: ExportVariance; answer: Written };
  /** Writes the history as a workbook or text. */
  "export.history": { argument: ExportHistory; answer: Written };
  /** Writes a budget as a workbook that its department fills in without Outlay. */
  "export.fill_in": { argument: ExportFillIn; answer: Written };
  /** Writes a workbook in which somebody rates vendors without Outlay. */
  "export.rating": { argument: ExportRating; answer: Written };
  /** Finds records by a text. */
  "search.find": { argument: SearchText; answer: Array<Hit> };
}

export type CommandName = keyof Commands;

export const COMMANDS: Record<CommandName, { reads: Topic[] } | { changes: Topic[] }> = {
  "book.state": { changes: [] },
  "book.create": { changes: ["book", "settings", "rate", "category", "department", "vendor", "project", "plan", "budget", "actual", "contract", "document", "order", "licence", "score", "bill", "alias", "role", "depreciation", "forecast", "comment", "allocation", "rule", "closing", "import", "journal"] },
  "book.open": { changes: ["book", "settings", "rate", "category", "department", "vendor", "project", "plan", "budget", "actual", "contract", "document", "order", "licence", "score", "bill", "alias", "role", "depreciation", "forecast", "comment", "allocation", "rule", "closing", "import", "journal"] },
  "book.close": { changes: ["book", "settings", "rate", "category", "department", "vendor", "project", "plan", "budget", "actual", "contract", "document", "order", "licence", "score", "bill", "alias", "role", "depreciation", "forecast", "comment", "allocation", "rule", "closing", "import", "journal"] },
  "book.recent": { changes: [] },
  "book.check": { reads: ["book"] },
  "settings.save": { changes: ["settings"] },
  "settings.currencies": { changes: [] },
  "rate.list": { reads: ["rate"] },
  "rate.save": { changes: ["rate"] },
  "rate.remove": { changes: ["rate"] },
  "category.list": { reads: ["category", "budget"] },
  "category.save": { changes: ["category"] },
  "category.remove": { changes: ["category", "alias", "forecast", "comment"] },
  "department.list": { reads: ["department", "budget"] },
  "department.save": { changes: ["department"] },
  "department.remove": { changes: ["department", "alias", "comment"] },
  "vendor.list": { reads: ["vendor"] },
  "vendor.save": { changes: ["vendor"] },
  "vendor.remove": { changes: ["vendor", "alias", "comment"] },
  "project.list": { reads: ["project"] },
  "project.save": { changes: ["project"] },
  "project.remove": { changes: ["project", "alias", "comment"] },
  "plan.list": { reads: ["plan"] },
  "plan.save": { changes: ["plan", "budget", "rate", "forecast"] },
  "plan.set_state": { changes: ["plan"] },
  "plan.new_version": { changes: ["plan", "budget", "rate", "role"] },
  "plan.compare": { reads: ["plan", "budget", "rate", "settings", "category", "department", "vendor", "project"] },
  "plan.propose": { reads: ["plan", "budget", "rate", "role", "settings", "category", "department", "vendor", "project", "contract", "actual"] },
  "plan.create_from": { changes: ["plan", "budget", "rate"] },
  "plan.versions": { reads: ["plan", "budget", "rate", "settings"] },
  "plan.remove": { changes: ["plan", "budget", "rate", "import", "forecast", "comment", "allocation"] },
  "scenario.get": { reads: ["plan", "budget", "rate", "settings", "category", "department", "vendor", "project", "role"] },
  "scenario.create": { changes: ["plan"] },
  "scenario.save": { changes: ["plan", "budget", "rate"] },
  "scenario.remove": { changes: ["plan", "budget", "rate"] },
  "scenario.place": { changes: ["plan", "budget", "rate"] },
  "scenario.adopt": { changes: ["plan", "budget", "rate", "import", "forecast", "comment", "allocation"] },
  "target.list": { reads: ["plan", "budget", "category", "department", "rate", "settings"] },
  "target.save": { changes: ["plan"] },
  "target.remove": { changes: ["plan"] },
  "budget.grid": { reads: ["budget", "plan", "category", "department", "vendor", "project", "rate", "settings", "depreciation"] },
  "budget.selection": { reads: ["budget", "plan", "category", "department", "vendor", "project", "rate", "settings"] },
  "budget.edit": { changes: ["budget"] },
  "budget.paste": { changes: ["budget"] },
  "budget.fill": { changes: ["budget"] },
  "budget.clear": { changes: ["budget"] },
  "budget.line": { reads: ["budget"] },
  "budget.lines": { reads: ["budget", "vendor", "category"] },
  "budget.save_line": { changes: ["budget"] },
  "budget.remove_lines": { changes: ["budget", "role", "depreciation", "comment"] },
  "budget.detail": { reads: ["budget", "plan", "actual", "rate", "settings", "role", "depreciation", "journal", "contract"] },
  "budget.spread": { changes: ["budget"] },
  "budget.set_quantity": { changes: ["budget"] },
  "budget.split_line": { changes: ["budget", "depreciation"] },
  "budget.merge_lines": { changes: ["budget", "role", "depreciation", "comment"] },
  "role.list": { reads: ["role", "plan", "department"] },
  "role.save": { changes: ["role", "budget"] },
  "role.remove": { changes: ["role", "budget", "depreciation"] },
  "depreciation.list": { reads: ["depreciation"] },
  "depreciation.save": { changes: ["depreciation"] },
  "depreciation.remove": { changes: ["depreciation"] },
  "actual.list": { reads: ["actual", "vendor", "budget", "rate", "settings", "closing"] },
  "actual.match_line": { changes: ["actual"] },
  "actual.suggest": { reads: ["actual", "vendor", "budget"] },
  "actual.match_all": { changes: ["actual"] },
  "actual.split": { changes: ["actual"] },
  "actual.why": { reads: ["actual", "vendor", "budget", "rule", "import"] },
  "actual.save": { changes: ["actual"] },
  "actual.remove": { changes: ["actual", "bill"] },
  "rule.list": { reads: ["rule", "actual", "budget", "vendor"] },
  "rule.save": { changes: ["rule"] },
  "rule.remove": { changes: ["rule"] },
  "rule.place": { changes: ["rule"] },
  "rule.learn": { reads: ["rule", "actual", "budget", "vendor"] },
  "rule.preview": { reads: ["rule", "actual", "budget", "rate", "closing"] },
  "rule.apply": { changes: ["actual"] },
  "closing.list": { reads: ["closing", "actual", "rate", "settings"] },
  "closing.check": { reads: ["closing", "actual", "budget", "plan", "rate", "settings", "vendor", "category"] },
  "closing.close": { changes: ["closing", "actual"] },
  "closing.reopen": { changes: ["closing", "actual"] },
  "closing.rules": { reads: ["closing"] },
  "closing.set_rule": { changes: ["closing"] },
  "prepaid.list": { reads: ["actual", "rate", "settings", "vendor", "budget"] },
  "prepaid.of": { reads: ["actual", "rate", "settings", "vendor", "budget"] },
  "prepaid.save": { changes: ["actual"] },
  "prepaid.remove": { changes: ["actual"] },
  "contract.list": { reads: ["contract", "vendor", "category", "department", "settings"] },
  "contract.get": { reads: ["contract", "budget", "plan", "vendor", "category", "department", "settings"] },
  "contract.save": { changes: ["contract", "budget"] },
  "contract.remove": { changes: ["contract"] },
  "contract.amend": { changes: ["contract", "budget"] },
  "contract.remove_amendment": { changes: ["contract", "budget"] },
  "contract.give_notice": { changes: ["contract", "budget"] },
  "contract.withdraw": { changes: ["contract", "budget"] },
  "contract.renew": { changes: ["contract", "budget"] },
  "contract.make_lines": { changes: ["contract", "budget"] },
  "contract.follow": { changes: ["contract", "budget"] },
  "contract.detach": { changes: ["contract", "budget"] },
  "order.list": { reads: ["order", "vendor", "budget"] },
  "licence.list": { reads: ["licence", "contract", "vendor", "department"] },
  "score.list": { reads: ["score", "vendor"] },
  "bill.list": { reads: ["bill", "vendor"] },
  "alias.list": { reads: ["alias", "vendor", "category", "department", "project"] },
  "alias.remove": { changes: ["alias"] },
  "import.inspect": { changes: [] },
  "import.preview": { changes: [] },
  "import.rows": { changes: [] },
  "import.run": { changes: ["budget", "actual", "contract", "order", "licence", "score", "bill", "alias", "rate", "import", "vendor", "category", "department", "project", "plan"] },
  "import.batches": { reads: ["import"] },
  "journal.list": { reads: ["journal"] },
  "journal.entry": { reads: ["journal"] },
  "journal.undo": { changes: ["book", "settings", "rate", "category", "department", "vendor", "project", "plan", "budget", "actual", "contract", "document", "order", "licence", "score", "bill", "alias", "role", "depreciation", "forecast", "comment", "allocation", "rule", "closing", "import", "journal"] },
  "journal.redo": { changes: ["book", "settings", "rate", "category", "department", "vendor", "project", "plan", "budget", "actual", "contract", "document", "order", "licence", "score", "bill", "alias", "role", "depreciation", "forecast", "comment", "allocation", "rule", "closing", "import", "journal"] },
  "overview.get": { reads: ["budget", "actual", "plan", "rate", "settings", "depreciation", "category", "vendor", "department", "contract", "order", "comment"] },
  "variance.get": { reads: ["budget", "actual", "plan", "rate", "settings", "depreciation", "category", "department", "vendor", "project", "comment"] },
  "variance.lines": { reads: ["budget", "actual", "plan", "rate", "settings", "depreciation", "category", "department", "vendor", "project", "comment"] },
  "variance.item": { reads: ["budget", "actual", "plan", "rate", "settings", "depreciation", "category", "department", "vendor", "project", "comment"] },
  "variance.unexplained": { reads: ["budget", "actual", "plan", "rate", "settings", "depreciation", "category", "department", "vendor", "project", "comment"] },
  "control.get": { reads: ["budget", "actual", "plan", "rate", "settings", "depreciation", "category", "department", "vendor", "project", "contract", "order"] },
  "document.list": { reads: ["document", "budget"] },
  "document.add": { changes: ["document"] },
  "document.link": { changes: ["document"] },
  "document.rename": { changes: ["document"] },
  "document.remove": { changes: ["document"] },
  "document.save": { changes: [] },
  "document.open": { changes: [] },
  "comment.list": { reads: ["comment"] },
  "comment.save": { changes: ["comment"] },
  "comment.remove": { changes: ["comment"] },
  "forecast.get": { reads: ["forecast", "budget", "actual", "plan", "rate", "settings", "category", "department", "vendor", "project", "contract", "depreciation"] },
  "forecast.line": { reads: ["forecast", "budget", "actual", "plan", "rate", "settings", "contract"] },
  "forecast.accuracy": { reads: ["forecast", "budget", "actual", "plan", "rate", "settings", "contract"] },
  "forecast.propose": { reads: ["forecast", "budget", "actual", "plan", "rate", "settings", "contract"] },
  "forecast.recut": { changes: ["forecast", "plan", "budget", "rate"] },
  "forecast.set_method": { changes: ["forecast", "budget"] },
  "forecast.set_month": { changes: ["forecast", "budget"] },
  "forecast.defaults": { reads: ["forecast", "category"] },
  "forecast.set_default": { changes: ["forecast", "budget"] },
  "explain.figure": { reads: ["budget", "actual", "plan", "rate", "settings", "category", "department", "vendor", "project", "role", "depreciation", "journal", "forecast", "allocation", "contract", "order", "rule", "import"] },
  "explain.how": { reads: ["budget", "plan", "rate", "settings", "role", "depreciation", "journal"] },
  "explain.print": { changes: [] },
  "allocation.list": { reads: ["allocation", "budget", "category", "department", "plan"] },
  "allocation.save": { changes: ["allocation"] },
  "allocation.remove": { changes: ["allocation"] },
  "allocation.reorder": { changes: ["allocation"] },
  "allocation.preview": { reads: ["allocation", "budget", "actual", "plan", "rate", "settings", "depreciation", "category", "department"] },
  "showback.get": { reads: ["allocation", "budget", "actual", "plan", "rate", "settings", "depreciation", "category", "department"] },
  "showback.statement": { reads: ["allocation", "budget", "actual", "plan", "rate", "settings", "depreciation", "category", "department", "vendor"] },
  "report.budget": { changes: [] },
  "report.showback": { changes: [] },
  "export.budget": { changes: [] },
  "export.actuals": { changes: [] },
  "export.forecast": { changes: [] },
  "export.variance": { changes: [] },
  "export.history": { changes: [] },
  "export.fill_in": { changes: [] },
  "export.rating": { changes: [] },
  "search.find": { reads: ["budget", "vendor", "category", "department", "project", "plan", "actual"] },
};
