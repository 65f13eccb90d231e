// Numbers as a German types them, in every field that takes a figure, and a missing rate that each screen names with the
// way to add it.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { goTo, openBrowser, openPage, settled, startServer } from "../kit/browser.mjs";
import { outlay, outlayJson } from "../kit/outlay.mjs";

const LINES = [
  "Line,Vendor,Category,Currency,2026-09,2026-10,2026-11,2026-12",
  "Laptops,Halden,Hardware,EUR,1000,1000,1000,1000",
  "Licences,Vantage,Software & SaaS,USD,500,500,500,500",
].join("\n");

let browser;
let files;

before(async () => {
  files = await mkdtemp(join(tmpdir(), "outlay-german-"));
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await rm(files, { recursive: true, force: true, maxRetries: 5 });
});

/** A book in euros that has no rate of the dollar, looked at on a day of November. */
async function bookWithoutRates(name) {
  const book = join(files, `${name}.outlay`);
  const call = async (command, argument) => JSON.parse(await outlay("call", book, command, JSON.stringify(argument)));
  await outlay("new", book, "--currency", "EUR", "--fiscal-start", "1", "--organisation", "Erle & Fink");
  await writeFile(join(files, "lines.csv"), LINES);
  await outlay("import", book, join(files, "lines.csv"), "--as", "budget");
  const { settings } = await call("book.state", null);
  await call("settings.save", { ...settings, as_of: "2026-11-22" });
  return { book, call };
}

async function looking(book, locale, look) {
  const server = await startServer("--book", book);
  const { page, errors, close } = await openPage(browser, server.address, "light", locale);
  page.setDefaultTimeout(15_000);
  try {
    await look(page);
    // The browser tells of refusals, too; they are answers.
    assert.deepEqual(
      errors.filter((error) => !error.includes("status of 422")),
      [],
      "the console is silent",
    );
  } finally {
    await close();
    await server.stop();
  }
}

test("a missing rate is named on every screen, with the way to add it", { timeout: 120_000 }, async () => {
  const { book } = await bookWithoutRates("rates");
  await looking(book, "en-US", async (page) => {
    const screens = [
      "overview",
      "budget",
      "forecast",
      "variance",
      "variance?view=commitments",
      "showback",
      "budget?from=1",
    ];
    for (const screen of screens) {
      await goTo(page, screen);
      await page.getByText("There is no budget rate for USD in FY2026 Budget.").first().waitFor();
      const way = page.getByRole("main").getByText("Add rates").first();
      await way.click();
      await settled(page);
      assert.equal(new URL(page.url()).hash, "#/settings?section=rates", screen);
    }
  });
});

test("figures are typed as 1.234,56 in every field", { timeout: 180_000 }, async () => {
  const { book, call } = await bookWithoutRates("figures");
  await call("rate.save", { id: null, plan: 1, currency: "USD", month: null, rate: "0.9" });
  await looking(book, "de-DE", async (page) => {
    // Into a cell of the budget.
    await goTo(page, "budget");
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+Home");
    for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    await page.keyboard.type("1.234,56");
    await page.keyboard.press("Enter");
    await settled(page);
    const { amounts } = await call("budget.detail", { plan: 1, line: 1 });
    assert.ok(amounts.includes("1234.56"), String(amounts));
    // Into a target.
    await page.getByRole("button", { name: /^Group/ }).click();
    await page.getByRole("menuitem", { name: "Targets…" }).click();
    await page.getByRole("textbox", { name: "Target of Hardware" }).fill("5.678,90");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.deepEqual(
      (await call("target.list", { plan: 1, by: "category", set_only: true })).rows
        .map((row) => row.target)
        .filter(Boolean),
      ["5678.90"],
    );
    await page.keyboard.press("Escape");
    // Into a percentage of the next year, which is still there after a look elsewhere.
    await goTo(page, "budget?from=1");
    const percent = page.getByRole("textbox", { name: "Percent for all lines" });
    await percent.fill("2,5");
    await page.keyboard.press("Enter");
    await settled(page);
    await page.getByText("+2,5 % for all lines").first().waitFor();
    await goTo(page, "overview");
    await goTo(page, "budget?from=1");
    await page.getByText("+2,5 % for all lines").first().waitFor();
    // Into the amount of an actual.
    await goTo(page, "actuals");
    await page.getByRole("button", { name: "New actual" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Amount").fill("1.234,56");
    await dialog.getByLabel("Text").fill("Tastatur");
    await dialog.getByRole("button", { name: "Save" }).click();
    await settled(page);
    // Into the pay of a role.
    await goTo(page, "staff");
    await page.getByRole("button", { name: "New role" }).first().click();
    const role = page.getByRole("dialog");
    await role.getByLabel("Role", { exact: true }).fill("Entwickler");
    await role.getByLabel(/^Posts|^Headcount|^Full-time/).fill("1,5");
    await role.getByLabel(/year/i).first().fill("65.432,10");
    await role.getByRole("button", { name: /^Add|^Save/ }).click();
    await settled(page);
  });
  const actuals = await outlayJson("show", book, "actuals");
  assert.deepEqual(
    actuals.rows.map((row) => row.amount),
    ["1234.56"],
  );
  const { rows } = await call("role.list", { id: 1 });
  assert.deepEqual(
    rows.map(({ role }) => [role.headcount, role.yearly]),
    [["1.5", "65432.10"]],
  );
});
