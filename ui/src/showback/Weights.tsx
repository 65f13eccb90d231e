// The departments with their weights as a small grid, and beside each what the rule would give it.
import { Checkbox } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { type CallError, useRead } from "../api";
import type { Department, PreviewedRule } from "../api.gen";
import { type AmountText, amountText } from "../kit/fields";
import { inMarks, readAmount, UNIT_NAME } from "../kit/number";
import { placed } from "../settings/tree";
import type { Id } from "../words";
import type { Typed } from "./draft";
import { thousands, UNIT } from "./figures";
import classes from "./showback.module.css";

interface WeightsProps {
  typed: Typed;
  preview: { data?: PreviewedRule; error: CallError | null };
  onWeight: (department: Id, weight: AmountText) => void;
  error?: string;
}

export function Weights({ typed, preview, onWeight, error }: WeightsProps) {
  const departments = placed(useRead("department.list", null).data ?? []);
  // What a department passes on it cannot take.
  const takers = departments.filter(({ row }) => !(typed.kind === "department" && row.id === typed.source));
  const shown = preview.error || typed.source === null ? undefined : preview.data;
  const parts = new Map(shown?.parts.map((part) => [part.department, part]));
  const refused = error ?? preview.error?.problems.map(({ message }) => message).join(" ") ?? preview.error?.message;
  const weight = { quantities: typed.unit || "Quantity", shares: "Share %", evenly: "Takes part" }[typed.by];
  return (
    <div>
      <div className={classes.weights}>
        <table aria-label="Who takes a part">
          <colgroup>
            <col />
            <col style={{ width: 122 }} />
            <col style={{ width: 190 }} />
            <col style={{ width: 88 }} />
            <col style={{ width: 88 }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">Department</th>
              <th scope="col" className={classes.figure}>
                {weight}
              </th>
              <th scope="col">Takes</th>
              <th scope="col" className={classes.figure}>
                Budget
              </th>
              <th scope="col" className={classes.figure}>
                Forecast
              </th>
            </tr>
          </thead>
          <tbody onKeyDown={walk}>
            {takers.map(({ row, depth }, place) => {
              const part = typed.weights.has(row.id) ? parts.get(row.id) : undefined;
              return (
                <tr key={row.id}>
                  <th scope="row" style={{ paddingLeft: 10 + depth * 16 }}>
                    {row.name} <span className={classes.code}>{row.code}</span>
                  </th>
                  <td className={classes.figure}>
                    <Weight
                      typed={typed}
                      department={row}
                      onWeight={onWeight}
                      invalid={error !== undefined && place === 0}
                    />
                  </td>
                  <td className="soft">{part && inMarks(part.takes)}</td>
                  <td className={classes.figure}>{part && thousands(part.measures.budget)}</td>
                  <td className={classes.figure}>{part && thousands(part.measures.forecast)}</td>
                </tr>
              );
            })}
          </tbody>
          {shown && (
            <tfoot>
              <tr>
                <th scope="row" colSpan={3}>
                  Idle: nobody takes it
                </th>
                <td className={classes.figure}>{thousands(shown.idle.budget)}</td>
                <td className={classes.figure}>{thousands(shown.idle.forecast)}</td>
              </tr>
              <tr>
                <th scope="row" colSpan={3}>
                  Shared out
                </th>
                <td className={classes.figure}>{thousands(shown.shared.budget)}</td>
                <td className={classes.figure}>{thousands(shown.shared.forecast)}</td>
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      <p className={refused ? classes.problem : classes.hint} role="status">
        {refused ??
          (shown
            ? `${UNIT_NAME[UNIT]} ${shown.currency}, full year.`
            : "Choose what is shared out and give weights: what each department would get stands beside them.")}
      </p>
    </div>
  );
}

interface WeightProps {
  typed: Typed;
  department: Department;
  onWeight: (department: Id, weight: AmountText) => void;
  invalid: boolean;
}

function Weight({ typed, department, onWeight, invalid }: WeightProps) {
  const value = typed.weights.get(department.id);
  const label = `${department.name} takes`;
  if (typed.by === "evenly") {
    return (
      <Checkbox
        size="xs"
        className={classes.check}
        aria-label={label}
        checked={value !== undefined}
        onChange={(event) => onWeight(department.id, amountText(event.currentTarget.checked ? "1" : null))}
      />
    );
  }
  return (
    <input
      type="text"
      inputMode="decimal"
      className={classes.weight}
      aria-label={label}
      aria-invalid={value?.amount === undefined && value !== undefined ? true : invalid && typed.weights.size === 0}
      value={value?.text ?? ""}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onWeight(department.id, { text, amount: text.trim() === "" ? null : (readAmount(text) ?? undefined) });
      }}
    />
  );
}

/** Up and down go from weight to weight, as in a spreadsheet. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>("input")];
  const next = inputs[inputs.indexOf(event.target as HTMLInputElement) + step];
  // Enter on the last weight sends the form, as it does everywhere.
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
}
