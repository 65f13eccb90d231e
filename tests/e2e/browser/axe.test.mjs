// axe finds nothing: on the first screen and on every screen of the sample book, light and dark.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findsNothing } from "../kit/axe.mjs";
import { goTo, openBrowser, openPage, SCHEMES, screens, settled, startServer } from "../kit/browser.mjs";

/** What a screen of the navigation shows only when it is asked for. */
const VIEWS = ["variance?view=unexplained", "variance?view=commitments", "variance?item=price", "contracts?contract=7"];

let browser;
let empty;
let sample;

before(async () => {
  [browser, empty, sample] = await Promise.all([openBrowser(), startServer(), startServer("--sample")]);
});

after(async () => {
  await browser?.close();
  await Promise.all([empty?.stop(), sample?.stop()]);
});

for (const scheme of SCHEMES) {
  test(`the first screen, ${scheme}`, { timeout: 60_000 }, () => look(empty, scheme, findsNothing));

  test(`every screen of the sample book, ${scheme}`, { timeout: 180_000 }, (t) =>
    look(sample, scheme, async (page, errors) => {
      const all = await screens(page);
      assert.ok(all.length > 0, "the navigation offers screens");
      all.push("actuals?section=rules", "actuals?section=months", "actuals?section=prepaid");
      for (const screen of [...all, ...VIEWS]) {
        await t.test(screen, async () => {
          await goTo(page, screen);
          await findsNothing(page, errors);
        });
      }
      for (const [name, menu, entry] of [
        ["new year", /^Plan: /, /^New year from/],
        ["side by side", /^Compare: /, /^Side by side/],
        ["targets", /^Group: /, "Targets…"],
      ]) {
        await t.test(name, async () => {
          await goTo(page, "budget");
          await page.getByRole("button", { name: menu }).click();
          await page.getByRole("menuitem", { name: entry }).click();
          await settled(page);
          await findsNothing(page, errors);
          await page.keyboard.press("Escape");
          await goTo(page, "overview");
        });
      }
    }),
  );
}

for (const scheme of SCHEMES) {
  test(`the dialogs of the forecast, ${scheme}`, { timeout: 120_000 }, (t) =>
    look(sample, scheme, async (page, errors) => {
      await goTo(page, "forecast");
      const open = {
        accuracy: () => page.getByRole("button", { name: "Accuracy" }).click(),
        recut: () => page.getByRole("button", { name: "Re-cut…" }).click(),
        method: async () => {
          await page.getByRole("grid").focus();
          for (const key of ["Control+Home", "ArrowDown", "ArrowLeft", "F2"]) await page.keyboard.press(key);
        },
      };
      for (const [name, click] of Object.entries(open)) {
        await t.test(name, async () => {
          await click();
          await page.getByRole("dialog").waitFor();
          await settled(page);
          await findsNothing(page, errors);
          await page.keyboard.press("Escape");
          await settled(page);
        });
      }
    }),
  );
}

async function look(server, scheme, test) {
  const { page, errors, close } = await openPage(browser, server.address, scheme);
  try {
    await test(page, errors);
  } finally {
    await close();
  }
}
