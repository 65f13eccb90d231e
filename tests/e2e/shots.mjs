// A picture of every screen, light and dark, from the sample book: `cargo xtask shots` lays them into a folder.
import { join } from "node:path";
import { goTo, openBrowser, openPage, SCHEMES, screens, settled, startServer } from "./kit/browser.mjs";
import { contracts, ledger, postings } from "./kit/fixtures.mjs";

const folder = process.argv[2];
const [browser, empty, sample] = await Promise.all([openBrowser(), startServer(), startServer("--sample")]);
try {
  await change(sample);
  for (const scheme of SCHEMES) {
    await draw(empty, scheme, async (page, keep) => keep(page, "welcome"));
    await draw(sample, scheme, async (page, keep) => {
      for (const screen of await screens(page)) {
        await goTo(page, screen);
        await keep(page, screen);
      }
      await goTo(page, "showback");
      await page.locator("ol button", { hasText: "Cloud platform" }).first().click();
      await page.getByRole("table", { name: "Who takes a part" }).getByText("Shared out").waitFor();
      await settled(page);
      await keep(page, "showback-rule");
      await press(page, "Escape");
      await bring(page, ledger.path);
      await keep(page, "import-check");
      for (const step of ["File", "Table", "Columns"]) {
        await openStep(page, step);
        await keep(page, `import-${step.toLowerCase()}`);
      }
      await bring(page, postings.path);
      await page.getByRole("button", { name: /^Problems/ }).click();
      await settled(page);
      await keep(page, "import-problems");
      await bring(page, contracts.path);
      await openStep(page, "Check");
      await keep(page, "import-contracts");
      await page.getByRole("button", { name: "Cancel", exact: true }).click();
      await openDraft(page);
      await goTo(page, "import");
      await page.getByRole("button", { name: "Ask for figures…" }).click();
      await settled(page);
      await keep(page, "import-ask");
      await press(page, "Escape");
      await openDraft(page);
      await press(
        page,
        "ArrowDown",
        "ArrowDown",
        ...new Array(5).fill("ArrowRight"),
        ...new Array(3).fill("Shift+ArrowRight"),
      );
      await keep(page, "budget-draft");
      await press(page, "Control+e");
      await keep(page, "explain");
      await press(page, "Escape");
      await goTo(page, "budget?line=1");
      for (const part of ["Line", "Months", "Split and merge", "History"]) {
        await page.getByRole("tab", { name: part, exact: true }).click();
        await settled(page);
        await keep(page, `line-${part.toLowerCase().replaceAll(" ", "-")}`);
      }
      await press(page, "Escape");
      await press(page, "Control+k");
      await page.keyboard.type("cloud");
      await page.waitForSelector("[role=option]");
      await settled(page);
      await keep(page, "palette");
    });
  }
} finally {
  await browser.close();
  await Promise.all([empty.stop(), sample.stop()]);
}

/** A few edits, so that there is something to see in the history; the last one is taken back. */
async function change(server) {
  const { page, close } = await openPage(browser, server.address, "light");
  await openDraft(page);
  for (const text of ["25k", "=110%", "=31200/12"]) {
    await press(page, "ArrowDown");
    await page.keyboard.type(text);
    await press(page, "Enter");
  }
  await press(page, "Control+z");
  await close();
}

/** A file on its way in. */
async function bring(page, path) {
  await goTo(page, "overview");
  await goTo(page, "import");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a file…" }).click(),
  ]);
  await chooser.setFiles(path);
  await page.locator("ol[aria-label='Steps of the import']").waitFor();
  await settled(page);
}

async function openStep(page, name) {
  const steps = page.locator("ol[aria-label='Steps of the import'] > li");
  await steps
    .filter({ has: page.locator(`b:text-is("${name}")`) })
    .locator("h2 button")
    .click();
  await settled(page);
}

/** The plan of the sample that is still a draft, with the keys in its grid. */
async function openDraft(page) {
  await goTo(page, "budget");
  await page.getByRole("button", { name: /^Plan: / }).click();
  await page.getByRole("menuitem", { name: /Draft/ }).first().click();
  await settled(page);
  await page.getByRole("grid").focus();
  await press(page, "Control+Home");
}

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
  await settled(page);
}

async function draw(server, scheme, visit) {
  const { page, close } = await openPage(browser, server.address, scheme);
  await visit(page, async (shown, name) => {
    const path = join(folder, `${name}-${scheme}.png`);
    await shown.screenshot({ path });
    process.stdout.write(`${path}\n`);
  });
  await close();
}
