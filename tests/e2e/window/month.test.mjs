// The main job in the real window: a book, a month's ledger, a budget from a spreadsheet, its figures worked on by
// keyboard and clipboard, the PDF, and all of it there on the next day.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { copied, copy, knowsHtml } from "../kit/clipboard.mjs";
import { budget, budgetWorkbook, corpus, ledger } from "../kit/fixtures.mjs";
import { outlayJson } from "../kit/outlay.mjs";
import { sheetIn } from "../kit/sheet.mjs";
import { folder, inWindow } from "../kit/window.mjs";

test("spreadsheets in, the grid, the PDF out", { timeout: 180_000 }, async () => {
  const files = await folder();
  const book = join(files, "Alder.outlay");
  try {
    await inWindow({}, async (window) => {
      await newBook(window, book);
      await ledgerComesInAndGoesOut(window);
      await budgetComesIn(window, await budgetWorkbook(files));
      const sheet = sheetIn(window);
      await typedArithmeticIsSummed(window, sheet);
      await fillsToTheRight(window, sheet);
      await takesABlockFromASpreadsheet(window, sheet);
      await givesABlockToASpreadsheet(window, sheet);
      await keepsWhatItRefuses(window, sheet);
      await prints(window, join(files, "Budget.pdf"));
      await window.click("nav button", "Alder & Finch");
      await window.click("[role='menuitem']", "Close book");
      await window.see("button", "Explore the sample");
    });
    await inWindow({ argument: book }, async (window) => {
      await window.click("nav[aria-label='Screens'] a", "Budget");
      await window.click("button[title='Show full amounts']");
      const sheet = sheetIn(window);
      await sheet.says("Laptops and docks", "Apr 26", "1,111.10");
      await sheet.says("Mobile contracts", "Jun 26", "2,500.00");
      await window.click("nav[aria-label='Screens'] a", "Actuals");
      await window.says(`${ledger.rows} actuals · ${ledger.total} GBP`);
    });
    assert.deepEqual(await outlayJson("check", book), { ok: true, findings: [] });
  } finally {
    await rm(files, { recursive: true, force: true, maxRetries: 5 });
  }
});

const published = corpus("spend/hmrc_over_25k_2018_09.csv");
const skip = published === null && "corpus not found";
test("a published ledger of 406 payments ties out in the check step and after", {
  timeout: 120_000,
  skip,
}, async () => {
  const files = await folder();
  try {
    await inWindow({}, async (window) => {
      await newBook(window, join(files, "Published.outlay"));
      await importFile(window, published, "118,461,709.02");
      await window.see("h2", "406 rows of hmrc_over_25k_2018_09.csv imported");
      await window.click("button", "Show these actuals");
      await window.says("406 actuals · 118,461,709.02 GBP");
    });
  } finally {
    await rm(files, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function newBook(window, path) {
  await window.click("button", "New book");
  await window.fill("Organisation", "Alder & Finch");
  await window.pick("Base currency", "GBP – ");
  await window.pick("Fiscal year starts in", "April");
  await window.answer(path);
  await window.click("button", "Choose where to keep it…");
  await window.see("nav[aria-label='Screens'] a", "Import");
}

/** Through the wizard, up to what it has done. */
async function importFile(window, path, total) {
  await window.click("nav[aria-label='Screens'] a", "Import");
  await window.answer(path);
  await window.click("button", "Choose a file…");
  await window.see("li[aria-current='step']", "Check");
  await window.see("table[aria-label='Sums']", total);
  await window.click("button:not(:disabled)", "Import ");
  await window.see("button", "Undo this import");
  await window.see("table[aria-label='Sums']", total);
}

async function ledgerComesInAndGoesOut(window) {
  const imports = "table[aria-label='Imports so far']";
  const nothing = "Nothing has been imported into this book yet.";
  await importFile(window, ledger.path, ledger.total);
  await window.see("h2", `${ledger.rows} rows of ${ledger.name} imported`);
  await window.click("button", "Undo this import");
  await window.says(nothing);
  await window.click("section[aria-label='Messages'] button", "Redo");
  await window.see(imports, ledger.total);
  await window.press("control+z");
  await window.says(nothing);
  await window.press("control+y");
  await window.see(imports, ledger.total);
}

async function budgetComesIn(window, workbook) {
  await importFile(window, workbook, budget.total);
  await window.click("button", "Show the budget");
  await window.see("[role='grid']");
  // To the penny: a click at the unit.
  await window.click("button[title='Show full amounts']");
  await sheetIn(window).says("Total", "FY2027", budget.total);
}

async function typedArithmeticIsSummed(window, sheet) {
  const stands = async (cell, row, group, total) => {
    await sheet.says("Service desk tool", "Aug 26", cell);
    await sheet.says("Service desk tool", "FY2027", row);
    await sheet.says("Software & SaaS", "FY2027", group);
    await sheet.says("Total", "FY2027", total);
  };
  await stands("1,240.00", "14,880.00", "346,323.00", "714,735.00");
  await sheet.type("Service desk tool", "Aug 26", "=1200*12");
  await stands("14,400.00", "28,040.00", "359,483.00", "727,895.00");
  await window.press("control+z");
  await stands("1,240.00", "14,880.00", "346,323.00", "714,735.00");
  await window.press("control+y");
  await stands("14,400.00", "28,040.00", "359,483.00", "727,895.00");
}

async function fillsToTheRight(window, sheet) {
  await sheet.type("Mobile contracts", "Apr 26", "2.5k");
  await sheet.says("Mobile contracts", "Apr 26", "2,500.00");
  await sheet.select(["Mobile contracts", "Apr 26"], ["Mobile contracts", "Jun 26"]);
  await window.says("3 cells selected");
  await window.press("control+r");
  await sheet.says("Mobile contracts", "Jun 26", "2,500.00");
  await sheet.says("Mobile contracts", "Jul 26", "2,150.75");
  await sheet.says("Mobile contracts", "FY2027", "26,856.75");
}

const BLOCK = [
  ["1,111.10", "2,222.20", "3,333.30"],
  ["44.00", "55.55", "-66.00"],
];

async function takesABlockFromASpreadsheet(window, sheet) {
  await copy(`${BLOCK.map((row) => row.join("\t")).join("\r\n")}\r\n`);
  await sheet.goTo("Laptops and docks", "Apr 26");
  await window.press("control+v");
  await sheet.says("Laptops and docks", "Apr 26", "1,111.10");
  await sheet.says("Laptops and docks", "Jun 26", "3,333.30");
  await sheet.says("Meeting room screens", "May 26", "55.55");
  await window.says("6 cells selected");
  if (!knowsHtml) return;
  // As a page or a mail has it: a table without plain text beside it.
  await copy("<table><tr><td>12.50</td><td>1,250.00</td></tr></table>", "html");
  await sheet.goTo("Backup and archive", "Feb 27");
  await window.press("control+v");
  await sheet.says("Backup and archive", "Feb 27", "12.50");
  await sheet.says("Backup and archive", "Mar 27", "1,250.00");
}

async function givesABlockToASpreadsheet(window, sheet) {
  await sheet.select(["Laptops and docks", "Apr 26"], ["Meeting room screens", "Jun 26"]);
  // At once, as fast hands do: the sum of the selection is still on its way.
  await window.press("control+c");
  await window.says("Copied 6 cells.");
  const plain = BLOCK.map((row) => row.map((cell) => cell.replace(",", "")));
  const text = (await copied()).trimEnd();
  assert.deepEqual(
    text.split(/\r?\n/).map((row) => row.split("\t")),
    plain,
  );
  if (!knowsHtml) return;
  const cells = [...(await copied("html")).matchAll(/<td[^>]*>(.*?)<\/td>/g)].map((found) => found[1]);
  assert.deepEqual(cells, plain.flat());
}

async function keepsWhatItRefuses(window, sheet) {
  const before = await sheet.cell("Total", "FY2027");
  await sheet.type("Leased lines", "May 26", "about 20");
  await window.says("“about 20”");
  assert.equal(await sheet.open(), "about 20");
  await window.press("escape");
  await sheet.says("Leased lines", "May 26", "7,300.00");
  assert.equal(await sheet.cell("Total", "FY2027"), before);
}

async function prints(window, path) {
  const total = await sheetIn(window).cell("Total", "FY2027");
  await window.answer(path);
  await window.click("button", "Export");
  await window.click("[role='menuitem']", "PDF, to hand over");
  await window.says("Budget.pdf is written.");
  assert.equal((await readFile(path)).subarray(0, 4).toString(), "%PDF");
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
  const thousands = (Number(total.replaceAll(",", "")) / 1000).toFixed(1);
  for (const words of ["Alder & Finch", "Budget book FY2027", "Leased lines", thousands]) {
    assert.ok(text.includes(words), `"${words}" in the PDF:\n${text}`);
  }
}
