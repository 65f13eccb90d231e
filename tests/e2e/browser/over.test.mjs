// axe finds nothing on what lies over and behind the screens: dialogs, menus, the palette, the open cell, each step of an
// import, each part of the settings, the screens of an empty book and of one that can only be read.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { findsNoFaintColour, findsNothing } from "../kit/axe.mjs";
import { goTo, openBrowser, openPage, screens, settled, startServer } from "../kit/browser.mjs";
import { bookWithBudget, budget, contracts, ledger, openLedger } from "../kit/fixtures.mjs";
import { outlay } from "../kit/outlay.mjs";

let browser;
let files;
let sample;
let empty;
let locked;
let november;

before(async () => {
  files = await mkdtemp(join(tmpdir(), "outlay-over-"));
  await outlay("new", join(files, "empty.outlay"));
  await bookWithBudget(join(files, "locked.outlay"));
  await chmod(join(files, "locked.outlay"), 0o444);
  const good = ["05/10/2026,Halden,12.50", "13/10/2026,Halden,14.00", "14/10/2026,Halden,9.99"].join("\n");
  await writeFile(join(files, "faulty.csv"), `Date,Vendor,Amount\n${good}\n15/10/2026,Halden,a lot\n`);
  await writeFile(join(files, "unclear.csv"), "Name,Remark\nHalden,leased line\nMerrow,on hold\n");
  await writeFile(join(files, "lacking.csv"), "Date,Vendor,Remark\n05/10/2026,Halden,leased line\n");
  await writeFile(join(files, "picture.csv"), Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
  november = await openLedger();
  [browser, sample, empty, locked] = await Promise.all([
    openBrowser(),
    startServer("--sample"),
    startServer("--book", join(files, "empty.outlay")),
    startServer("--book", join(files, "locked.outlay")),
  ]);
});

after(async () => {
  await browser?.close();
  await Promise.all([sample, empty, locked].map((server) => server?.stop()));
  // Some systems remove nothing that is marked as read-only.
  await chmod(join(files, "locked.outlay"), 0o644);
  await rm(files, { recursive: true, force: true, maxRetries: 5 });
});

const button = (page, name) => page.getByRole("button", { name, exact: true });
const click = (name) => (page) => button(page, name).first().click();
const item = (name) => (page) => page.getByRole("menuitem", { name }).click();
const press =
  (...keys) =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
const tab = (name) => (page) => page.getByRole("tab", { name }).click();
const type = (text) => (page) => page.keyboard.type(text);
const fill = (label, text) => (page) => page.getByLabel(label).fill(text);
const text = (words) => (page) => page.getByText(words, { exact: true }).click();
const first = (selector) => (page) => page.locator(selector).first().click();
const inGrid = (page) => page.locator("[role='grid']").focus();

/** Chooses a file in the dialog that the next step opens. */
const bring = (file) => async (page) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), click("Choose a file…")(page)]);
  await chooser.setFiles(file());
};
/** Opens a step of the import. */
const step = (name) => (page) =>
  page
    .locator("ol[aria-label='Steps of the import'] > li", { has: page.locator(`b:text-is("${name}")`) })
    .locator("h2 button")
    .click();
const importNow = (page) => page.getByRole("button", { name: /^Import \d/ }).click();
const show = (filter) => (page) => page.getByRole("button", { name: new RegExp(`^${filter} \\d`) }).click();
const inRows = (page) => page.getByRole("grid").focus();
const goOn = (screen) => (page) => goTo(page, screen);
const inFiles = (name) => () => join(files, name);

const plan = (name) => async (page) => {
  await page.locator("header button:has-text('Plan:')").click();
  await page.getByRole("menuitem").filter({ hasText: name }).click();
};
/** A plan that can be changed. */
const draft = plan("Leaner year");
/** A scenario that lies over one. */
const weaker = plan("Weaker dollar");

const PAGE = "body";
const DIALOG = "[role='dialog']";
const MENU = "[role='menu']";
const GRID = "#content";

// What is looked at, where it is found, and what a user does there to see it.
const OVER = {
  "the menu of the book": [MENU, "import", first("nav button")],
  "the dialog of a new book": [DIALOG, "import", first("nav button"), item("New book…")],
  "the palette": [PAGE, "import", press("Control+k")],
  "the palette with what it found": [DIALOG, "import", press("Control+k"), type("cloud")],
  "the palette without": [DIALOG, "import", press("Control+k"), type("zzzz")],
  "the keys": [DIALOG, "import", press("Control+k"), type("keyboard"), press("Enter")],
  "the plans to choose from": [MENU, "budget", first("header button:has-text('Plan:')")],
  "the budget with a selection": [PAGE, "budget", inGrid, press("ArrowDown", "Shift+ArrowRight", "Shift+ArrowDown")],
  "the budget with an open cell": [GRID, "budget", draft, inGrid, press("ArrowDown", "ArrowDown", "F2")],
  "a refused entry": [
    GRID,
    "budget",
    draft,
    inGrid,
    press("ArrowDown", "ArrowDown"),
    type("lots"),
    press("Enter"),
    refused,
  ],
  "an entry into a frozen plan": [
    PAGE,
    "budget",
    inGrid,
    press("ArrowDown"),
    type("50k"),
    press("Enter"),
    (page) =>
      page
        .getByText(/is approved and frozen/)
        .first()
        .waitFor(),
  ],
  "the menu of a cell": [MENU, "budget", draft, inGrid, press("ArrowDown", "Shift+F10")],
  "the ways to group": [MENU, "budget", first("header button[aria-label^='Group']")],
  "the plans to compare with": [MENU, "budget", first("header button[aria-label^='Compare']")],
  "the ways out of the book": [MENU, "budget", click("Export")],
  "a filter that finds nothing": [PAGE, "budget", fill("Filter lines", "zzzz")],
  "a scenario over a plan": [PAGE, "budget", weaker],
  "the adjustments of a scenario": [
    DIALOG,
    "budget",
    weaker,
    (page) => page.getByRole("button", { name: /^Adjustments/ }).click(),
  ],
  "a new adjustment": [
    DIALOG,
    "budget",
    weaker,
    (page) => page.getByRole("button", { name: /^Adjustments/ }).click(),
    click("New adjustment"),
  ],
  "a scenario to be adopted": [DIALOG, "budget", weaker, click("Adopt…")],
  "a new line": [DIALOG, "budget?new=1"],
  "a new line that is refused": [DIALOG, "budget", draft, click("New line"), click("Add line")],
  "a line": [DIALOG, "budget?line=1"],
  "an amount to be spread": [DIALOG, "budget", draft, inGrid, press("ArrowDown", "ArrowDown"), click("Spread…")],
  "the documents of a line": [DIALOG, "budget?line=1", tab("Documents")],
  "an address that is refused": [
    DIALOG,
    "budget?line=1",
    tab("Documents"),
    click("Add an address…"),
    fill("Address", "somewhere"),
    click("Add address"),
  ],
  "selected actuals": [PAGE, "actuals?vendor=1", first("tbody [type=checkbox]")],
  "a match": [DIALOG, "actuals?state=unmatched", first("tbody [type=checkbox]"), press("m")],
  "a new actual": [DIALOG, "actuals?vendor=1", click("New actual")],
  "an actual that is refused": [
    DIALOG,
    "actuals?vendor=1",
    click("New actual"),
    fill("Amount", "a lot"),
    click("Save"),
  ],
  "an actual": [DIALOG, "actuals?vendor=1", first("tbody td:nth-child(2) button")],
  "the day of an actual": [
    PAGE,
    "actuals?vendor=1",
    click("New actual"),
    first("[role='dialog'] button[data-dates-input]"),
  ],
  "the periods": [MENU, "actuals?vendor=1", first("header button:has-text('Period:')")],
  "no actual like that": [PAGE, "actuals?filter=zzzz"],
  "all actuals selected": [PAGE, "actuals?vendor=1", first("thead [type=checkbox]")],
  "actuals to be split": [DIALOG, "actuals?vendor=1", first("tbody [type=checkbox]"), press("s")],
  "why an actual has its line": [DIALOG, "actuals?vendor=1", first("tbody td:nth-child(7) button")],
  "a new rule": [DIALOG, "actuals?section=rules", click("New rule")],
  "a rule that is refused": [DIALOG, "actuals?section=rules", click("New rule"), click("Save")],
  "a rule that is learned": [
    DIALOG,
    "actuals?vendor=1",
    first("tbody [type=checkbox]"),
    click("Make a rule…"),
    (page) => page.getByRole("dialog").waitFor(),
  ],
  "a month to be closed": [DIALOG, "actuals?section=months", click("Close November 2026")],
  "the service of an actual": [
    PAGE,
    "actuals?vendor=1",
    first("tbody td:nth-child(2) button"),
    click("Service period…"),
  ],
  "a workbook that asks for a budget": [DIALOG, "budget", draft, goOn("import"), click("Ask for figures…")],
  "a workbook that asks for scores": [DIALOG, "import", click("Ask for figures…")],
  "the file of a ledger": [PAGE, "import", bring(() => ledger.path), step("File")],
  "the table of a ledger": [PAGE, "import", bring(() => ledger.path), step("Table")],
  "the columns of a ledger": [PAGE, "import", bring(() => ledger.path), step("Columns")],
  "the check of a ledger": [PAGE, "import", bring(() => ledger.path), step("Check")],
  "a ledger as it stands in the file": [PAGE, "import", bring(() => ledger.path), text("As in the file")],
  "a column to be split": [PAGE, "import", bring(() => ledger.path), step("Columns"), click("Split a column…")],
  "columns to be joined": [PAGE, "import", bring(() => ledger.path), step("Columns"), click("Join columns…")],
  "an import into a closed month": [PAGE, "import", bring(() => ledger.path)],
  "an import that is done": [PAGE, "import", bring(() => november), importNow],
  "what a change did": [DIALOG, "activity", first("tbody td button")],
  "columns of a budget": [PAGE, "import", bring(() => budget.path), step("Columns")],
  "the file of a budget": [PAGE, "import", bring(() => budget.path), step("File")],
  "names that the book nearly has": [PAGE, "import", bring(() => contracts.path), step("Check")],
  "what a register leaves open": [PAGE, "import", bring(() => contracts.path), step("Table")],
  "cells that cannot be read": [PAGE, "import", bring(inFiles("faulty.csv")), step("Check"), show("Problems")],
  "a cell that is mended": [PAGE, "import", bring(inFiles("faulty.csv")), show("Problems"), inRows, press("F2")],
  "rows that are left out": [PAGE, "import", bring(inFiles("faulty.csv")), inRows, press("Home", "ArrowLeft", "Enter")],
  "a column that is missing": [PAGE, "import", bring(inFiles("lacking.csv"))],
  "a file that nobody can tell": [PAGE, "import", bring(inFiles("unclear.csv"))],
  "a file that cannot be read": [PAGE, "import", bring(inFiles("picture.csv"))],
  "settings of the book": [PAGE, "settings?section=book"],
};
for (const [part, word] of Object.entries({
  plans: "plan",
  rates: "rate",
  categories: "category",
  departments: "department",
  vendors: "vendor",
  projects: "project",
})) {
  OVER[`settings: ${part}`] = [PAGE, `settings?section=${part}`];
  OVER[`settings: a new ${word}`] = [DIALOG, `settings?section=${part}`, click(`New ${word}`)];
}

test("over the sample book", { timeout: 600_000 }, async (t) => {
  await withPage(sample, async (look) => {
    for (const [name, [part, place, ...steps]] of Object.entries(OVER)) {
      await t.test(name, () => look(place, part, steps));
    }
  });
});

for (const [name, server] of Object.entries({
  "an empty book": () => empty,
  "a book that can only be read": () => locked,
})) {
  test(name, { timeout: 120_000 }, async (t) => {
    await withPage(server(), async (look, page) => {
      for (const screen of await screens(page)) await t.test(screen, () => look(screen, PAGE, []));
    });
  });
}

/** Hands out what looks at a place after some steps, light and dark. */
async function withPage(server, journey) {
  const { page, errors, close } = await openPage(browser, server.address, "light");
  page.setDefaultTimeout(10_000);
  const look = async (place, part, steps) => {
    await openAt(page, place);
    for (const step of steps) {
      await step(page);
      await settled(page);
    }
    await findsNothing(page, errors, part);
    await page.emulateMedia({ colorScheme: "dark" });
    await findsNoFaintColour(page, errors, part);
    await page.emulateMedia({ colorScheme: "light" });
  };
  try {
    await journey(look, page);
  } finally {
    await close();
  }
}

/** A place in a page loaded anew: nothing is left over from the one before. */
async function openAt(page, place) {
  await page.evaluate((hash) => window.history.replaceState(null, "", hash), `#/${place}`);
  await page.reload();
  await settled(page);
}

/** The core has answered and the cell is open again. */
async function refused(page) {
  await page.locator("[role='grid'] input[aria-invalid='true']").waitFor();
}
