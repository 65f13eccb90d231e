// The W3C WebDriver protocol, as far as the journeys need it: a session, scripts in the page, elements, keys.

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Keys that have no character. */
export const KEY = {
  control: "\uE009",
  shift: "\uE008",
  alt: "\uE00A",
  meta: "\uE03D",
  enter: "\uE007",
  escape: "\uE00C",
  tab: "\uE004",
  backspace: "\uE003",
  delete: "\uE017",
  left: "\uE012",
  up: "\uE013",
  right: "\uE014",
  down: "\uE015",
  home: "\uE011",
  end: "\uE010",
  pageUp: "\uE00E",
  pageDown: "\uE00F",
  f2: "\uE032",
};

/** Starts a session at a driver; answers what can be asked of it. */
export async function session(address, capabilities) {
  const send = async (method, path, body) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value?.error}: ${value?.message} (${method} ${path})`);
    return value;
  };

  const { sessionId } = await send("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
  const at = (path) => `/session/${sessionId}${path}`;
  await send("POST", at("/timeouts"), { script: 30_000 });

  const idOf = (element) => element[ELEMENT];
  return {
    /** Runs a function in the page with these arguments; it may be asynchronous. */
    async run(script, ...args) {
      const body = `const done = arguments[arguments.length - 1];
        Promise.resolve((${script})(...[...arguments].slice(0, -1))).then(
          (value) => done({ value }),
          (error) => done({ error: String(error?.stack ?? error) }),
        );`;
      const answer = await send("POST", at("/execute/async"), { script: body, args });
      if (answer && "error" in answer) throw new Error(answer.error);
      return answer?.value ?? null;
    },
    click: (element) => send("POST", at(`/element/${idOf(element)}/click`)),
    clear: (element) => send("POST", at(`/element/${idOf(element)}/clear`)),
    type: (element, text) => send("POST", at(`/element/${idOf(element)}/value`), { text }),
    /** Presses keys one after the other at the element in focus; keys joined by "+" are held together. */
    async press(...chords) {
      const actions = chords.flatMap((chord) => {
        const keys = chord.length === 1 ? [chord] : chord.split("+").map((key) => KEY[key] ?? key);
        return [
          ...keys.map((value) => ({ type: "keyDown", value })),
          ...keys.reverse().map((value) => ({ type: "keyUp", value })),
        ];
      });
      await send("POST", at("/actions"), { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    screenshot: async () => Buffer.from(await send("GET", at("/screenshot")), "base64"),
    close: () => send("DELETE", at("")),
  };
}
