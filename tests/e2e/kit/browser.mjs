// The page in a plain browser, served by the real core on this machine.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** Light and dark, as the system would ask for them. */
export const SCHEMES = ["light", "dark"];

/** Starts the server, with `--sample` or `--book FILE`; answers the address to open and how to stop. */
export async function startServer(...args) {
  const program = process.env.OUTLAY_SERVE;
  if (!program) throw new Error("OUTLAY_SERVE names no program: start this with `cargo xtask test browser`.");
  const own = await mkdtemp(join(tmpdir(), "outlay-browser-"));
  // Its files lie in a folder that goes away with it.
  const env = { ...process.env, TMPDIR: own, TEMP: own, TMP: own };
  const page = process.env.OUTLAY_PAGE;
  const server = spawn(program, ["--page", page, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = await new Promise((found, failed) => {
    server.on("error", failed);
    server.on("exit", (code) => failed(new Error(`The server ended (${code}): ${said}`)));
    for (const stream of [server.stdout, server.stderr]) {
      stream.on("data", (text) => {
        said += text;
        const open = /Open (\S+)/.exec(said);
        if (open) found(open[1]);
      });
    }
  });
  const stop = async () => {
    const gone = new Promise((ended) => server.once("exit", ended));
    server.kill();
    await gone;
    await rm(own, { recursive: true, force: true, maxRetries: 5 });
  };
  return { address, stop };
}

/** A browser of the Chromium family that is on this machine. */
export async function openBrowser() {
  // Chromium's own walls need rights that a container or root does not have; the page is ours.
  const args = process.platform === "linux" ? ["--no-sandbox"] : [];
  const found = onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  if (found) return chromium.launch({ executablePath: found, args });
  return chromium.launch({ channel: process.platform === "win32" ? "msedge" : "chrome", args });
}

function onPath(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return process.platform === "linux" ? paths.find(existsSync) : undefined;
}

/** A page of its own with nothing remembered; a message in its console that says error makes `errors` longer. */
export async function openPage(browser, address, scheme, locale = "en-US") {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale,
  });
  const page = await context.newPage();
  count(page);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(address);
  await settled(page);
  return { page, errors, close: () => context.close() };
}

/** Waits until the page has what it asked for and has drawn it. */
export async function settled(page) {
  await page.waitForSelector("main");
  for (let quiet = 0, looks = 0; quiet < 3; looks += 1) {
    await page.waitForTimeout(50);
    const open = asked.get(page);
    quiet = open.size === 0 ? quiet + 1 : 0;
    if (looks > 400) throw new Error(`no answer yet: ${[...open].map((request) => request.url()).join(", ")}`);
  }
  await page.waitForFunction(() => !document.querySelector("[aria-busy='true']"));
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

// What each page asked for and has not got yet.
const asked = new WeakMap();

function count(page) {
  const open = new Set();
  asked.set(page, open);
  page.on("request", (request) => open.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => open.delete(request));
}

/** The screens that the navigation offers, in its order. */
export async function screens(page) {
  const links = await page.locator("nav[aria-label='Screens'] a").evaluateAll((all) => all.map((link) => link.hash));
  return links.map((hash) => hash.replace(/^#\//, ""));
}

/** Goes to a screen. */
export async function goTo(page, screen) {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `/${screen}`);
  await settled(page);
}
