// A file on its way in, in a browser on the real core: dropped, put right, mended, imported, taken back, imported again
// with the mapping of before; and the month after, with what is new, changed, as before and gone.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { goTo, openBrowser, openPage, settled, startServer } from "../kit/browser.mjs";
import { laterPostings, postings } from "../kit/fixtures.mjs";
import { outlay, outlayJson } from "../kit/outlay.mjs";

let browser;
let files;

before(async () => {
  files = await mkdtemp(join(tmpdir(), "outlay-import-"));
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await rm(files, { recursive: true, force: true, maxRetries: 5 });
});

/** A page on a new book; what the journey leaves behind is looked at from outside. */
async function withBook(name, journey) {
  const book = join(files, name);
  await outlay("new", book, "--currency", "GBP", "--fiscal-start", "4", "--organisation", "Alder & Finch");
  const server = await startServer("--book", book);
  const { page, errors, close } = await openPage(browser, server.address, "light");
  page.setDefaultTimeout(15_000);
  try {
    await goTo(page, "import");
    await journey(page);
    assert.deepEqual(errors, [], "the console is silent");
  } finally {
    await close();
    await server.stop();
  }
  return book;
}

test("a month of postings, there and back and there again", { timeout: 180_000 }, async () => {
  const book = await withBook("Alder.outlay", async (page) => {
    await drop(page, postings.path);
    await seeFindings(page, { Check: "1 cell cannot be imported" });
    // A wrong guess is put right, and the file is read anew at once.
    await readAs(page, "Gross", "Amount");
    await mend(page, "30/11/2026");
    await seeFindings(page, { Check: `${postings.rows} new rows, ${postings.gross} GBP` });
    await importNow(page, `Import ${postings.rows} rows`);
    await page.getByRole("heading", { name: `${postings.rows} rows of ${postings.name} imported` }).waitFor();
    await page.getByRole("button", { name: "Undo this import" }).click();
    await page.getByText("Nothing has been imported into this book yet.").waitFor();

    await choose(page, postings.path);
    await page.getByRole("button", { name: "Use that mapping" }).click();
    await mend(page, "30/11/2026");
    await seeFindings(page, { Check: `${postings.rows} new rows, ${postings.gross} GBP` });
    await importNow(page, `Import ${postings.rows} rows`);
    await page.getByRole("button", { name: "Import another file…" }).waitFor();

    const later = await laterPostings(files);
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Import another file…" }).click(),
    ]);
    await chooser.setFiles(later.path);
    await settled(page);
    await page.getByRole("button", { name: "Use that mapping" }).click();
    await seeFindings(page, { Check: "1 new and 1 changed row" });
    assert.deepEqual(await counts(page), { New: "1", Changed: "1", Unchanged: "6", "Missing from the file": "1" });
    await page.getByText("Which ones").click();
    await page.getByRole("region", { name: "Missing from the file" }).getByText(later.missing).waitFor();
    await page.getByRole("button", { name: "Changed 1" }).click();
    await page
      .getByRole("row", { name: /5100050011/ })
      .getByText("54,000.00")
      .waitFor();
    await page
      .getByRole("row", { name: /5100050011/ })
      .getByText("60,000.00")
      .waitFor();
    await importNow(page, "Import 2 rows");
    await page.getByRole("button", { name: "To the list of imports" }).click();
    await page.getByRole("row", { name: new RegExp(later.name) }).waitFor();
  });
  const actuals = await outlayJson("show", book, "actuals");
  assert.equal(actuals.rows.length, postings.rows + 1);
});

test("rows are left out and taken in by keys alone", { timeout: 120_000 }, () =>
  withBook("Keys.outlay", async (page) => {
    await drop(page, postings.path);
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Control+ArrowLeft");
    await page.keyboard.press("Enter");
    await page.getByText("1 row left out by hand").waitFor();
    await seeFindings(page, { Table: "7 rows" });
    // In the step, in the row and below the rows: all do the same.
    await page.getByRole("button", { name: "Take row 9 in" }).first().click();
    await seeFindings(page, { Table: "8 rows" });
    // The row that cannot be read is left out: nothing stands in the way of the others.
    await page.getByRole("button", { name: "Problems 1" }).click();
    await settled(page);
    await page.getByRole("button", { name: "Leave row 6 out" }).last().click();
    await page.getByRole("button", { name: "Import 7 rows", disabled: false }).waitFor();
  }),
);

test("an import that was begun is still there after a look at another screen", { timeout: 120_000 }, () =>
  withBook("Begun.outlay", async (page) => {
    await drop(page, postings.path);
    await mend(page, "30/11/2026");
    await goTo(page, "activity");
    await goTo(page, "import");
    await page.getByRole("button", { name: `Go on with ${postings.name}` }).click();
    await page.getByRole("button", { name: "Import 8 rows", disabled: false }).waitFor();
  }),
);

test("what a file leaves open is answered with a click", { timeout: 120_000 }, () =>
  withBook("Open.outlay", async (page) => {
    const path = join(files, "card.csv");
    await writeFile(path, "Date,Supplier,Amount ($)\n2026-10-13,Halden,1234.50\n");
    await choose(page, path);
    await seeFindings(page, { Table: "1 question open", Check: "1 new row, 1,234.50 GBP" });
    await page.getByRole("button", { name: "US dollars (USD)" }).click();
    await seeFindings(page, { Check: "1 new row, 1,234.50 USD" });
    assert.equal(await page.getByRole("region", { name: "What the file leaves open" }).count(), 0);
    await importNow(page, "Import 1 row");
    await page.getByText("1 row of card.csv imported").waitFor();
  }),
);

test("100,000 rows are there at once and scroll to their end", { timeout: 180_000 }, () =>
  withBook("Long.outlay", async (page) => {
    const path = join(files, "long.csv");
    const line = (at) => `${4_000_000 + at};${String(1 + (at % 28)).padStart(2, "0")}/10/2026;Halden;Line ${at};1.25`;
    const lines = Array.from({ length: 100_000 }, (_, at) => line(at));
    await writeFile(path, `Document;Date;Supplier;Text;Amount\n${lines.join("\n")}\n`);
    await choose(page, path);
    await seeFindings(page, { Check: "100,000 new rows, 125,000.00 GBP" });
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+End");
    await page.getByRole("gridcell", { name: "Line 99999" }).waitFor();
    const drawn = await page.locator("[role='grid'] [role='row']").count();
    assert.ok(drawn < 100, `${drawn} rows are drawn, those that are seen`);
  }),
);

// ---- what a user does

/** Drops a file on the window. */
async function drop(page, path) {
  const name = path.split(/[\\/]/).at(-1);
  const text = await readFile(path, "utf8");
  await page.evaluate(
    ([content, called]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], called));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [text, name],
  );
  await page.locator("ol[aria-label='Steps of the import']").waitFor();
  await settled(page);
}

async function choose(page, path) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a file…" }).click(),
  ]);
  await chooser.setFiles(path);
  await page.locator("ol[aria-label='Steps of the import']").waitFor();
  await settled(page);
}

const stepOf = (page, name) =>
  page.locator("ol[aria-label='Steps of the import'] > li", { has: page.locator(`b:text-is("${name}")`) });

async function seeFindings(page, findings) {
  for (const [name, text] of Object.entries(findings)) await stepOf(page, name).getByText(text).first().waitFor();
  await settled(page);
}

/** Reads a column as something else. */
async function readAs(page, column, field) {
  await stepOf(page, "Columns").locator("h2 button").click();
  await page.getByRole("combobox", { name: `${column} is read as` }).click();
  await page
    .getByRole("option", { name: field, exact: true })
    .or(page.getByRole("option", { name: `${field} (needed)` }))
    .click();
  await settled(page);
  await stepOf(page, "Check").locator("h2 button").click();
}

/** Types into the first cell that cannot be read. */
async function mend(page, text) {
  await page.getByRole("button", { name: /^Problems/ }).click();
  await settled(page);
  await page.getByRole("grid").focus();
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await settled(page);
}

async function importNow(page, label) {
  await page.getByRole("button", { name: label, disabled: false }).click();
  await settled(page);
}

/** What the check says of the rows, without what it does not have. */
function counts(page) {
  return page
    .getByRole("table", { name: "Rows" })
    .evaluate((table) =>
      Object.fromEntries(
        [...table.rows]
          .map((row) => [...row.cells].map((cell) => cell.textContent))
          .filter(([label, count]) => label !== "Rows read" && count !== "0"),
      ),
    );
}
