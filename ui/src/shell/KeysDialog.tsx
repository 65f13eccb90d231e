// The keys of the window, on one page.
import { Dialog } from "../kit/Dialog";
import { isMac, shortcut } from "./keys";
import classes from "./palette.module.css";

const GROUPS: { title: string; keys: [string, string][] }[] = [
  {
    title: "Everywhere",
    keys: [
      [shortcut("K"), "Search, or do anything"],
      [shortcut("Z"), "Undo"],
      [isMac ? "⇧⌘Z" : "Ctrl Y", "Redo"],
      [`${shortcut("N")}, ${shortcut("O")}`, "New book, open a book"],
      [shortcut(","), "Settings"],
      [shortcut("F"), "Filter what is shown"],
      [shortcut("E"), "Explain the figure at hand"],
      ["T", "Chart as table, and back"],
    ],
  },
  {
    title: "Budget",
    keys: [
      ["Arrows, Tab, Enter", "From cell to cell; with Shift a range"],
      ["F2", "Change the cell; typing replaces it"],
      ["=1200*12  =10%  12k  1.5m", "Arithmetic, a share of the old value, thousands, millions"],
      [`${shortcut("C")}, ${shortcut("V")}, ${shortcut("X")}`, "Copy, paste, cut, to and from a spreadsheet"],
      [`${shortcut("R")}, ${shortcut("D")}`, "Fill right, fill down"],
      ["Delete", "Empty the cells"],
    ],
  },
  {
    title: "Lists",
    keys: [
      ["Up, Down", "From row to row"],
      ["Enter", "Open the row"],
      ["Space", "Select an actual"],
      ["M", "Match the selected actuals to a line"],
    ],
  },
];

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" size={560} onClose={onClose}>
      {GROUPS.map(({ title, keys }) => (
        <table key={title} className={classes.keys}>
          <caption>{title}</caption>
          <tbody>
            {keys.map(([key, what]) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </Dialog>
  );
}
