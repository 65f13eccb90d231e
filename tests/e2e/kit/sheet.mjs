// The budget's grid in a window: its cells by the names of their row and column, and the keys to get there.

/** The grid that the window shows. */
export function sheetIn(window) {
  const look = (row, column) => window.until(`the cell ${row}, ${column}`, () => window.run(cellAt, row, column));
  const active = () => window.until("an active cell", () => window.run(activeCell));

  const walk = async (from, to, held = "") => {
    const down = to.row - from.row;
    const right = to.column - from.column;
    const keys = [
      ...Array(Math.abs(down)).fill(down < 0 ? "up" : "down"),
      ...Array(Math.abs(right)).fill(right < 0 ? "left" : "right"),
    ];
    if (keys.length > 0) await window.press(...keys.map((key) => held + key));
  };

  const sheet = {
    /** What a cell says, once it is there. */
    cell: async (row, column) => (await look(row, column)).text,
    /** A cell says this, now or soon. */
    async says(row, column, text) {
      let last = "";
      const found = window.until("", async () => {
        last = await sheet.cell(row, column);
        return last === text;
      });
      await found.catch(() => {
        throw new Error(`Waited in vain for "${text}" at ${row}, ${column}. It says "${last}".`);
      });
    },
    /** Goes to a cell by keys alone. */
    async goTo(row, column) {
      const to = await look(row, column);
      await window.run(() => document.querySelector("[role='grid']").focus());
      await walk(await active(), to);
      await window.until(`the active cell at ${row}, ${column}`, async () => {
        const now = await active();
        return now.row === to.row && now.column === to.column;
      });
    },
    /** Selects the block between two cells. */
    async select(from, to) {
      await sheet.goTo(...from);
      await walk(await look(...from), await look(...to), "shift+");
    },
    /** Types into a cell: what stood there is replaced. */
    async type(row, column, text) {
      await sheet.goTo(row, column);
      await window.press(...text, "enter");
    },
    /** What is being typed; null while no cell is open. */
    open: () => window.run(() => document.querySelector("[role='grid'] input")?.value ?? null),
  };
  return sheet;
}

// ---- in the page

function cellAt(row, column) {
  const grid = document.querySelector("[role='grid']");
  if (!grid) return null;
  const named = (one) => one.querySelector("[role='rowheader'] span")?.textContent === row;
  const found = [...grid.querySelectorAll("[role='row']")].find(named);
  const head = [...grid.querySelectorAll("[role='columnheader']")].find((one) => one.textContent === column);
  const cell = head && found?.querySelector(`[data-column="${head.dataset.column}"]`);
  return cell ? { row: Number(found.dataset.row), column: Number(head.dataset.column), text: cell.textContent } : null;
}

function activeCell() {
  const cell = document.querySelector("[role='grid'] [data-active]");
  return cell && { row: Number(cell.closest("[role='row']").dataset.row), column: Number(cell.dataset.column) };
}
