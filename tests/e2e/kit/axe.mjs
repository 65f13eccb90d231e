// What axe finds on a page: nothing.
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Everything is in order on the page, or on the part that a selector names, and the console is silent. */
export const findsNothing = (page, errors, part = "body") =>
  check(page, new AxeBuilder({ page }).include(part).withTags(TAGS), errors);

/** The colours are in order: for a page whose structure was looked at in another scheme. */
export const findsNoFaintColour = (page, errors, part = "body") =>
  check(page, new AxeBuilder({ page }).include(part).withRules(["color-contrast", "link-in-text-block"]), errors);

/** Colours have arrived: one on its way from light to dark is nobody's contrast. */
const arrived = (page) =>
  page.evaluate(async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    const moving = document.getAnimations().filter((motion) => motion instanceof CSSTransition);
    await Promise.allSettled(moving.map((motion) => motion.finished));
  });

/**
 * Takes the rows that a sum at the foot of a scrolled table covers off the page while axe looks: it measures them against
 * the figures that lie over them, and they are reached by scrolling. Answers what brings them back.
 */
async function uncovered(page) {
  const covered = await page.evaluateHandle(() =>
    [...document.querySelectorAll("tfoot")].flatMap((foot) => {
      const { top } = foot.rows[0].cells[0].getBoundingClientRect();
      return [...foot.parentElement.tBodies]
        .flatMap((body) => [...body.rows])
        .filter((row) => row.getBoundingClientRect().bottom > top + 1);
    }),
  );
  const show = (visibility) =>
    covered.evaluate((rows, visibility) => {
      for (const row of rows) row.style.visibility = visibility;
    }, visibility);
  await show("hidden");
  return () => show("");
}

async function check(page, axe, errors) {
  await arrived(page);
  const bringBack = await uncovered(page);
  // One document without frames: the older way looks at it in place and opens no second page to gather what it found.
  const { violations } = await axe.setLegacyMode(true).analyze();
  await bringBack();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}\n${node.failureSummary}`),
  );
  assert.deepEqual(found, []);
  // What the core refuses is an answer, which the browser takes for a failure to load something.
  const said = errors.splice(0).filter((text) => !text.includes("422 (Unprocessable Entity)"));
  assert.deepEqual(said, [], "the console is silent");
}
