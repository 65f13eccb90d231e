// The pickers of the header: which plan, and which month is the last one counted as actual.
import { Menu, SegmentedControl } from "@mantine/core";
import { IconArrowsSplit, IconCalendarPlus, IconCheck } from "@tabler/icons-react";
import type { Plan, Recognition } from "../api.gen";
import { formatMonth, monthOf, yearOfMonths } from "../kit/date";
import { Pill } from "../kit/parts";
import { chooseMonth, choosePlan, chooseRecognition, useBook, useMonth, usePlan, useRecognition } from "./book";
import { go } from "./location";
import classes from "./shell.module.css";

const STATE = {
  draft: { tone: "warn", word: "Draft" },
  submitted: { tone: "accent", word: "Submitted" },
  approved: { tone: "good", word: "Approved" },
} as const;

export function PlanState({ plan }: { plan: Pick<Plan, "state"> }) {
  const { tone, word } = STATE[plan.state];
  return <Pill tone={tone}>{word}</Pill>;
}

/** Which plan the page shows. */
export function PlanPicker() {
  const book = useBook();
  const plan = usePlan();
  if (!plan) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.picker} title={plan.name}>
          <span className="unseen">Plan: </span>
          <span className={classes.pickerText}>{plan.name}</span>
          <PlanState plan={plan} />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {book.plans.map((one) => (
          <Menu.Item
            key={one.id}
            onClick={() => choosePlan(one.id)}
            leftSection={<IconCheck size={14} visibility={one.id === plan.id ? "visible" : "hidden"} />}
            rightSection={<PlanState plan={one} />}
          >
            {one.name}
          </Menu.Item>
        ))}
        {book.read_only === null && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => go(`budget?from=${plan.id}`)} leftSection={<IconCalendarPlus size={14} />}>
              New year from {plan.name}…
            </Menu.Item>
            {plan.base === null && (
              <Menu.Item onClick={() => go(`budget?scenario=${plan.id}`)} leftSection={<IconArrowsSplit size={14} />}>
                New scenario over {plan.name}…
              </Menu.Item>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The last month counted as actual, out of the months of the plan. */
export function MonthPicker() {
  const book = useBook();
  const plan = usePlan();
  const { shown, label } = useMonth();
  if (!plan) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.picker} aria-label={`Actuals to the end of ${label}`}>
          {label}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <Menu.Label>Actuals to the end of</Menu.Label>
        {yearOfMonths(plan.first_month).map((month) => (
          <Menu.Item
            key={month}
            onClick={() => chooseMonth(month === monthOf(book.as_of) ? null : month)}
            leftSection={<IconCheck size={14} visibility={month === shown ? "visible" : "hidden"} />}
          >
            {formatMonth(month)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Cash view or P&L view. */
export function RecognitionPicker() {
  const recognition = useRecognition();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Cost when it is paid, or by its depreciation and its service"
      data={[
        { value: "cash", label: "Cash" },
        { value: "expense", label: "P&L" },
      ]}
      value={recognition}
      onChange={(next) => chooseRecognition(next as Recognition)}
    />
  );
}
