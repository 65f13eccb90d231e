// Undo and redo of whatever was changed last, and messages that offer it.
import { CallError, useChange } from "../api";
import { toast } from "../kit/toast";
import { useBook } from "./book";

export interface Undo {
  undo: () => Promise<void>;
  redo: () => Promise<void>;
  /** What undo would take back, in words. */
  undoLabel: string | null;
  redoLabel: string | null;
}

export function useUndo(): Undo {
  const book = useBook();
  const undoing = useChange("journal.undo");
  const redoing = useChange("journal.redo");
  // The core says when there is nothing: a message that offers this outlives the book it was written for.
  const again = async () => {
    try {
      toast(`Done again: ${(await redoing.run(null)).summary}`);
    } catch (thrown) {
      toast({ message: (thrown as CallError).message, tone: "bad" });
    }
  };
  const redo = async () => (book.redo ? again() : toast("There is nothing to redo."));
  const undo = async () => {
    if (!book.undo) return toast("There is nothing to undo.");
    try {
      const { summary } = await undoing.run({ change: null });
      toast({
        message: `Taken back: ${summary}`,
        actions: [{ label: "Redo", run: () => void again() }],
        ofLastChange: true,
      });
    } catch (thrown) {
      toast({ message: (thrown as CallError).message, tone: "bad" });
    }
  };
  return { undo, redo, undoLabel: book.undo, redoLabel: book.redo };
}

/** Says what was done, with the way back. */
export function useDone(): (message: string) => void {
  const undoing = useChange("journal.undo");
  return (message) => {
    const run = async () => {
      try {
        toast(`Taken back: ${(await undoing.run({ change: null })).summary}`);
      } catch (thrown) {
        toast({ message: (thrown as CallError).message, tone: "bad" });
      }
    };
    toast({ message, actions: [{ label: "Undo", run: () => void run() }], ofLastChange: true });
  };
}

/** Says what went wrong. */
export function sayError(thrown: unknown): void {
  if (thrown instanceof CallError && thrown.kind === "cancelled") return;
  toast({ message: thrown instanceof Error ? thrown.message : String(thrown), tone: "bad" });
}
