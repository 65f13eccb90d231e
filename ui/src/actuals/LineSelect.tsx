// One budget line, and lines with their shares.
import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { CallError, useRead } from "../api";
import type { LineShare } from "../api.gen";
import { editAmount, readAmount } from "../kit/number";
import type { Id } from "../words";
import classes from "./actuals.module.css";

interface LineSelectProps {
  value: Id | null;
  /** The name of the chosen line, where it is known already. */
  label: string;
  onChange: (line: Id | null, label: string) => void;
  error?: string;
  /** How the field is called. */
  title?: string;
  /** The name where the title is not shown. */
  ariaLabel?: string;
  placeholder?: string;
}

/** A budget line by its name, found by the core as one types. */
export function LineSelect(props: LineSelectProps) {
  const { value, label, onChange, error, placeholder = "Unmatched" } = props;
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 120);
  const found = useRead("budget.lines", { text: asked === label ? "" : asked, limit: 40 }, { keep: true });
  const lines = (found.data ?? []).map(({ id, description, vendor }) => ({
    value: String(id),
    label: [description, vendor].filter(Boolean).join(" · "),
  }));
  if (value !== null && label && !lines.some((line) => line.value === String(value))) {
    lines.unshift({ value: String(value), label });
  }
  return (
    <Select
      label={props.title}
      aria-label={props.ariaLabel}
      placeholder={placeholder}
      searchable
      clearable
      clearButtonProps={{ "aria-label": "Unmatch" }}
      data={lines}
      // The core has filtered already, by more than the label.
      filter={({ options }) => options}
      value={value === null ? null : String(value)}
      onChange={(chosen, option) => onChange(chosen === null ? null : Number(chosen), option?.label ?? "")}
      onSearchChange={setText}
      nothingFoundMessage="No line has that in it"
      error={error}
    />
  );
}

/** A line with its share as it is typed. */
export interface TypedShare {
  key: number;
  line: Id | null;
  label: string;
  share: string;
}

export const typedShares = (shares: readonly (LineShare & { label: string })[]): TypedShare[] =>
  shares.length === 0
    ? [{ key: 0, line: null, label: "", share: "" }]
    : shares.map(({ line, label, share }, key) => ({ key, line, label, share: editAmount(share) }));

/** What was typed as the core takes it; one line alone gets everything. */
export function sharesOf(typed: readonly TypedShare[]): LineShare[] {
  const chosen = typed.filter(({ line, share }) => line !== null || share.trim() !== "");
  return chosen.map(({ line, share }) => {
    const read = chosen.length === 1 && share.trim() === "" ? "1" : readAmount(share);
    const problem = line === null ? "Choose a budget line." : read === null ? `“${share}” is not a number.` : null;
    if (problem !== null) {
      throw new CallError({ kind: "invalid", message: problem, problems: [{ field: "shares", message: problem }] });
    }
    return { line: line ?? 0, share: read ?? "0" };
  });
}

interface SharesProps {
  value: readonly TypedShare[];
  onChange: (value: TypedShare[]) => void;
  error?: string;
}

/** One line, or several with their shares: percentages or amounts, whatever they add up to. */
export function Shares({ value, onChange, error }: SharesProps) {
  const next = useRef(value.length);
  const set = (key: number, part: Partial<TypedShare>) =>
    onChange(value.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const several = value.length > 1;
  return (
    <fieldset className={classes.shares}>
      <legend>{several ? "Budget lines and their shares" : "Budget line"}</legend>
      {value.map((one, index) => (
        <div key={one.key} className={classes.share}>
          <LineSelect
            ariaLabel={`Budget line ${index + 1}`}
            placeholder="Choose a line"
            value={one.line}
            label={one.label}
            onChange={(line, label) => set(one.key, { line, label })}
          />
          {several && (
            <>
              <TextInput
                aria-label={`Share of line ${index + 1}`}
                inputMode="decimal"
                styles={{ input: { textAlign: "right" } }}
                placeholder="Share"
                value={one.share}
                onChange={(event) => set(one.key, { share: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                aria-label={`Take line ${index + 1} out`}
                onClick={() => onChange(value.filter((other) => other.key !== one.key))}
              >
                <IconX size={14} />
              </ActionIcon>
            </>
          )}
        </div>
      ))}
      {error && (
        <p className={classes.wrong} role="alert">
          {error}
        </p>
      )}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            next.current += 1;
            onChange([...value, { key: next.current, line: null, label: "", share: "" }]);
          }}
        >
          {several ? "Add a line" : "Split over several lines"}
        </Button>
      </div>
    </fieldset>
  );
}
