// The pickers of the variance: which period, by what it is summed, what it is held against.
import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Period, Plan, VarianceAgainst, VarianceBy } from "../api.gen";
import { firstMonth, formatMonth, formatPeriod, lastDay, shortMonth, yearOfMonths } from "../kit/date";
import { useBook, useMonth } from "../shell/book";
import { setParameters } from "../shell/location";
import classes from "../shell/shell.module.css";
import { BY, textOf } from "./query";

interface Choice {
  value: string;
  label: string;
}

interface PickerProps {
  /** How it is read out: "Period". */
  name: string;
  shown: string;
  value: string;
  groups: readonly { label: string; choices: readonly Choice[] }[];
  onPick: (value: string) => void;
}

function Picker({ name, shown, value, groups, onPick }: PickerProps): ReactNode {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.picker}>
          <span className="unseen">{name}: </span>
          <span className={classes.pickerText}>{shown}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {groups.map((group) => [
          <Menu.Label key={group.label}>{group.label}</Menu.Label>,
          ...group.choices.map((choice) => (
            <Menu.Item
              key={choice.value}
              onClick={() => onPick(choice.value)}
              leftSection={<IconCheck size={14} visibility={choice.value === value ? "visible" : "hidden"} />}
            >
              {choice.label}
            </Menu.Item>
          )),
        ])}
      </Menu.Dropdown>
    </Menu>
  );
}

/** "Full year", "Q2", "November 2026", "To date Nov 26". */
function periodName(period: Period): string {
  if (/^FY\d+$/.test(period)) return `Full year ${period}`;
  return /^\d{4}-\d{2}-\d{2}$/.test(period) ? `To date, ${shortMonth(period.slice(0, 7))}` : formatPeriod(period);
}

export function PeriodPicker({ period, plan }: { period: Period; plan: Plan }) {
  const { settings } = useBook();
  const { shown } = useMonth();
  const year = plan.fiscal_year;
  const months = yearOfMonths(firstMonth(year, settings));
  const toDate = months.includes(shown) ? lastDay(shown) : null;
  return (
    <Picker
      name="Period"
      shown={periodName(period)}
      value={period}
      onPick={(value) => setParameters({ period: value, item: null })}
      groups={[
        {
          label: `FY${year}`,
          choices: [
            { value: `FY${year}`, label: "Full year" },
            ...(toDate ? [{ value: toDate, label: `To date, end of ${formatMonth(shown)}` }] : []),
          ],
        },
        { label: "Quarter", choices: [1, 2, 3, 4].map((n) => ({ value: `FY${year}-Q${n}`, label: `Q${n}` })) },
        { label: "Month", choices: months.map((month) => ({ value: month, label: formatMonth(month) })) },
      ]}
    />
  );
}

export function ByPicker({ by }: { by: VarianceBy }) {
  const shown = BY.find(({ value }) => value === by)?.label ?? by;
  return (
    <Picker
      name="Summed"
      shown={`By ${shown.toLowerCase().replace("capex", "CapEx").replace("opex", "OpEx")}`}
      value={by}
      onPick={(value) => setParameters({ by: value })}
      groups={[{ label: "Summed by", choices: BY }]}
    />
  );
}

export function AgainstPicker({ against, plan }: { against: VarianceAgainst; plan: Plan }) {
  const { plans } = useBook();
  const forecasts = plans.filter(
    (one) => one.kind === "forecast" && one.fiscal_year === plan.fiscal_year && one.id !== plan.id,
  );
  const before = plan.fiscal_year - 1;
  const hasBudget = plans.some((one) => one.fiscal_year === before && one.kind === "budget");
  const choices: Choice[] = [
    { value: "budget", label: plan.name },
    ...(plan.version > 1 ? [{ value: "original", label: "As first approved" }] : []),
    ...forecasts.map((one) => ({ value: String(one.id), label: one.name })),
    { value: "last_year", label: `FY${before} actuals` },
    ...(hasBudget ? [{ value: "last_year_budget", label: `FY${before} budget` }] : []),
  ];
  const value = textOf(against);
  const label = value === "budget" ? "plan" : choices.find((choice) => choice.value === value)?.label;
  return (
    <Picker
      name="Held against"
      shown={`Against ${label ?? "plan"}`}
      value={value}
      onPick={(picked) => setParameters({ against: picked === "budget" ? null : picked, item: null })}
      groups={[{ label: "Actual and forecast held against", choices }]}
    />
  );
}
