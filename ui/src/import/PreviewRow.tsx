// A row of the preview: its number in the file, what becomes of it, its cells, and the way to leave it out.
import { IconPlus, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, memo } from "react";
import type { ImportOptions, ImportRow, ImportRowColumn, ImportRowState, Tone } from "../api.gen";
import { formatCount } from "../kit/number";
import { Pill } from "../kit/parts";
import { cellOf, messagesOf } from "./cells";
import { ACT, cellId, type Place, Rest } from "./PreviewGrid";
import classes from "./preview.module.css";
import type { Typed } from "./typed";
import { editAt } from "./wizard";
import { STATE_NAMES } from "./words";

/** What every row is drawn with. */
export interface RowPart {
  id: string;
  columns: readonly ImportRowColumn[];
  /** How many decimals the figures of each column have. */
  decimals: readonly number[];
  /** Whether what is wrong stands in a column of its own. */
  reasons: boolean;
  options: ImportOptions;
  reading: boolean;
  active: Place;
  typed: Typed | null;
  onTyped: (typed: Typed | null) => void;
  commit: (step: "down" | "right" | "stay") => void;
  cancel: () => void;
  act: (row: ImportRow) => void;
}

const TONES: Record<ImportRowState, Tone | "accent"> = {
  new: "good",
  changed: "accent",
  unchanged: "neutral",
  problem: "bad",
  left_out: "neutral",
};

interface Props extends RowPart {
  index: number;
  top: number;
  row: ImportRow | undefined;
}

export const PreviewRow = memo(Drawn, (before, after) => {
  const concerns = ({ active, typed, index, row }: Props) =>
    active.index === index ? `${active.column}` : typed && typed.row === row?.row ? "typed" : "";
  return (
    before.row === after.row &&
    before.top === after.top &&
    before.columns === after.columns &&
    before.decimals === after.decimals &&
    before.options === after.options &&
    before.reading === after.reading &&
    before.reasons === after.reasons &&
    concerns(before) === "" &&
    concerns(after) === ""
  );
});

function Drawn(props: Props) {
  const { id, index, top, row, columns, reasons, active } = props;
  const isActive = active.index === index;
  const style = { transform: `translateY(${top}px)` };
  if (!row) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: see the grid
      // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
      <div role="row" aria-rowindex={index + 2} aria-busy className={classes.row} style={style}>
        {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
        <div role="gridcell" className={classes.wait} aria-label="On its way" />
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-state={row.state}
      data-active={isActive || undefined}
      className={classes.row}
      style={style}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      <div role="rowheader" className={classes.number}>
        {formatCount(row.row)}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      <div
        role="gridcell"
        id={cellId(id, { index, column: ACT })}
        data-column={ACT}
        data-on={(isActive && active.column === ACT) || undefined}
        className={classes.act}
      >
        <button
          type="button"
          tabIndex={-1}
          aria-label={actWords(row)}
          title={actWords(row)}
          onClick={() => props.act(row)}
        >
          {row.state === "left_out" ? <IconPlus size={14} /> : <IconX size={14} />}
        </button>
      </div>
      <Cell>
        <Pill tone={row.remark ? "warn" : TONES[row.state]}>{STATE_NAMES[row.state]}</Pill>
        {row.remark && <span className="unseen">: {row.remark}</span>}
      </Cell>
      {reasons && (
        <Cell>
          <span className="bad" title={messagesOf(row)}>
            {messagesOf(row)}
          </span>
        </Cell>
      )}
      {columns.map((column, at) => (
        <Value key={column.field} {...props} row={row} column={column} at={at} />
      ))}
      <Rest />
    </div>
  );
}

/** What can be done with a row as a whole. */
export const actWords = ({ row, state }: ImportRow): string =>
  state === "left_out" ? `Take row ${formatCount(row)} in` : `Leave row ${formatCount(row)} out`;

function Cell({ children }: { children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div role="gridcell">{children}</div>
  );
}

function Value(props: Props & { row: ImportRow; column: ImportRowColumn; at: number }) {
  const { id, index, row, column, at, active, options, typed } = props;
  const problem = row.problems.find(({ cell }) => cell === at);
  const edit = column.column === null ? undefined : editAt(options, row.row, column.column);
  const edited = edit !== undefined;
  const stored = cellOf(row, at, column, props.decimals[at]);
  const { text, before } = edited && props.reading ? { text: edit, before: null } : stored;
  const isTyped = typed !== null && typed.row === row.row && typed.at === at;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div
      role="gridcell"
      id={cellId(id, { index, column: at })}
      data-column={at}
      data-right={column.kind === "figure" || undefined}
      data-bad={problem ? true : undefined}
      data-edited={edited || undefined}
      data-on={(active.index === index && active.column === at) || undefined}
      aria-invalid={problem ? true : undefined}
      aria-readonly={column.column === null || undefined}
      title={problem?.message ?? (before === null ? text : `${before} before, ${text} in the file`)}
    >
      {isTyped ? (
        <Entry {...props} typed={typed} label={`${column.label}, row ${row.row}`} />
      ) : (
        <>
          {before !== null && (
            <>
              <s>
                <span className="unseen">before: </span>
                {before || "empty"}
              </s>
              <span aria-hidden> → </span>
            </>
          )}
          {before === null ? text || problem?.text : <b>{text || "empty"}</b>}
        </>
      )}
    </div>
  );
}

function Entry(props: RowPart & { typed: Typed; label: string }) {
  const { typed, onTyped, commit, cancel, label } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const ways: Record<string, () => void> = {
      Enter: () => commit("down"),
      Tab: () => commit("right"),
      Escape: cancel,
    };
    const way = ways[event.key];
    event.stopPropagation();
    if (!way) return;
    event.preventDefault();
    way();
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the cell was opened to be typed into
      autoFocus
      aria-label={label}
      className={classes.entry}
      value={typed.text}
      onChange={(event) => onTyped({ ...typed, text: event.currentTarget.value })}
      onKeyDown={onKeyDown}
      onBlur={() => commit("stay")}
      spellCheck={false}
    />
  );
}
