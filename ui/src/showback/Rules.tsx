// The rules of allocation in the order in which they run, moved by buttons or by Alt and an arrow.
import { ActionIcon, Button } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconPlus } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { useChange } from "../api";
import type { AllocationRow, Plan } from "../api.gen";
import { formatAmount, plural } from "../kit/number";
import { Pill } from "../kit/parts";
import { useBook } from "../shell/book";
import { sayError, useDone } from "../shell/undo";
import classes from "./showback.module.css";

interface RulesProps {
  rows: readonly AllocationRow[];
  plan: Plan;
  onNew: () => void;
  onOpen: (row: AllocationRow) => void;
}

export function Rules({ rows, plan, onNew, onOpen }: RulesProps) {
  const frozen = useBook().read_only !== null;
  return (
    <section className={classes.panel} aria-label="Rules">
      <div className={classes.head}>
        <h2 className={classes.title}>
          {rows.length === 0
            ? "Share out what several departments use"
            : `${plural(rows.length, "rule")}, run in steps`}
        </h2>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          disabled={frozen}
          onClick={onNew}
        >
          New rule
        </Button>
      </div>
      <p className={classes.note}>
        {rows.length === 0
          ? "A rule takes a line, a category or all that a department bears, and shares it out by quantities, by shares or evenly. What nobody takes of a capacity stays idle."
          : `FY${plan.fiscal_year}. What a step gives to a department, a later one can pass on. Alt with an arrow moves a rule.`}
      </p>
      {rows.length > 0 && (
        <ol className={classes.rules} aria-label="Rules in the order in which they run">
          {rows.map((row, place) => (
            <Rule
              key={row.rule.id}
              row={row}
              place={place + 1}
              last={place + 1 === rows.length}
              frozen={frozen}
              idle={row.rule.plan !== null && row.rule.plan !== plan.id}
              onOpen={() => onOpen(row)}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

interface RuleProps {
  row: AllocationRow;
  /** From 1. */
  place: number;
  last: boolean;
  frozen: boolean;
  /** It holds for another plan than the one that is shown. */
  idle: boolean;
  onOpen: () => void;
}

function Rule({ row, place, last, frozen, idle, onOpen }: RuleProps) {
  const reorder = useChange("allocation.reorder");
  const done = useDone();
  const { id, name } = row.rule;
  const move = (to: number) => {
    if (frozen || to < 1 || (last && to > place)) return;
    reorder.run({ id, place: to }).then(() => done(`“${name}” is step ${to} now.`), sayError);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(place + (event.key === "ArrowUp" ? -1 : 1));
  };
  return (
    <li className={classes.rule}>
      <span className={classes.step}>{place}</span>
      <button
        type="button"
        className={classes.ruleButton}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={onOpen}
        onKeyDown={onKeyDown}
      >
        <span className={classes.ruleName}>
          {name}
          {idle && <Pill>{row.plan}</Pill>}
        </span>
        <span className={classes.ruleFacts}>{facts(row)}</span>
      </button>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={`Run “${name}” earlier`}
        disabled={frozen || place === 1}
        onClick={() => move(place - 1)}
      >
        <IconChevronUp size={15} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={`Run “${name}” later`}
        disabled={frozen || last}
        onClick={() => move(place + 1)}
      >
        <IconChevronDown size={15} />
      </ActionIcon>
    </li>
  );
}

/** "Cloud Platform by vCPU on 2,400, to 4 departments". */
function facts({ rule, source }: AllocationRow): string {
  const of = rule.unit || rule.driver || "quantities";
  const by = { quantities: `by ${of}`, shares: "by shares", evenly: "evenly" }[rule.by];
  const on = rule.capacity === null ? "" : ` on a capacity of ${formatAmount(rule.capacity)}`;
  return `${source} ${by}${on}, to ${plural(rule.shares.length, "department")}`;
}
