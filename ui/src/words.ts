// What the generated types write as plain text and numbers, under the names of the product.

/** The number of a record. */
export type Id = number;
/** Stands for a file the shell or the user chose. */
export type Token = string;
/** "2026-11-22". */
export type IsoDate = string;

/** What is wrong with a field, in the user's words. */
export interface Problem {
  field: string;
  message: string;
}

/** What the core answers when it refuses: a kind exists only where the window does something different. */
export type CoreError =
  | { kind: "invalid"; message: string; problems: Problem[] }
  | {
      kind:
        | "not_found"
        | "no_book"
        | "newer_book"
        | "not_a_book"
        | "locked"
        | "read_only"
        | "conflict"
        | "cancelled"
        | "unexpected";
      message: string;
    };
