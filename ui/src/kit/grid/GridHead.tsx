// The header of a grid: the names of its columns, always in sight.
import type { Column } from "./contract";
import classes from "./grid.module.css";
import type { Layout } from "./layout";

export function GridHead<Row>({ columns, layout }: { columns: readonly Column<Row>[]; layout: Layout }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div role="rowgroup" className={classes.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table of this size is drawn in parts that are no table's */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus */}
      <div role="row" aria-rowindex={1} className={classes.row} data-row={-1}>
        {columns.map((column, index) => (
          // biome-ignore lint/a11y/useSemanticElements: see the grid
          // biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus
          <div
            key={column.key}
            role="columnheader"
            title={column.title}
            className={classes.headCell}
            data-holds={column.holds}
            data-align={column.align}
            data-ground={column.ground}
            data-column={index}
            data-frozen={column.frozen || undefined}
            data-edge={(column.frozen && !columns[index + 1]?.frozen) || undefined}
            style={column.frozen ? { left: layout.lefts[index] } : undefined}
          >
            {column.title}
          </div>
        ))}
      </div>
    </div>
  );
}
