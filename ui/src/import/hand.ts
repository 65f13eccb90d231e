// What the user did to cells and rows of a file, in words.
import { plural } from "../kit/number";

/** "2 cells changed and 1 row left out by hand". */
export function handWords(edits: number, out: number, kept: number): string {
  const parts = [
    ...(edits > 0 ? [`${plural(edits, "cell")} changed`] : []),
    ...(out > 0 ? [`${plural(out, "row")} left out`] : []),
    ...(kept > 0 ? [`${plural(kept, "row")} taken in`] : []),
  ];
  const last = parts.pop() ?? "";
  return `${parts.length > 0 ? `${parts.join(", ")} and ${last}` : last} by hand`;
}
