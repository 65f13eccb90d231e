// What if: a scenario over a budget, what it changes, adopted and taken back.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { goTo, openBrowser, openPage, settled, startServer } from "../kit/browser.mjs";
import { bookWithBudget } from "../kit/fixtures.mjs";
import { outlayJson } from "../kit/outlay.mjs";

let browser;
let files;
let server;

before(async () => {
  files = await mkdtemp(join(tmpdir(), "outlay-scenario-"));
  await bookWithBudget(join(files, "book.outlay"));
  [browser, server] = await Promise.all([openBrowser(), startServer("--book", join(files, "book.outlay"))]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await rm(files, { recursive: true, force: true, maxRetries: 5 });
});

test("a scenario over a budget is adopted and taken back", { timeout: 120_000 }, async () => {
  const { page, errors, close } = await openPage(browser, server.address, "light");
  page.setDefaultTimeout(10_000);
  await goTo(page, "budget");
  const total = () =>
    page
      .getByRole("grid")
      .getByRole("row", { name: /^Total/ })
      .innerText();
  await page.getByRole("button", { name: "k GBP, rounded" }).click();
  await settled(page);
  assert.match(await total(), /714,735/);

  await page.getByRole("button", { name: /^Plan: / }).click();
  await page.getByRole("menuitem", { name: /^New scenario over/ }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Dearer year");
  await page.keyboard.press("Enter");
  await page.getByText(/Dearer year lies over/).waitFor();
  await page.getByRole("button", { name: /^Adjustments/ }).click();
  await page.getByRole("button", { name: "New adjustment" }).click();
  await page.getByRole("textbox", { name: "By how many percent" }).fill("10");
  await page.keyboard.press("Enter");
  // Each month is rounded to the penny.
  await page.getByRole("table", { name: "Adjustments" }).getByText("+71,473.62").first().waitFor();
  await page.keyboard.press("Escape");
  await settled(page);
  assert.match(await total(), /786,208/);

  await page.getByRole("button", { name: "Adopt…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Adopt" }).click();
  await page.getByText(/Dearer year is adopted/).waitFor();
  await settled(page);
  assert.match(await total(), /786,208/);
  assert.equal(await page.getByText(/It lies over that plan/).count(), 0);

  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+z");
  await page.getByText(/^Taken back/).waitFor();
  await settled(page);
  assert.match(await total(), /714,735/);
  assert.deepEqual(errors, []);
  await close();
  await server.stop();
  server = null;
  assert.deepEqual(await outlayJson("check", join(files, "book.outlay")), { ok: true, findings: [] });
});
