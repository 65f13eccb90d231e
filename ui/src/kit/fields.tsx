// Fields of forms: amounts in the user's marks, days as ISO text, and a form that shows every problem at its field.
import { Select, type SelectProps, TextInput } from "@mantine/core";
import { DatePickerInput, MonthPickerInput } from "@mantine/dates";
import { useState } from "react";
import { CallError } from "../api";
import type { Month } from "../api.gen";
import { useBook } from "../shell/book";
import { editAmount, readAmount } from "./number";

/** An amount being typed: the text as it stands, and what it says. */
export interface AmountText {
  text: string;
  /** Decimal text; null while empty; undefined while it cannot be read. */
  amount: string | null | undefined;
}

export function amountText(amount: string | null): AmountText {
  return { text: editAmount(amount), amount };
}

export interface AmountFieldProps {
  label: string;
  description?: string;
  value: AmountText;
  onChange: (value: AmountText) => void;
  error?: string;
  suffix?: string;
  required?: boolean;
}

export function AmountField({ value, onChange, error, suffix, ...rest }: AmountFieldProps) {
  return (
    <TextInput
      {...rest}
      value={value.text}
      inputMode="decimal"
      styles={{ input: { textAlign: "right" } }}
      rightSection={suffix ? <span className="soft">{suffix}</span> : undefined}
      rightSectionWidth={suffix ? 44 : undefined}
      rightSectionPointerEvents="none"
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange({ text, amount: text.trim() === "" ? null : (readAmount(text) ?? undefined) });
      }}
      error={error ?? (value.amount === undefined ? `“${value.text}” is not a number.` : undefined)}
    />
  );
}

/** Refuses on this side what is no number, with the words the core would use. */
export function refuseUnread(amounts: Record<string, AmountText>): void {
  const problems = Object.entries(amounts)
    .filter(([, value]) => value.amount === undefined)
    .map(([field, value]) => ({ field, message: `“${value.text}” is not a number.` }));
  if (problems.length > 0) throw new CallError({ kind: "invalid", message: "Some numbers cannot be read.", problems });
}

// The calendar is reached from its field; without a name of its own it must not call itself a dialog.
const POPOVER = { transitionProps: { duration: 0 }, withRoles: false };
const CALENDAR = {
  nextMonth: "Next month",
  previousMonth: "Previous month",
  nextYear: "Next year",
  previousYear: "Previous year",
  nextDecade: "Next ten years",
  previousDecade: "Previous ten years",
};

/** A month, picked. */
export function MonthField(props: {
  label: string;
  value: Month | null;
  onChange: (month: Month | null) => void;
  error?: string;
}) {
  const { value, onChange, ...rest } = props;
  return (
    <MonthPickerInput
      {...rest}
      value={value ? `${value}-01` : null}
      onChange={(day) => onChange(day ? String(day).slice(0, 7) : null)}
      valueFormat="MMMM YYYY"
      popoverProps={POPOVER}
      ariaLabels={CALENDAR}
    />
  );
}

export interface DateFieldProps {
  label?: string;
  /** The name where the label is not shown. */
  ariaLabel?: string;
  description?: string;
  value: string | null;
  onChange: (value: string | null) => void;
  error?: string;
  required?: boolean;
  placeholder?: string;
}

/** A day, picked or cleared: near the day the book is looked at, where none is chosen yet. */
export function DateField({ value, onChange, placeholder = "No date", required, ariaLabel, ...rest }: DateFieldProps) {
  const { as_of } = useBook();
  return (
    <DatePickerInput
      {...rest}
      defaultDate={as_of}
      required={required}
      aria-label={ariaLabel}
      placeholder={placeholder}
      value={value}
      onChange={(day) => onChange(day ? String(day).slice(0, 10) : null)}
      valueFormat="D MMM YYYY"
      clearable={!required}
      firstDayOfWeek={1}
      popoverProps={POPOVER}
      clearButtonProps={{ "aria-label": "Clear the date" }}
      ariaLabels={CALENDAR}
    />
  );
}

export interface IdSelectProps extends Omit<SelectProps, "value" | "onChange" | "data"> {
  value: number | null;
  onChange: (value: number | null) => void;
  options: readonly { id: number; label: string }[];
  /** What stands for none; without it one must be chosen. */
  none?: string;
}

/** One record out of a list, by its name. */
export function IdSelect({ value, onChange, options, none, ...rest }: IdSelectProps) {
  return (
    <Select
      {...rest}
      searchable
      data={options.map(({ id, label }) => ({ value: String(id), label }))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      placeholder={none}
      clearable={none !== undefined}
      allowDeselect={none !== undefined}
      clearButtonProps={{ "aria-label": `Clear ${rest.label ?? "choice"}` }}
      nothingFoundMessage="Nothing by that name"
      limit={200}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}

/** A draft that is typed, and what the core said about it. What was typed stays until it is saved. */
export function useDraft<D>(start: D) {
  const [draft, setDraft] = useState(start);
  const [error, setError] = useState<CallError | null>(null);
  const change = (part: Partial<D>) => setDraft((before) => ({ ...before, ...part }));
  return { draft, change, setDraft, error, setError };
}
