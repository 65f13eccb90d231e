// Rows of a file as text, with their numbers as a spreadsheet counts them.
import classes from "./import.module.css";

export interface SampleProps {
  label: string;
  columns: readonly string[];
  rows: readonly { row: number; cells: readonly string[] }[];
  /** Columns whose cells stand to the right. */
  right?: ReadonlySet<number>;
}

export function Sample({ label, columns, rows, right }: SampleProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by the keyboard
    <section className={classes.sample} aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Row</th>
            {columns.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file may share a name
              <th key={at} scope="col" className={right?.has(at) ? "number" : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map((_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
                <td key={at} className={right?.has(at) ? "number" : undefined}>
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
