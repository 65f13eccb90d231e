// What stands behind the selected cells of the budget: how the line came about, and Ctrl or Cmd E.
import { useDebouncedValue } from "@mantine/hooks";
import { useCallback, useRef, useState } from "react";
import { useRead } from "../api";
import type { GridRow, View } from "../api.gen";
import { explain, isExplainKey } from "../explain/open";
import type { Block } from "../kit/grid/selection";
import type { Made } from "./Status";
import { YEAR } from "./sheet";

/** Explains the first selected cell, or a row's year. */
export function useExplaining(
  view: View,
  rowAt: (index: number) => GridRow | undefined,
  onSelect: (block: Block | null) => void,
) {
  const selected = useRef<Block | null>(null);
  const [block, setBlock] = useState<Block | null>(null);
  const select = useCallback(
    (block: Block | null) => {
      selected.current = block;
      setBlock(block);
      onSelect(block);
    },
    [onSelect],
  );
  const explainSelected = () => {
    const block = selected.current;
    if (block) ask(rowAt(block.top)?.key ?? "total", block.left);
  };
  const ask = (row: string, month: number) => explain({ of: "grid", view, row, month: month < YEAR ? month : null });
  return {
    onSelect: select,
    explainSelected: block && explainSelected,
    /** The line whose cells are selected, and no other's; its first selected month. */
    line: block && block.top === block.bottom ? (rowAt(block.top)?.line ?? null) : null,
    month: block?.left ?? YEAR,
    explainRow: (row: GridRow, block: Block | null) => ask(row.key, block?.left ?? YEAR),
    onKey: (event: React.KeyboardEvent) => {
      if (!isExplainKey(event) || selected.current === null) return;
      event.preventDefault();
      explainSelected();
    },
  };
}

/** How the selected line came about: asked once a line, when the selection rests on it. */
export function useMade(view: View, line: number | null, month: number): Made | null {
  const [rested] = useDebouncedValue(line, 80);
  const { data } = useRead(
    "explain.how",
    { plan: view.plan, line: rested ?? 0, recognition: view.recognition ?? "cash" },
    { enabled: rested !== null },
  );
  return data && data.line === line ? { how: data, month } : null;
}
