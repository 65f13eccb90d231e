// What a user leans on around the figures: everything by keyboard, the colours, and refusals that lose nothing.
import assert from "node:assert/strict";
import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { bookWithBudget, budget, ledger } from "../kit/fixtures.mjs";
import { outlay, outlayJson } from "../kit/outlay.mjs";
import { sheetIn } from "../kit/sheet.mjs";
import { folder, inWindow } from "../kit/window.mjs";

let files;
const book = () => join(files, "Alder.outlay");

async function withBook(journey) {
  files = await folder();
  try {
    await bookWithBudget(book());
    await journey();
  } finally {
    await rm(files, { recursive: true, force: true, maxRetries: 5 });
  }
}

test("the palette goes anywhere by keyboard and switches the colours", { timeout: 120_000 }, () =>
  withBook(() =>
    inWindow({ argument: book() }, async (window) => {
      await window.see("h1", "Overview");
      await command(window, "go to activity");
      await window.see("h1", "Activity");
      // A line of the book is found by its words, and opens in the budget.
      await command(window, "leased", "Leased lines");
      await window.see("h1", "Budget");
      await window.see("[role='dialog'] h2", "Change line");
      await window.press("escape");
      await window.gone("[role='dialog']");
      const colours = () =>
        window.run(() => [
          document.documentElement.dataset.mantineColorScheme,
          getComputedStyle(document.body).backgroundColor,
        ]);
      await command(window, "colours: light");
      await window.until("light colours", async () => (await colours())[0] === "light");
      const [, light] = await colours();
      await command(window, "switch between light and dark");
      await window.until("dark colours", async () => (await colours())[0] === "dark");
      const [, dark] = await colours();
      assert.ok(brightness(dark) < 80 && brightness(light) > 200, `${light} is light and ${dark} is dark`);
    }),
  ),
);

test("a file that is no spreadsheet is refused in a sentence, and nothing is lost", { timeout: 120_000 }, () =>
  withBook(async () => {
    const picture = join(files, "ledger.csv");
    await writeFile(picture, Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex"));
    await inWindow({ argument: book() }, async (window) => {
      await window.click("nav[aria-label='Screens'] a", "Import");
      await window.see("table[aria-label='Imports so far']", budget.total);
      await window.answer(picture, ledger.path);
      await window.click("button", "Choose a file…");
      const refusal = await window.see("[role='alert']");
      assert.ok(refusal);
      await window.says("ledger.csv could not be read");
      await window.click("button", "Choose another file…");
      await window.see("table[aria-label='Sums']", ledger.total);
      await window.click("button", "Cancel");
      await window.see("table[aria-label='Imports so far']", budget.total);
    });
  }),
);

test("a book marked as read-only says so and is read", { timeout: 120_000 }, () =>
  withBook(async () => {
    await chmod(book(), 0o444);
    await inWindow({ argument: book() }, async (window) => {
      const why = "This book is marked as read-only, so it can be read but not changed.";
      await window.see("section[aria-label='About this book']", why);
      await window.click("nav[aria-label='Screens'] a", "Budget");
      const sheet = sheetIn(window);
      await sheet.goTo("Leased lines", "May 26");
      const before = await sheet.cell("Leased lines", "May 26");
      await window.press("1");
      await window.see("[role='grid'] ~ [role='status']", why);
      assert.equal(await sheet.open(), null);
      assert.equal(await sheet.cell("Leased lines", "May 26"), before);
    });
    await chmod(book(), 0o644);
  }),
);

test("a book that another window holds is read there, and says who writes", { timeout: 120_000 }, () =>
  withBook(() =>
    inWindow({ argument: book() }, async (window) => {
      await window.click("nav[aria-label='Screens'] a", "Budget");
      await sheetIn(window).says("Total", "FY2027", "714.7");
      // The command line is refused with the same sentence, and may read.
      await assert.rejects(outlay("import", book(), ledger.path, "--as", "actuals"), /is open for writing by/);
      assert.equal((await outlayJson("show", book(), "budget")).totals.budget, "714735.00");
      await inWindow({ argument: book() }, async (second) => {
        await second.see("section[aria-label='About this book']", "is open for writing by");
        await second.click("nav[aria-label='Screens'] a", "Budget");
        await sheetIn(second).says("Total", "FY2027", "714.7");
      });
    }),
  ),
);

/** The palette, by keys alone: opened, filtered, and its first entry run. */
async function command(window, words, found = words) {
  await window.press("control+k");
  await window.see("[role='combobox'][aria-label='Search and commands']");
  await window.until("the palette to listen", () => window.run(() => document.activeElement?.role === "combobox"));
  await window.type(words);
  await window.until(`${found} first`, () =>
    window.run(
      (wanted) => document.querySelector("#palette-0")?.textContent.toLowerCase().includes(wanted) ?? false,
      found.toLowerCase(),
    ),
  );
  await window.press("enter");
  await window.gone("[role='combobox'][aria-label='Search and commands']");
}

function brightness(colour) {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}
