// Importing in the real window: a wrong guess put right, a cell mended where it stands, all of it undone, imported again
// with the mapping of before, and the corrected export of the same month after it.
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { laterPostings, postings } from "../kit/fixtures.mjs";
import { outlay, outlayJson } from "../kit/outlay.mjs";
import { folder, inWindow } from "../kit/window.mjs";

test("a month of postings, there and back and there again", { timeout: 180_000 }, async () => {
  const files = await folder();
  const book = join(files, "Alder.outlay");
  try {
    await outlay("new", book, "--currency", "GBP", "--fiscal-start", "4", "--organisation", "Alder & Finch");
    const later = await laterPostings(files);
    await inWindow({ argument: book }, async (window) => {
      await window.click("nav[aria-label='Screens'] a", "Import");
      await window.answer(postings.path, postings.path, later.path);
      await window.click("button", "Choose a file…");
      await window.see("li[aria-current='step']", "1 cell cannot be imported");
      await window.click("ol[aria-label='Steps of the import'] h2 button", "columns read");
      await window.pick("Gross is read as", "Amount");
      await mend(window, "30/11/2026");
      await importNow(window, postings.gross);
      await window.see("h2", `${postings.rows} rows of ${postings.name} imported`);
      await window.click("button", "Undo this import");
      await window.says("Nothing has been imported into this book yet.");

      await window.click("button", "Choose a file…");
      await window.click("button", "Use that mapping");
      await mend(window, "30/11/2026");
      await importNow(window, postings.gross);
      await window.click("button", "Import another file…");

      await window.click("button", "Use that mapping");
      await window.see("li[aria-current='step']", "1 new and 1 changed row");
      await window.see("[aria-label='Rows shown'] button", "Unchanged 6");
      await window.click("[aria-label='Missing from the file'] summary");
      await window.see("[aria-label='Missing from the file']", later.missing);
      await window.click("[aria-label='Rows shown'] button", "Changed 1");
      await window.see("[role='row'] s", "54,000.00");
      await window.see("[role='row'] b", "60,000.00");
      await window.click("button:not(:disabled)", "Import 2 rows");
      await window.click("button", "To the list of imports");
      await window.see("table[aria-label='Imports so far']", later.name);
    });
    assert.deepEqual(await outlayJson("check", book), { ok: true, findings: [] });
    assert.equal((await outlayJson("show", book, "actuals")).rows.length, postings.rows + 1);
  } finally {
    await rm(files, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Types into the cell that cannot be read, by keys alone. */
async function mend(window, text) {
  await window.click("[aria-label='Rows shown'] button", "Problems 1");
  await window.see("[role='gridcell'][data-bad][data-on]");
  await window.run(() => document.querySelector("[role='grid']").focus());
  await window.press("f2", "control+a", ...text, "enter");
  await window.gone("[role='gridcell'][data-bad]");
}

async function importNow(window, total) {
  await window.click("ol[aria-label='Steps of the import'] h2 button", "Check");
  await window.see("table[aria-label='Sums']", total);
  await window.click("button:not(:disabled)", `Import ${postings.rows} rows`);
  await window.see("button", "Undo this import");
}
