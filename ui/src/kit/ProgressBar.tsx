// What takes longer than half a second: how far it is, and the way to stop it.
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { cancel, type Running, useRunning } from "../api";
import classes from "./kit.module.css";

const PATIENCE = 500;

export function ProgressBar() {
  const running = useRunning();
  const [now, setNow] = useState(() => Date.now());
  const waiting = running.length > 0;
  useEffect(() => {
    if (!waiting) return;
    const timer = window.setInterval(() => setNow(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, [waiting]);
  const long = running.filter((one) => now - one.since >= PATIENCE);
  if (long.length === 0) return null;
  // What says nothing of itself is said once, however many questions it is.
  const silent = long.filter((one) => !one.progress?.text);
  const shown = [...long.filter((one) => one.progress?.text), ...silent.slice(0, 1)];
  const stop = (one: Running) => {
    for (const { id } of silent.includes(one) ? silent : [one]) cancel(id);
  };
  return (
    <section className={classes.progress} aria-label="Under way">
      {shown.map((one) => (
        <OneCall key={one.id} one={one} onCancel={() => stop(one)} />
      ))}
    </section>
  );
}

function OneCall({ one, onCancel }: { one: Running; onCancel: () => void }) {
  const progress = one.progress;
  const share =
    progress && progress.total > 0 ? Math.min(100, Math.round((progress.done * 100) / progress.total)) : null;
  const text = progress?.text || "Working";
  return (
    <>
      <div className={classes.progressHead}>
        <span>
          {text}
          {share !== null && ` · ${share} %`}
        </span>
        <Button variant="default" size="compact-sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share ?? undefined}
        data-unknown={share === null || undefined}
      >
        <i style={share === null ? undefined : { width: `${share}%` }} />
      </div>
    </>
  );
}
