// A picture of every screen, light and dark, from the sample book: `cargo xtask shots` lays them into a folder.
import { join } from "node:path";
import { goTo, openBrowser, openPage, SCHEMES, screens, startServer } from "./kit/browser.mjs";

const folder = process.argv[2];
const [browser, empty, sample] = await Promise.all([openBrowser(), startServer(), startServer("--sample")]);
try {
  for (const scheme of SCHEMES) {
    await draw(empty, scheme, async (page, keep) => keep(page, "welcome"));
    await draw(sample, scheme, async (page, keep) => {
      for (const screen of await screens(page)) {
        await goTo(page, screen);
        await keep(page, screen);
      }
    });
  }
} finally {
  await browser.close();
  await Promise.all([empty.stop(), sample.stop()]);
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
