// The budget's grid in a window: its cells by the names of their row and column, and the keys to get there.

/** The grid that the window shows. */
export function sheetIn(window) {
  const place = async (row, column) => window.until(`the cell ${row}, ${column}`, () => window.run(placeOf, row, column));

  /** Moves the active cell there with the arrows; with `shift`, the corner of the selection. */
  const walk = async (from, to, shift = "") => {
    const down = to.row - from.row;
    const right = to.column - from.column;
    const keys = [
      ...Array(Math.abs(down)).fill(down < 0 ? "up" : "down"),
      ...Array(Math.abs(right)).fill(right < 0 ? "left" : "right"),
    ];
    if (keys.length > 0) await window.press(...keys.map((key) => shift + key));
  };

  const sheet = {
    /** The text of a cell, once it is there. */
    cell: (row, column) => window.until(`the cell ${row}, ${column}`, () => window.run(textOf, row, column)),
    /** A cell says this. */
    says: async (row, column, text) => {
      let last;
      await window
        .until(`"${text}" at ${row}, ${column}`, async () => {
          last = await window.run(textOf, row, column);
          return last === text;
        })
        .catch((error) => {
          throw new Error(`${error.message.split("\n")[0]} It says "${last}".`);
        });
    },
    /** Goes to a cell by keys alone. */
    async goTo(row, column) {
      await window.run(() => document.querySelector("[role='grid']").focus());
      const to = await place(row, column);
      await walk(await window.until("an active cell", () => window.run(activePlace)), to);
      await window.until(`${row}, ${column} to be active`, async () => {
        const now = await window.run(activePlace);
        return now !== null && now.row === to.row && now.column === to.column;
      });
    },
    /** Selects from one cell to another. */
    async select(from, to) {
      await sheet.goTo(...from);
      await walk(await place(...from), await place(...to), "shift+");
    },
    /** Types into a cell, as a person who replaces what is there. */
    async type(row, column, text) {
      await sheet.goTo(row, column);
      await window.press(...text, "enter");
    },
    /** What stands in the open cell; null while none is open. */
    open: () => window.run(() => document.querySelector("[role='grid'] input")?.value ?? null),
  };
  return sheet;
}

// ---- in the page

function placeOf(row, column) {
  const grid = document.querySelector("[role='grid']");
  const named = (element) => element.querySelector("[role='rowheader'] span")?.textContent;
  const found = [...(grid?.querySelectorAll("[role='row']") ?? [])].find((element) => named(element) === row);
  const head = [...(grid?.querySelectorAll("[role='columnheader']") ?? [])].find((one) => one.textContent === column);
  return found && head ? { row: Number(found.dataset.row), column: Number(head.dataset.column) } : null;
}

function textOf(row, column) {
  const grid = document.querySelector("[role='grid']");
  const named = (element) => element.querySelector("[role='rowheader'] span")?.textContent;
  const found = [...(grid?.querySelectorAll("[role='row']") ?? [])].find((element) => named(element) === row);
  const head = [...(grid?.querySelectorAll("[role='columnheader']") ?? [])].find((one) => one.textContent === column);
  const cell = found?.querySelector(`[data-column="${head?.dataset.column}"]`);
  return cell ? cell.textContent : null;
}

function activePlace() {
  const cell = document.querySelector("[role='grid'] [data-active]");
  return cell ? { row: Number(cell.closest("[role='row']").dataset.row), column: Number(cell.dataset.column) } : null;
}
