// A book's life around the window: made, closed, opened again by double click, and the sample for a look around.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { folder, inWindow } from "../kit/window.mjs";

test("a new book lies where the user said, in one file, and opens again", { timeout: 180_000 }, async () => {
  const files = await folder();
  const book = join(files, "Alder budget.outlay");
  try {
    await inWindow({}, async (window) => {
      await window.click("button", "New book");
      await window.fill("Organisation", "Alder & Finch");
      // Thought better of it: nothing happens, and what was typed stays.
      await window.answer(null, join(files, "Alder budget"));
      await window.click("button", "Choose where to keep it…");
      await window.see("input");
      assert.deepEqual(await readdir(files), []);
      await window.click("button", "Choose where to keep it…");
      await window.see("nav[aria-label='Screens'] a", "Budget");
      await window.says("Alder & Finch");
      assert.ok(existsSync(book), "the name got its ending");
      await window.click("nav button", "Alder & Finch");
      await window.click("[role='menuitem']", "Close book");
      await window.see("button", "Explore the sample");
      assert.ok(!existsSync(`${book}-wal`), "closed, a book is one file");
    });
    await inWindow({ argument: book }, async (window) => {
      await window.says("Alder & Finch");
    });
  } finally {
    await rm(files, { recursive: true, force: true });
  }
});

test("the sample opens on its overview", { timeout: 120_000 }, () =>
  inWindow({}, async (window) => {
    await window.click("button", "Explore the sample");
    await window.see("nav[aria-label='Screens'] a", "Overview");
    await window.see("h1");
  }),
);
