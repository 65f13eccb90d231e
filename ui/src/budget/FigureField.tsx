// A figure typed into a row: empty for none of its own, taken when it is left or confirmed.
import { useEffect, useState } from "react";
import { editAmount, formatPercent, readAmount } from "../kit/number";
import classes from "./newyear.module.css";

export interface FigureFieldProps {
  label: string;
  /** What was typed before; null for none. */
  value: string | null;
  /** What is shown while nothing is typed. */
  none: string;
  onChange: (figure: string | null) => void;
  disabled?: boolean;
  /** How it is shown while nobody types. */
  show?: (figure: string) => string;
}

/** A percentage of a rule, which shows that of the rule above it while it has none. */
export function PercentField({ none, ...rest }: Omit<FigureFieldProps, "none"> & { none: string | null }) {
  return <FigureField {...rest} none={none === null ? "–" : formatPercent(none, { sign: "always" })} />;
}

export function FigureField({ label, value, none, onChange, disabled, show = editAmount }: FigureFieldProps) {
  const [typing, setTyping] = useState(false);
  const [text, setText] = useState(editAmount(value));
  useEffect(() => setText(editAmount(value)), [value]);
  const read = text.trim() === "" ? null : readAmount(text.replace(/%\s*$/, ""));
  const wrong = text.trim() !== "" && read === null;
  const take = () => {
    if (wrong || read === value) setText(editAmount(value));
    else onChange(read);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      className={classes.percent}
      aria-label={label}
      aria-invalid={wrong || undefined}
      disabled={disabled}
      placeholder={none}
      value={typing || value === null || text !== editAmount(value) ? text : show(value)}
      onFocus={() => setTyping(true)}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        setTyping(false);
        take();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        if (event.key === "Escape") setText(editAmount(value));
      }}
    />
  );
}
