// The built application: its theme is there, its typeface is there, and nothing from elsewhere runs in it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { inWindow } from "../kit/window.mjs";

test("the built window wears its theme and its typeface", { timeout: 120_000 }, () =>
  inWindow({}, async (window) => {
    const style = await window.run(async () => {
      await document.fonts.ready;
      const root = getComputedStyle(document.documentElement);
      return {
        body: root.getPropertyValue("--mantine-color-body").trim(),
        accent: root.getPropertyValue("--mantine-primary-color-filled").trim(),
        typeface: getComputedStyle(document.body).fontFamily,
        loaded: [...document.fonts].some((face) => face.family.includes("IBM Plex Sans") && face.status === "loaded"),
      };
    });
    assert.notEqual(
      style.body,
      "",
      "Mantine's variables are written into a style element, which the policy must allow",
    );
    assert.notEqual(style.accent, "", "the accent colour");
    assert.match(style.typeface, /IBM Plex Sans/);
    assert.ok(style.loaded, "the typeface comes with the application");
  }),
);

test("a script from elsewhere is not run, nor one written into the page", { timeout: 120_000 }, async () => {
  let asked = 0;
  const elsewhere = createServer((_, answer) => {
    asked += 1;
    answer.writeHead(200, { "Content-Type": "text/javascript", "Access-Control-Allow-Origin": "*" });
    answer.end("window.intruder = 'from elsewhere';");
  });
  await new Promise((ready) => elsewhere.listen(0, "127.0.0.1", ready));
  try {
    await inWindow({}, async (window) => {
      const found = await window.run(async (address) => {
        const violations = [];
        document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
        const add = (prepare) =>
          new Promise((settled) => {
            const script = document.createElement("script");
            script.onload = script.onerror = settled;
            prepare(script);
            document.head.append(script);
            setTimeout(settled, 1000);
          });
        await add((script) => {
          script.src = `${address}/intruder.js`;
        });
        await add((script) => {
          script.textContent = "window.intruder = 'written into the page';";
        });
        const button = document.createElement("button");
        button.setAttribute("onclick", "window.intruder = 'an attribute'");
        document.body.append(button);
        button.click();
        button.remove();
        const sent = await fetch(`${address}/secret`).then(
          () => true,
          () => false,
        );
        return { intruder: window.intruder ?? null, violations, sent, exposed: "__TAURI__" in window };
      }, `http://127.0.0.1:${elsewhere.address().port}`);
      assert.equal(found.intruder, null, "no script ran");
      assert.equal(found.sent, false, "nothing is sent elsewhere");
      assert.equal(asked, 0, "nothing was even asked for elsewhere");
      assert.ok(found.violations.filter((rule) => rule.startsWith("script-src")).length >= 3, `${found.violations}`);
      assert.equal(found.exposed, false, "the shell is reached by import only");
    });
  } finally {
    elsewhere.close();
  }
});
