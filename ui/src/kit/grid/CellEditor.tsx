// The text field of an open cell: the exact value, changed in place.
import { useLayoutEffect, useRef } from "react";
import { isMac } from "../../shell/keys";
import type { Opened } from "./GridRow";
import classes from "./grid.module.css";
import { type Leaving, leaveOf } from "./keys";

export interface EditorActions {
  /** The text is to be kept, and the selection goes on. */
  keep: (text: string, next: Leaving) => void;
  /** Back to what was there. */
  drop: () => void;
  /** The focus went elsewhere. */
  leave: (text: string) => void;
}

interface CellEditorProps {
  opened: Opened;
  label: string;
  /** The id of the message at this cell. */
  message: string;
  actions: EditorActions;
}

export function CellEditor({ opened, label, message, actions }: CellEditorProps) {
  const field = useRef<HTMLInputElement>(null);
  const left = useRef(false);
  useLayoutEffect(() => {
    const input = field.current;
    input?.focus({ preventScroll: true });
    input?.setSelectionRange(input.value.length, input.value.length);
  }, []);
  return (
    <input
      ref={field}
      className={classes.editor}
      defaultValue={opened.text}
      aria-label={label}
      aria-invalid={opened.message !== null || undefined}
      aria-describedby={opened.message === null ? undefined : message}
      autoComplete="off"
      spellCheck={false}
      // Amounts may be sums or 12k: no numeric keyboard, no number field.
      type="text"
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        const key = { ...pick(event), altGraph: event.getModifierState("AltGraph") };
        const leave = leaveOf(key, opened.replacing, isMac);
        if (!leave) return;
        event.preventDefault();
        left.current = true;
        if (leave.keep) actions.keep(event.currentTarget.value, leave.next);
        else actions.drop();
      }}
      onBlur={(event) => {
        if (!left.current) actions.leave(event.currentTarget.value);
        left.current = true;
      }}
    />
  );
}

function pick({ key, ctrlKey, metaKey, shiftKey, altKey }: React.KeyboardEvent) {
  return { key, ctrlKey, metaKey, shiftKey, altKey };
}
