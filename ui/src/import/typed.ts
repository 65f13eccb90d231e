// A cell of the preview that is being typed.

export interface Typed {
  /** Its row and column in the file, from 1. */
  row: number;
  column: number;
  /** Its place among the columns of the preview. */
  at: number;
  text: string;
  /** What stood there when it was opened. */
  before: string;
}
