// What is done to many cells of a grid at once: clear, fill, copy, cut and paste. Each is one change of the page.
import { formatCount } from "../number";
import { parseTsv, pastedText, writeHtml, writeTsv } from "./clipboard";
import { type Block, cellsIn, selectBlock } from "./selection";
import { inValues, lockedAt, type Stage } from "./stage";
import type { Typing } from "./useTyping";

class TooMany extends Error {}

export interface Blocks {
  clear: () => void;
  fill: (direction: "right" | "down") => void;
  /** Copy, cut or paste, while the grid has the focus. */
  onClipboard: (event: ClipboardEvent) => void;
  /** From the menu: the clipboard is read by the shell. */
  pasteFromShell: () => void;
}

export function blocksOf<Row>(stage: Stage<Row>, typing: Typing): Blocks {
  const { props, extent, selected, block, rowOf, placeOf, say, hush, select } = stage;

  const isGroup = (index: number) => {
    const row = rowOf(index);
    return row !== undefined && props.shapeOf(row).kind === "group";
  };

  /** Runs a change of a block, unless nothing may be changed. */
  async function change(run: (values: Block) => Promise<string | null>, on: Block | null = block) {
    if (props.readOnly !== null) return say(props.readOnly);
    if (!on) return say("Select cells with amounts first.");
    hush();
    const message = await run(inValues(on, extent));
    if (message !== null) say(message, "bad");
  }

  function clear() {
    const place = placeOf(selected.active);
    if (block && cellsIn(block) === 1 && place) {
      const why = lockedAt(stage, selected.active);
      if (why !== null) return say(why);
      typing.forget(place);
    }
    void change(props.onClear);
  }

  /** A single row or column is filled from the one before it, as a spreadsheet does. */
  function fill(direction: "right" | "down") {
    const from = block && { ...block };
    if (from && direction === "right" && from.left === from.right) from.left -= 1;
    if (from && direction === "down" && from.top === from.bottom) {
      do from.top -= 1;
      while (isGroup(from.top));
    }
    if (from && from.left < extent.first) return say("There is nothing to the left to fill from.");
    if (from && from.top < 0) return say("There is nothing above to fill from.");
    void change((values) => props.onFill(values, direction), from);
  }

  async function paste(text: string) {
    const rows = parseTsv(text);
    if (rows.length === 0) return say("There are no cells and no text on the clipboard.");
    const wide = Math.max(...rows.map((row) => row.length));
    await change(async (values) => {
      const message = await props.onPaste(values, text);
      // Shows what was pasted: the block grows to it, and stays as it is where it was larger.
      if (message === null && block) {
        let bottom = block.top;
        for (let lines = rows.length; bottom < extent.rows - 1; bottom += 1) {
          if (!isGroup(bottom)) lines -= 1;
          if (lines === 0) break;
        }
        const right = Math.min(extent.last, Math.max(block.right, block.left + wide - 1));
        select(selectBlock({ ...block, bottom: Math.max(bottom, block.bottom), right }), selected.active);
      }
      return message;
    });
  }

  /** Copies; answers whether the cells are on the clipboard or on their way to it. */
  function copy(event: ClipboardEvent): boolean {
    event.preventDefault();
    if (!block) {
      say("Select cells with amounts to copy them.");
      return false;
    }
    const values = inValues(block, extent);
    const text = props.copied(values);
    const done = (cells: string[][]) => {
      const count = cells.reduce((sum, row) => sum + row.length, 0);
      say(count === 1 ? "Copied 1 cell." : `Copied ${formatCount(count)} cells.`);
    };
    if (text !== null) {
      const cells = parseTsv(text);
      event.clipboardData?.setData("text/plain", text);
      event.clipboardData?.setData("text/html", writeHtml(cells));
      done(cells);
      return true;
    }
    // The answer for this selection is still on its way. The clipboard is promised it now: later, without a key being
    // pressed, it may take nothing.
    const late = props.copy(values).then((answer) => {
      if (answer === null) throw new TooMany("These are too many cells to copy. Export the plan instead.");
      return parseTsv(answer);
    });
    const as = (type: string, write: (cells: string[][]) => string) => ({
      [type]: late.then((cells) => new Blob([write(cells)], { type })),
    });
    navigator.clipboard
      .write([new ClipboardItem({ ...as("text/plain", writeTsv), ...as("text/html", writeHtml) })])
      .then(async () => done(await late))
      .catch(async () => {
        const why = await late.catch((thrown: unknown) => thrown);
        say(why instanceof TooMany ? why.message : "The cells could not be copied. Copy them once more.", "bad");
      });
    return true;
  }

  return {
    clear,
    fill,
    onClipboard: (event) => {
      if (event.type === "copy") copy(event);
      else if (event.type === "paste") {
        event.preventDefault();
        void paste(pastedText(event.clipboardData));
      } else if (props.readOnly !== null) {
        event.preventDefault();
        say(props.readOnly);
      } else if (copy(event)) void change(props.onClear);
    },
    pasteFromShell: () => void props.pasteText().then((text) => paste(text ?? "")),
  };
}
