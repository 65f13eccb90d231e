// Short messages that do not interrupt: what was done, with the way back, and what went wrong.
import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useSyncExternalStore } from "react";
import { useChangeCount } from "../api";
import classes from "./kit.module.css";

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  message: string;
  tone?: "neutral" | "bad";
  /** What the user may do about it, such as Undo. */
  actions?: ToastAction[];
  /** Goes away with the next change: its action speaks of the last one. */
  ofLastChange?: boolean;
}

interface Shown extends Toast {
  id: number;
  after: number;
}

let shown: readonly Shown[] = [];
let count = 0;
let changes = 0;
const watchers = new Set<() => void>();

function set(next: readonly Shown[]): void {
  shown = next;
  for (const watcher of watchers) watcher();
}

/** Says something at the foot of the window. */
export function toast(message: string | Toast): void {
  count += 1;
  const one = typeof message === "string" ? { message } : message;
  set([...shown.filter((other) => other.message !== one.message), { ...one, id: count, after: changes }].slice(-3));
}

const close = (id: number) => set(shown.filter((one) => one.id !== id));

/** The region in which toasts appear; read out when there is time. */
export function Toasts() {
  const list = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => shown,
  );
  const now = useChangeCount();
  useEffect(() => {
    changes = now;
    set(shown.filter((one) => !one.ofLastChange || one.after >= now));
  }, [now]);
  return (
    <section aria-label="Messages">
      <div className={classes.toasts} role="status" aria-live="polite">
        {list.map((one) => (
          <ToastCard key={one.id} one={one} />
        ))}
      </div>
    </section>
  );
}

function ToastCard({ one }: { one: Shown }) {
  const lasting = one.tone === "bad" ? 15_000 : one.actions ? 10_000 : 5_000;
  useEffect(() => {
    const timer = window.setTimeout(() => close(one.id), lasting);
    return () => window.clearTimeout(timer);
  }, [one.id, lasting]);
  return (
    <div className={classes.toast} data-tone={one.tone ?? "neutral"}>
      <span className={classes.toastText}>{one.message}</span>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Close message" onClick={() => close(one.id)}>
        <IconX size={14} />
      </ActionIcon>
      {one.actions && (
        <div className={classes.toastSteps}>
          {one.actions.map((action) => (
            <Button
              key={action.label}
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                close(one.id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
