// Who bears what? The cost of a period by department, after the rules of allocation have shared it out.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useRead } from "../api";
import type { AllocationRow, Period, Plan, Showback } from "../api.gen";
import { compareAmounts } from "../kit/number";
import { EmptyState, Refusal } from "../kit/parts";
import { usePlan, useRecognition } from "../shell/book";
import { printShowback } from "../shell/handover";
import { go, setParameters, usePlace } from "../shell/location";
import { Page } from "../shell/Page";
import { PlanPicker, RecognitionPicker } from "../shell/pickers";
import type { Id } from "../words";
import { Bearers } from "./Bearers";
import { newRule, type Typed, typedOf } from "./draft";
import { PlanPeriodPicker } from "./PlanPeriodPicker";
import { RuleForm } from "./RuleForm";
import { Rules } from "./Rules";
import { StatementCard } from "./StatementCard";
import classes from "./showback.module.css";

export default function ShowbackPage() {
  const plan = usePlan();
  const { parameters } = usePlace();
  const period = periodOf(parameters.get("period"), plan);
  const recognition = useRecognition();
  const asked = { plan: plan?.id ?? null, period, recognition };
  const shown = useRead("showback.get", asked, { enabled: plan !== null, keep: true });
  const rules = useRead("allocation.list", { fiscal_year: plan?.fiscal_year ?? null }, { enabled: plan !== null });
  const [editing, setEditing] = useState<Typed | null>(null);
  const startNew = () => plan && setEditing(newRule(plan.fiscal_year));
  return (
    <Page
      title="Showback"
      tools={
        plan && (
          <>
            <PlanPicker />
            <PlanPeriodPicker plan={plan} period={period} onPick={(chosen) => setParameters({ period: chosen })} />
            <RecognitionPicker />
            <Button
              disabled={!shown.data || shown.data.rows.length === 0}
              onClick={() => void printShowback({ ...asked, department: null }, `Showback ${shown.data?.period ?? ""}`)}
            >
              Print all
            </Button>
          </>
        )
      }
    >
      <Refusal error={shown.error ?? rules.error} />
      {!plan && <NoPlan />}
      {plan && shown.data && rules.data && (
        <Content
          plan={plan}
          period={period}
          showback={shown.data}
          rules={rules.data}
          chosen={Number(parameters.get("department")) || null}
          onNew={startNew}
          onRule={(row) => setEditing(typedOf(row.rule))}
        />
      )}
      {plan && editing && <RuleForm start={editing} plan={plan} onClose={() => setEditing(null)} />}
    </Page>
  );
}

/** The period asked for, if it is one of the plan's year. */
function periodOf(text: string | null, plan: Plan | null): Period | null {
  const year = /^FY(\d+)/.exec(text ?? "")?.[1];
  if (text === null || (year !== undefined && Number(year) !== plan?.fiscal_year)) return null;
  return text;
}

interface ContentProps {
  plan: Plan;
  period: Period | null;
  showback: Showback;
  rules: readonly AllocationRow[];
  chosen: Id | null;
  onNew: () => void;
  onRule: (row: AllocationRow) => void;
}

function Content({ plan, period, showback, rules, chosen, onNew, onRule }: ContentProps) {
  const departments = showback.rows.filter((row) => row.department !== null);
  // Without a choice, the department that bears most.
  const most = [...departments].sort((a, b) => compareAmounts(b.forecast, a.forecast))[0];
  const department = (departments.find((row) => row.department === chosen) ?? most)?.department ?? null;
  if (showback.rows.length === 0 && rules.length === 0) return <Nothing plan={plan} onNew={onNew} />;
  return (
    <div className={classes.stack}>
      <div className={classes.upper}>
        <Bearers showback={showback} plan={plan.id} chosen={department} />
        <Rules rows={rules} plan={plan} onNew={onNew} onOpen={onRule} />
      </div>
      {department !== null && <StatementCard department={department} plan={plan.id} period={period} />}
    </div>
  );
}

function NoPlan() {
  return (
    <EmptyState
      title="Who bears what?"
      text="This screen shows each department what it costs: its own lines, and its part of what others run for it. It starts from a plan: import a budget, or make one."
    >
      <Button onClick={() => go("import?kind=budget")}>Import a budget</Button>
      <Button variant="default" onClick={() => go("settings?section=plans&new=1")}>
        Make a plan
      </Button>
    </EmptyState>
  );
}

function Nothing({ plan, onNew }: { plan: Plan; onNew: () => void }) {
  return (
    <EmptyState
      title="Who bears what?"
      text={`This screen shows each department what it costs: its own lines, and its part of what others run for it. Nothing is planned or posted in FY${plan.fiscal_year} yet. Import a budget or actuals, then share out by rules what several departments use.`}
    >
      <Button onClick={() => go("import")}>Import</Button>
      <Button variant="default" onClick={onNew}>
        New rule
      </Button>
    </EmptyState>
  );
}
