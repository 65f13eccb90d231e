// The variance by keys alone: a group opens to its lines, a line gets its cause, the bridge and the count follow.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goTo, openBrowser, openPage, settled, startServer } from "../kit/browser.mjs";

let browser;
let sample;

before(async () => {
  [browser, sample] = await Promise.all([openBrowser(), startServer("--sample")]);
});

after(async () => {
  await browser?.close();
  await sample?.stop();
});

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
  await settled(page);
};

test("a line is explained without the mouse", { timeout: 120_000 }, async () => {
  const { page, errors, close } = await openPage(browser, sample.address, "light");
  await goTo(page, "variance");
  await page.getByRole("button", { name: /^Cloud Services/ }).focus();
  await press(page, "Enter");
  const line = page.getByRole("row", { name: /Service assistant, model usage/ });
  await line.getByRole("button", { name: /comment on/ }).focus();
  await press(page, "Enter");
  await page.keyboard.type("A pilot of the service desk");
  await press(page, "Tab");
  await page.keyboard.type("scope");
  await press(page, "Enter");
  assert.match(await line.innerText(), /scope\s+A pilot of the service desk/);
  await page.getByText("2 lines over the threshold without a comment").waitFor();

  // Esc leaves what was said as it was.
  await press(page, "Enter");
  assert.equal(
    await page.evaluate(() => document.activeElement?.tagName),
    "INPUT",
    "the keys came back to the comment",
  );
  await page.keyboard.type("Something else");
  await press(page, "Escape");
  assert.match(await line.innerText(), /A pilot of the service desk/);

  await press(page, "Control+z");
  await page.getByText("3 lines over the threshold without a comment").waitFor();

  // An item of the bridge opens its lines, whose parts are shown.
  await page.locator("svg [data-key='item:price']").focus();
  await press(page, "Enter");
  const lines = page.getByRole("region", { name: "Lines of Price" });
  assert.equal(await lines.getByRole("row").count(), 3, "two lines and the head");
  assert.match(await lines.innerText(), /Productivity suite E5/);
  assert.deepEqual(errors, []);
  await close();
});

test("what was said is taken over in the next period with one key", { timeout: 120_000 }, async () => {
  const { page, close } = await openPage(browser, sample.address, "light");
  const say = (row) => page.getByRole("row", { name: row }).getByRole("button").last();
  await goTo(page, "variance?period=FY2027-Q1");
  await say(/^Staffing/).focus();
  await press(page, "Enter");
  await page.keyboard.type("Two posts filled late");
  await press(page, "Enter");
  await goTo(page, "variance?period=FY2027-Q2");
  assert.match(await say(/^Staffing/).innerText(), /Two posts filled late\s+as in Q1 FY2027/);
  await say(/^Staffing/).focus();
  await press(page, "Enter");
  assert.match(await say(/^Staffing/).innerText(), /Two posts filled late(?!.*as in)/s);
  await close();
});
