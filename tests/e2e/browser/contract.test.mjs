// From a contract to its budget line, and to notice given: by the keyboard where it matters.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goTo, openBrowser, openPage, settled, startServer } from "../kit/browser.mjs";

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer("--sample")]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a contract makes its line, which goes when notice is given", { timeout: 120_000 }, async () => {
  const { page, errors, close } = await openPage(browser, server.address, "light");
  // A draft for the line to stand in.
  await goTo(page, "settings?section=plans&new=1");
  await page.getByLabel("Name").fill("FY2028 Draft");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await settled(page);

  await goTo(page, "contracts");
  await page.getByRole("button", { name: "New contract" }).focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("dialog");
  await form.getByLabel("Title").fill("Build agents");
  await form.getByLabel("Initial term, months").fill("12");
  await form.getByLabel("Price", { exact: true }).fill("1000");
  await form.getByRole("button", { name: "Add contract" }).click();
  await settled(page);
  assert.match(await form.innerText(), /Give the first day of the contract/);
  await form.getByLabel("First day").click();
  await page.getByRole("button", { name: "1 November 2026", exact: true }).click();
  await form.getByRole("combobox", { name: "Renewal", exact: true }).click();
  await page.getByRole("option", { name: "Automatic" }).click();
  await form.getByRole("button", { name: "Add contract" }).click();
  await page.getByRole("heading", { name: "Contracts › Build agents" }).waitFor();
  await settled(page);
  assert.match(await page.getByRole("table", { name: "Cost by year" }).innerText(), /FY2027\s+8,000.00/);

  await page.getByRole("button", { name: "Make lines…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make lines" }).click();
  await page.getByRole("heading", { name: "One budget line bears all of it" }).waitFor();
  const lines = page.getByRole("table", { name: "Budget lines" });
  assert.match(await lines.innerText(), /FY2028 Draft/);
  assert.match(await lines.innerText(), /12,000.00\s+12,000.00\s+–/);

  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Add a file…" }).click(),
  ]);
  await chooser.setFiles({ name: "Order form.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") });
  const documents = page.getByRole("list", { name: "Documents of Build agents" });
  await documents.getByText("Order form.pdf").waitFor();
  await page.getByRole("button", { name: "More about Order form.pdf" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByLabel("Name of Order form.pdf").fill("Signed order");
  await page.keyboard.press("Enter");
  await documents.getByText("Signed order.pdf").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    documents.getByRole("button", { name: "Signed order.pdf", exact: true }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "Signed order.pdf");

  await page.getByRole("button", { name: "Give notice…" }).click();
  await page.getByLabel("Proof").fill("Registered letter");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Withdraw notice" }).waitFor();
  await settled(page);
  await goTo(page, "contracts");
  await page.getByRole("textbox", { name: "Filter by text" }).fill("build");
  await settled(page);
  assert.match(await page.getByRole("table", { name: "Contracts" }).innerText(), /Build agents[\s\S]*Notice given/);
  // The core refused the form once, above.
  assert.deepEqual(errors, [
    "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)",
  ]);
  await close();
});
