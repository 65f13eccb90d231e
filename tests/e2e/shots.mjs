// A picture of every screen, light and dark, from the sample book: `cargo xtask shots` lays them into a folder.
import { join } from "node:path";
import { goTo, openBrowser, openPage, SCHEMES, screens, settled, startServer } from "./kit/browser.mjs";
import { contracts, openLedger, postings } from "./kit/fixtures.mjs";

const folder = process.argv[2];
/** What a screen of the navigation shows only when it is asked for. */
const VIEWS = [
  ["contract", "contracts?contract=7"],
  ["variance-unexplained", "variance?view=unexplained"],
  ["variance-commitments", "variance?view=commitments"],
  ["variance-item", "variance?item=price"],
  ["variance-to-date", "variance?period=2026-11-30&by=vendor"],
  ["variance-by-department", "variance?by=department"],
];
const [browser, empty] = await Promise.all([openBrowser(), startServer()]);
try {
  for (const scheme of SCHEMES) {
    await draw(empty, scheme, async (page, keep) => keep(page, "welcome"));
    // A book of its own: what is done for the pictures of one scheme is not to be seen in those of the other.
    const sample = await startServer("--sample");
    try {
      await change(sample);
      await draw(sample, scheme, sampleScreens);
    } finally {
      await sample.stop();
    }
  }
} finally {
  await browser.close();
  await empty.stop();
}

/** Every screen of the sample, and what its dialogs show. */
async function sampleScreens(page, keep) {
  for (const screen of await screens(page)) {
    await goTo(page, screen);
    await keep(page, screen);
  }
  await goTo(page, "forecast");
  await page.getByRole("button", { name: "Accuracy" }).click();
  await settled(page);
  await keep(page, "forecast-accuracy");
  await press(page, "Escape");
  await page.getByRole("button", { name: "Re-cut…" }).click();
  await settled(page);
  await keep(page, "forecast-recut");
  await press(page, "Escape");
  await page.getByRole("grid").focus();
  await press(page, "Control+Home", "ArrowDown", "ArrowLeft", "F2");
  await keep(page, "forecast-method");
  await press(page, "Escape");
  for (const [name, screen] of VIEWS) {
    await goTo(page, screen);
    await keep(page, name);
  }
  await goTo(page, "variance");
  await page.getByText("USD", { exact: true }).click();
  await settled(page);
  await keep(page, "variance-whole-units");
  await page.getByText("k USD", { exact: true }).click();
  await page.getByText("P&L", { exact: true }).click();
  for (const screen of ["showback", "forecast"]) {
    await goTo(page, screen);
    await keep(page, `${screen}-expense`);
  }
  await goTo(page, "showback");
  await page.getByText("Cash", { exact: true }).click();
  await page.locator("ol button", { hasText: "Cloud platform" }).first().click();
  await page.getByRole("table", { name: "Who takes a part" }).getByText("Shared out").waitFor();
  await settled(page);
  await keep(page, "showback-rule");
  await press(page, "Escape");
  for (const section of ["rules", "months", "prepaid"]) {
    await goTo(page, `actuals?section=${section}`);
    await keep(page, `actuals-${section}`);
  }
  await goTo(page, "actuals?section=months");
  await page.getByRole("button", { name: "Close November 2026" }).click();
  await settled(page);
  await keep(page, "actuals-close");
  await press(page, "Escape");
  await bring(page, await openLedger());
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
  for (const part of ["Line", "Months", "Split and merge", "Documents", "History"]) {
    if (part === "Documents") await keepDocument(page);
    await page.getByRole("tab", { name: part, exact: true }).click();
    await settled(page);
    await keep(page, `line-${part.toLowerCase().replaceAll(" ", "-")}`);
  }
  await press(page, "Escape");
  await press(page, "Escape");
  await page.getByRole("button", { name: /^Plan: / }).click();
  await page.getByRole("menuitem", { name: /^New year from/ }).click();
  await page.getByRole("table", { name: /^Proposal/ }).waitFor();
  await settled(page);
  await keep(page, "budget-new-year");
  await goTo(page, "budget");
  await chooseIn(page, /^Compare: /, /^Side by side/);
  await keep(page, "budget-side-by-side");
  await press(page, "Escape");
  await chooseIn(page, /^Group: /, "Targets…");
  for (const [name, amount] of Object.entries({
    Staffing: "4700000",
    Hardware: "800000",
  })) {
    await page.getByRole("textbox", { name: `Target of ${name}`, exact: true }).fill(amount);
    await press(page, "Enter");
  }
  await keep(page, "budget-targets");
  await press(page, "Escape");
  await keep(page, "budget-gap");
  await press(page, "Control+z", "Control+z");
  await chooseIn(page, /^Plan: /, /Weaker dollar/);
  await keep(page, "scenario");
  await page.getByRole("button", { name: /^Adjustments/ }).click();
  await settled(page);
  await keep(page, "scenario-adjustments");
  await press(page, "Escape");
  await chooseIn(page, /^Plan: /, /^FY2027 Budget/);
  await page.getByRole("button", { name: "New version" }).click();
  await page.getByRole("button", { name: "Versions…" }).click();
  await settled(page);
  await keep(page, "budget-versions");
  await press(page, "Escape");
  await openDraft(page);
  await press(page, "Control+k");
  await page.keyboard.type("cloud");
  await page.waitForSelector("[role=option]");
  await settled(page);
  await keep(page, "palette");
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

/** Keeps a file with the open line. */
async function keepDocument(page) {
  await page.getByRole("tab", { name: "Documents" }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Add a file…" }).click(),
  ]);
  await chooser.setFiles({ name: "Order form.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(182_000, "%") });
  await page.getByText("Order form.pdf", { exact: true }).waitFor();
}

/** A file on its way in. */
async function bring(page, file) {
  await goTo(page, "overview");
  await goTo(page, "import");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a file…" }).click(),
  ]);
  await chooser.setFiles(file);
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

/** The plan of the sample that can still be typed into, with the keys in its grid. */
async function openDraft(page) {
  await goTo(page, "budget");
  await chooseIn(page, /^Plan: /, /Leaner year/);
  await page.getByRole("grid").focus();
  await press(page, "Control+Home");
}

/** Opens a menu of the header and chooses in it. */
async function chooseIn(page, menu, entry) {
  await page.getByRole("button", { name: menu }).click();
  await page.getByRole("menuitem", { name: entry }).first().click();
  await settled(page);
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
