// The real window of the built application, on settings and files of its own, driven as a person would.
import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { session } from "./webdriver.mjs";

const PATIENCE = 20_000;

/** A folder of this test's own. */
export function folder() {
  return mkdtemp(join(tmpdir(), "outlay-e2e-"));
}

/**
 * Opens the window; `argument` is a book to start with. The answer closes itself and its files with `close()`.
 * Everything that waits (find, see, gone) waits up to 20 seconds and then says what was looked for.
 */
export async function openWindow({ argument } = {}) {
  const own = await folder();
  const binary = process.env.OUTLAY_DESKTOP;
  if (!binary) throw new Error("OUTLAY_DESKTOP names no program: start these tests with `cargo xtask test window`.");
  const driver = await startDriver(own);
  let page;
  try {
    page = await session(driver.address, capabilities(resolve(binary), argument ? [argument] : []));
  } catch (error) {
    driver.stop();
    throw new Error(`The window did not open: ${error.message}\n${driver.said()}`);
  }

  const until = async (what, look) => {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const found = await look();
      if (found !== null && found !== false) return found;
      if (Date.now() > end) throw new Error(`Waited in vain for ${what}. The page says:\n${await shown()}`);
      await new Promise((later) => setTimeout(later, 50));
    }
  };
  // Only what is shown counts, so not textContent.
  const shown = () => page.run(() => document.body.innerText);
  const find = (selector, text) =>
    until(text === undefined ? selector : `${selector} "${text}"`, () => page.run(visible, selector, text ?? null));

  const window = {
    folder: own,
    run: page.run,
    press: page.press,
    shown,
    find,
    until,
    /** The element of this kind is there; with `text`, one that says so or is named so. */
    see: (selector, text) => find(selector, text),
    gone: (selector, text) => until(`no ${selector}`, async () => !(await page.run(visible, selector, text ?? null))),
    /** The page says this somewhere. */
    says: (text) => until(`the words "${text}"`, async () => (await shown()).includes(text)),
    click: async (selector, text) => page.click(await find(selector, text)),
    /** Writes into the field with this label, in place of what is there. */
    async fill(label, text) {
      const field = await until(`the field "${label}"`, () => page.run(labelled, label));
      await page.clear(field);
      await page.type(field, text);
    },
    /** Chooses from the list of the field with this label. */
    async pick(label, option) {
      await page.click(await until(`the field "${label}"`, () => page.run(labelled, label)));
      await page.click(await find("[role='option']", option));
      await window.gone("[role='option']");
    },
    /** Types at the element in focus, one character after the other. */
    type: (text) => page.press(...text),
    /** What the next file dialogs answer, in their order; null is a dialog closed without a choice. */
    answer: (...paths) => writeFile(join(own, "answers.txt"), paths.map((path) => `${path ?? ""}\n`).join("")),
    async screenshot(path) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, await page.screenshot());
    },
    async close() {
      await page.close().catch(() => {});
      driver.stop();
      await rm(own, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await window.until("the page", () => page.run(() => document.querySelector("#root")?.childElementCount > 0));
  return window;
}

/** Opens a window, hands it to the test and closes it in any case; a failure leaves a picture where OUTLAY_SHOTS says. */
export async function inWindow(options, test) {
  const window = await openWindow(options);
  try {
    await test(window);
  } catch (error) {
    const kept = process.env.OUTLAY_SHOTS;
    if (kept) await window.screenshot(join(kept, `failed-${Date.now()}.png`)).catch(() => {});
    throw error;
  } finally {
    await window.close();
  }
}

// ---- in the page

function visible(selector, text) {
  // Only what is shown counts, so not textContent.
  const said = (element) => element.innerText ?? "";
  const named = (element) =>
    [said(element), element.getAttribute("aria-label"), element.getAttribute("title"), element.placeholder].some(
      (name) => typeof name === "string" && name.replace(/\s+/g, " ").trim() === text,
    );
  const all = [...document.querySelectorAll(selector)].filter(
    (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden",
  );
  if (text === null) return all[0] ?? null;
  return all.find(named) ?? all.find((element) => said(element).includes(text)) ?? null;
}

function labelled(label) {
  const says = (element) => element.textContent.replace(/\*/g, "").trim() === label;
  const found = [...document.querySelectorAll("label")].find(says);
  const field = found?.control ?? document.querySelector(`input[aria-label="${CSS.escape(label)}"]`);
  return field ?? null;
}

// ---- the driver of this system

function capabilities(binary, args) {
  if (process.platform === "win32") {
    return { browserName: "webview2", "ms:edgeOptions": { binary, args, webviewOptions: {} } };
  }
  return { "webkitgtk:browserOptions": { binary, args } };
}

async function startDriver(own) {
  const port = await freePort();
  const [program, args] =
    process.platform === "win32"
      ? [process.env.EDGEWEBDRIVER ? join(process.env.EDGEWEBDRIVER, "msedgedriver.exe") : "msedgedriver.exe", []]
      : ["WebKitWebDriver", ["--host=127.0.0.1"]];
  const env = {
    ...process.env,
    PATH: [process.env.PATH, "/usr/bin"].join(delimiter),
    OUTLAY_REHEARSAL: own,
    TAURI_AUTOMATION: "true",
    TAURI_WEBVIEW_AUTOMATION: "true",
    // No buses: nobody listens, and their programs would outlive the window.
    DBUS_SESSION_BUS_ADDRESS: "disabled:",
    NO_AT_BRIDGE: "1",
    // Numbers as the journeys expect them, wherever they run.
    LC_ALL: "C.UTF-8",
    LANGUAGE: "en_US",
    // What the web view keeps belongs to this test as well.
    XDG_DATA_HOME: join(own, "data"),
    XDG_CACHE_HOME: join(own, "cache"),
    XDG_CONFIG_HOME: join(own, "settings"),
  };
  const options = { env, stdio: ["ignore", "pipe", "pipe"], detached: process.platform !== "win32" };
  const driver = spawn(program, [...args, `--port=${port}`], options);
  let said = "";
  for (const stream of [driver.stdout, driver.stderr]) stream.on("data", (text) => (said += text));
  let failed = null;
  driver.on("error", (error) => (failed = error));
  const address = `http://127.0.0.1:${port}`;
  const latest = Date.now() + PATIENCE;
  for (;;) {
    if (failed) throw new Error(`${program} cannot be started: ${failed.message}`);
    const ready = await fetch(`${address}/status`)
      .then((answer) => answer.ok)
      .catch(() => false);
    if (ready) break;
    if (Date.now() > latest) throw new Error(`${program} does not answer:\n${said}`);
    await new Promise((later) => setTimeout(later, 50));
  }
  return { address, stop: () => end(driver), said: () => said };
}

/** Ends the driver and the window it started: asked to close, a driver may leave the window of a moment ago behind. */
function end(driver) {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(driver.pid), "/t", "/f"]);
    return;
  }
  try {
    process.kill(-driver.pid, "SIGKILL");
  } catch {
    // All of them had ended by themselves.
  }
}

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.on("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}
