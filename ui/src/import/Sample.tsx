// The first rows of a file as text, with their numbers as a spreadsheet counts them and what each column is read as.
import type { Inspected } from "../api.gen";
import { labelOf } from "./findings";
import classes from "./preview.module.css";

export function Sample({ inspected }: { inspected: Inspected }) {
  const columns = inspected.table?.columns ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by the keyboard
    <section className={classes.raw} aria-label="First rows as they stand in the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Row</th>
            {columns.map((column) => (
              <th key={column.index} scope="col">
                {column.name}
                <small>{column.field === null ? "\u00a0" : labelOf(inspected, column.field)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inspected.sample.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map((column) => (
                <td key={column.index} data-right={column.type === "number" || undefined}>
                  {cells[column.index - 1]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
