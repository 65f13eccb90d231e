// The year from end to end, by keys alone: a budget from last year's, approved, actuals in, matched, commented on, the
// forecast cut anew. Every figure is worked out by hand; each step is taken back and done again, and the screens follow.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { goTo, openBrowser, openPage, settled, startServer } from "../kit/browser.mjs";
import { outlay, outlayJson } from "../kit/outlay.mjs";

// Two lines that go on, one of them in dollars, and a fair that was held once.
const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0"));
const LAST_YEAR = [
  `Line,Vendor,Category,Currency,${months.map((month) => `2025-${month}`).join()}`,
  `Laptops,Halden,Hardware,EUR,${months.map(() => 100_000).join()}`,
  `Licences,Vantage,Software & SaaS,USD,${months.map(() => 50_000).join()}`,
  `Fair,Norrland,Misc Costs,EUR,${months.map((month) => (month === "04" ? 400_000 : 0)).join()}`,
].join("\n");

// Ten invoices of 120 k for laptops, 550 k dollars of licences in March, and 10 k that nobody planned.
const LEDGER = [
  "Date,Amount,Currency,Vendor,Text,Document",
  ...months.slice(0, 10).map((month) => `2026-${month}-20,120000.00,EUR,Halden,Laptops ${month},H-${month}`),
  "2026-03-15,550000.00,USD,Vantage,Seats of the year,V-1",
  "2026-10-30,10000.00,EUR,Kiosk,Coffee,K-1",
].join("\n");

let browser;
let files;

before(async () => {
  files = await mkdtemp(join(tmpdir(), "outlay-year-"));
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await rm(files, { recursive: true, force: true, maxRetries: 5 });
});

/** A book in which only last year was planned, looked at on a day of November. */
async function bookOfLastYear() {
  const book = join(files, "year.outlay");
  const file = async (name, text) => {
    await writeFile(join(files, name), text);
    return join(files, name);
  };
  const call = async (command, argument) => JSON.parse(await outlay("call", book, command, JSON.stringify(argument)));
  await outlay("new", book, "--currency", "EUR", "--fiscal-start", "1", "--organisation", "Alder & Finch");
  await outlay("import", book, await file("last.csv", LAST_YEAR), "--as", "budget");
  await outlay("import", book, await file("rates.csv", "Currency,Month,Rate\nUSD,2026-03,0.80\n"), "--as", "rates");
  await call("rate.save", { id: null, plan: 1, currency: "USD", month: null, rate: "0.90" });
  const { settings } = await call("book.state", null);
  await call("settings.save", { ...settings, as_of: "2026-11-22" });
  return book;
}

test("from last year's budget to the next forecast without the mouse", { timeout: 240_000 }, async () => {
  const book = await bookOfLastYear();
  const server = await startServer("--book", book);
  const { page, errors, close } = await openPage(browser, server.address, "light");
  page.setDefaultTimeout(15_000);
  try {
    await plansTheYear(page);
    await approves(page);
    await stands(page, ["Hardware 1,320 1,320 0", "Software & SaaS 594 594 0", "Total 1,914 1,914 0"]);
    await bringsTheLedger(page);
    await stands(page, [
      "Unmatched actuals 0 1,650 −1,650 – 0 1,650 −1,650",
      "Hardware 1,100 0 +1,100 +100.0 % 1,320 220 +1,100",
      "Total 1,595 1,650 −55 −3.4 % 1,914 1,969 −55",
    ]);
    await matches(page);
    await stands(page, [
      "Hardware 1,100 1,200 −100 −9.1 % 1,320 1,420 −100",
      "Software & SaaS 495 440 +55 +11.1 % 594 539 +55",
      "Unmatched actuals 0 10 −10 – 0 10 −10",
      "Total 1,595 1,650 −55 −3.4 % 1,914 1,969 −55",
    ]);
    await saysWhy(page);
    await cutsAnew(page);
    assert.deepEqual(errors, [], "the console is silent");
  } finally {
    await close();
    await server.stop();
  }
  assert.deepEqual(await outlayJson("check", book), { ok: true, findings: [] });
  const { totals } = await outlayJson("show", book, "forecast");
  assert.deepEqual(
    [totals.budget, totals.actual, totals.forecast, totals.variance],
    ["1914000.00", "1650000.00", "1969000.00", "-55000.00"],
  );
});

// ---- the steps

async function plansTheYear(page) {
  await step(page, async () => {
    await command(page, "new year from");
    await page.getByText("A one-off: amounts in one month, and none the year before").waitFor();
    await reach(page, page.getByRole("textbox", { name: "Percent for all lines" }));
    await press(page, "Control+a");
    await page.keyboard.type("10");
    await press(page, "Enter");
    await page.getByText("1,914,000.00").first().waitFor();
    await reach(page, page.getByRole("button", { name: "Create FY2026 Budget", disabled: false }));
    await press(page, "Enter");
    await page.getByText("FY2026 Budget is planned from FY2025 Budget.").waitFor();
  });
}

async function approves(page) {
  await goTo(page, "budget");
  for (const [button, said] of [
    ["Submit", "FY2026 Budget is submitted."],
    ["Approve", "FY2026 Budget is approved and frozen."],
  ]) {
    await step(page, async () => {
      await goTo(page, "budget");
      await reach(page, page.getByRole("button", { name: button, exact: true }));
      await press(page, "Enter");
      await page.getByText(said).waitFor();
    });
  }
}

async function bringsTheLedger(page) {
  const path = join(files, "ledger.csv");
  await writeFile(path, LEDGER);
  await step(page, async () => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), command(page, "import a spreadsheet")]);
    await chooser.setFiles(path);
    await settled(page);
    await reach(page, page.getByRole("button", { name: "Import 12 rows", disabled: false }));
    await press(page, "Enter");
    await page.getByRole("heading", { name: "12 rows of ledger.csv imported" }).waitFor();
  });
}

/** The licences by hand; the laptops by a rule that is made of one of them; the coffee stays unmatched. */
async function matches(page) {
  const byHand = async (text, line) => {
    await goTo(page, "actuals");
    await reach(page, page.getByRole("checkbox", { name: `Select ${text}` }));
    await press(page, "Space", "m");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type(line);
    await page.getByRole("option", { name: new RegExp(line), selected: true }).waitFor();
    await settled(page);
    await press(page, "Enter");
    await page.getByText(`1 actual matched to ${line}.`).waitFor();
  };
  await step(page, () => byHand("Seats of the year", "Licences"));
  await byHand("Laptops 10", "Laptops");
  await reach(page, page.getByRole("button", { name: "Make a rule…" }));
  await press(page, "Enter");
  await page.getByText(/It would match 9 postings without a line/).waitFor();
  await reach(page, page.getByRole("button", { name: "Save", exact: true }));
  await press(page, "Enter");
  // The rule is kept, and what it would do is shown; that can wait.
  await page.getByRole("heading", { name: "1 rule matches 9 postings" }).waitFor();
  await press(page, "Escape");
  await step(page, async () => {
    await goTo(page, "actuals?section=rules");
    await reach(page, page.getByRole("button", { name: "Apply rules…" }));
    await press(page, "Enter");
    await page.getByRole("heading", { name: "1 rule matches 9 postings" }).waitFor();
    await reach(page, page.getByRole("button", { name: "Match 9 postings" }));
    await press(page, "Enter");
    await page.getByText("9 actuals matched by rules.").waitFor();
  });
  await goTo(page, "actuals");
  await page.getByText("12 actuals · 1,650,000.00 EUR").waitFor();
  await page.getByRole("button", { name: "1 unmatched 10,000.00" }).waitFor();
}

async function saysWhy(page) {
  await goTo(page, "variance");
  await step(page, async () => {
    await goTo(page, "variance");
    await reach(page, page.getByRole("button", { name: /^Hardware/ }));
    await press(page, "Enter");
    const line = page.getByRole("row", { name: /^Laptops/ });
    await reach(page, line.getByRole("button", { name: /comment on/ }));
    await press(page, "Enter");
    await page.keyboard.type("Dearer since January");
    await press(page, "Tab");
    await page.keyboard.type("price");
    await press(page, "Enter");
    await page.getByText("Dearer since January").waitFor();
  });
  await goTo(page, "variance");
  // The chart is one stop of the Tab key; the arrows go along its columns.
  await reach(page, page.locator("svg [data-key][tabindex='0']"));
  const atPrice = () => page.evaluate(() => document.activeElement.dataset.key === "item:price");
  for (let columns = 0; columns < 20 && !(await atPrice()); columns += 1) await page.keyboard.press("ArrowRight");
  await press(page, "Enter");
  assert.match(await page.getByRole("region", { name: "Lines of Price" }).innerText(), /Laptops[\s\S]*100/);
}

async function cutsAnew(page) {
  await step(page, async () => {
    await goTo(page, "forecast");
    await reach(page, page.getByRole("button", { name: "Re-cut…" }));
    await press(page, "Enter");
    await page.getByRole("button", { name: "Cut FY2026 Forecast 10+2" }).waitFor();
    await page.getByText("2 of 2 lines come to something else.").waitFor();
    await press(page, "Enter");
    await page.getByText("FY2026 Forecast 10+2 is cut.").waitFor();
  });
}

// ---- what a user does

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
  await settled(page);
}

/** Runs a command of the palette by its words. */
async function command(page, words) {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Search and commands" }).waitFor();
  await page.keyboard.type(words);
  await settled(page);
  await page.keyboard.press("Enter");
  await settled(page);
}

/** Goes to something by the Tab key, as far as it is to be found that way. */
async function reach(page, wanted) {
  await wanted.first().waitFor();
  const isThere = () => wanted.first().evaluate((one) => one === document.activeElement);
  for (let tabs = 0; tabs < 150; tabs += 1) {
    if (await isThere()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not lead to ${wanted}.`);
}

/** Everything that the screens show of the book. */
async function screensSay(page) {
  const said = [];
  for (const screen of ["overview", "budget", "actuals", "variance", "forecast"]) {
    await goTo(page, screen);
    said.push(await page.locator("main").innerText());
  }
  return said.join("\n");
}

/** Takes a step; taken back it leaves every screen as it was, done again as it became. */
async function step(page, take) {
  const where = await page.evaluate(() => window.location.hash.slice(2));
  const beforeIt = await screensSay(page);
  await goTo(page, where);
  await take();
  const afterIt = await screensSay(page);
  await press(page, "Control+z");
  const back = await screensSay(page);
  assert.equal(back, beforeIt, "taken back");
  assert.notEqual(back, afterIt, "the step shows");
  await press(page, "Control+y");
  assert.equal(await screensSay(page), afterIt, "done again");
}

/** Rows of the variance in thousands: budget, actual and difference to date once something is posted, then of the year. */
async function stands(page, expected) {
  await goTo(page, "variance");
  const rows = await page
    .locator("main table")
    .first()
    .evaluate((table) =>
      [...table.rows].map((row) => row.innerText.replace("(over threshold)", "").replace(/\s+/g, " ").trim()),
    );
  for (const row of expected) {
    assert.ok(
      rows.some((one) => one.startsWith(row)),
      `"${row}" in\n${rows.join("\n")}`,
    );
  }
}
