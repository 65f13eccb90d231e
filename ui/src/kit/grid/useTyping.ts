// What is being typed in a grid: the open cell, texts that wait for the core's answer, and texts it refused.
// Nothing that was typed is lost: a refused text stays at its cell with the reason until it is put right or dropped.
import { useCallback, useRef, useState } from "react";
import type { Mark, Opened } from "./GridRow";

export interface Open extends Opened {
  row: number;
  /** The row's key: a refusal may come when the rows stand elsewhere. */
  key: string;
}

/** By row, then by column. */
export type Marks = ReadonlyMap<string, ReadonlyMap<number, Mark>>;

/** A cell known by its row's key. */
export interface Place {
  key: string;
  column: number;
}

export function withMarks(marks: Marks, places: readonly Place[], mark: Mark | null): Marks {
  const next = new Map(marks);
  for (const { key, column } of places) {
    const row = new Map(next.get(key));
    if (mark) row.set(column, mark);
    else row.delete(column);
    if (row.size > 0) next.set(key, row);
    else next.delete(key);
  }
  return next;
}

export interface Typing {
  open: Open | null;
  /** The open cell now, also for what answers later. */
  openNow: () => Open | null;
  setOpen: (open: Open | null) => void;
  marks: Marks;
  refusedAt: (place: Place) => Mark | null;
  /** Shows the text at its cells until `send` answers: null for done, else why not. */
  send: (places: readonly Place[], text: string, send: () => Promise<string | null>) => Promise<string | null>;
  forget: (place: Place) => void;
}

export function useTyping(): Typing {
  const [open, setOpenState] = useState<Open | null>(null);
  const [marks, setMarks] = useState<Marks>(new Map());
  const now = useRef<Open | null>(null);
  // Each text has a number, so that an answer never speaks of a later text in the same cell.
  const sent = useRef(0);
  const last = useRef(new Map<string, number>());

  const setOpen = useCallback((next: Open | null) => {
    now.current = next;
    setOpenState(next);
  }, []);
  const send = useCallback(async (places: readonly Place[], text: string, ask: () => Promise<string | null>) => {
    sent.current += 1;
    const number = sent.current;
    const id = ({ key, column }: Place) => `${key}/${column}`;
    for (const place of places) last.current.set(id(place), number);
    setMarks((held) => withMarks(held, places, { text, message: null }));
    const message = await ask();
    const current = places.filter((place) => last.current.get(id(place)) === number);
    setMarks((held) => withMarks(held, current, message === null ? null : { text, message }));
    for (const place of current) last.current.delete(id(place));
    return current.length === 0 ? null : message;
  }, []);
  const forget = useCallback((place: Place) => setMarks((held) => withMarks(held, [place], null)), []);
  const refusedAt = (place: Place) => {
    const mark = marks.get(place.key)?.get(place.column);
    return mark && mark.message !== null ? mark : null;
  };
  return { open, openNow: () => now.current, setOpen, marks, refusedAt, send, forget };
}
