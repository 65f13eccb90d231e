// Why is it different? The bridge from the plan to where the year lands, and each group with what is said of it.
import { Button, Menu, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useRead } from "../api";
import type { Plan, Variance, VarianceQuery } from "../api.gen";
import { choose, useChoices } from "../budget/choices";
import { Chart } from "../kit/Drawing";
import { plural, UNIT_NAME } from "../kit/number";
import { EmptyState, Refusal } from "../kit/parts";
import { useBook, usePlan, useRecognition } from "../shell/book";
import { useBookActions } from "../shell/books";
import { exportVariance } from "../shell/handover";
import { go, setParameters, usePlace } from "../shell/location";
import { Page } from "../shell/Page";
import { PlanPicker, RecognitionPicker } from "../shell/pickers";
import { CommitmentsTable } from "./CommitmentsTable";
import { ItemTable } from "./ItemTable";
import { AgainstPicker, ByPicker, PeriodPicker } from "./Pickers";
import { type Asked, askedOf, MOST } from "./query";
import { UnexplainedTable } from "./UnexplainedTable";
import { VarianceTable } from "./VarianceTable";
import classes from "./variance.module.css";

export default function VariancePage() {
  const plan = usePlan();
  return plan ? <OfPlan plan={plan} /> : <NoPlan />;
}

function OfPlan({ plan }: { plan: Plan }) {
  const { settings } = useBook();
  const { parameters } = usePlace();
  const asked = askedOf(parameters, plan, settings, useRecognition());
  const { period, by, against, recognition } = asked;
  const [most, setMost] = useState(MOST);
  const question = { plan: plan.id, period, by, against, recognition };
  const variance = useRead("variance.get", { ...question, most }, { keep: true });
  return (
    <Page
      title="Variance"
      tools={
        <>
          <PlanPicker />
          <PeriodPicker period={period} plan={plan} />
          <AgainstPicker against={against} plan={plan} />
          <ByPicker by={by} />
          <RecognitionPicker />
          <ExportMenu query={question} />
        </>
      }
    >
      <Refusal error={variance.error} />
      {variance.data && !variance.error && (
        <Explained asked={asked} answer={variance.data} onMore={() => setMost(most + MOST)} />
      )}
    </Page>
  );
}

function ExportMenu({ query }: { query: VarianceQuery }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>This variance with its comments</Menu.Label>
        <Menu.Item onClick={() => void exportVariance(query, "xlsx")}>Excel workbook</Menu.Item>
        <Menu.Item onClick={() => void exportVariance(query, "csv")}>CSV</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Explained({ asked, answer, onMore }: { asked: Asked; answer: Variance; onMore: () => void }) {
  const open = (key: string) => setParameters({ item: key.replace(/^item:/, ""), view: null });
  const { view, item } = asked;
  const { unit } = useChoices();
  return (
    <div className={classes.stack}>
      <Chart drawing={answer.chart} onKey={open} />
      <div className={classes.tabs}>
        <SegmentedControl
          size="xs"
          aria-label="What is listed"
          data={[
            { value: "all", label: "All" },
            { value: "unexplained", label: `Unexplained (${answer.unexplained})` },
            { value: "commitments", label: "Commitments" },
          ]}
          value={view}
          onChange={(next) => setParameters({ view: next === "all" ? null : next, item: null })}
        />
        <p role="status">
          {answer.unexplained > 0
            ? `${plural(answer.unexplained, "line")} over the threshold without a comment in this period`
            : "Every line over the threshold has its comment"}
        </p>
        <SegmentedControl
          size="xs"
          aria-label="Unit of the figures"
          data={[
            { value: "thousand", label: `${UNIT_NAME.thousand} ${answer.currency}` },
            { value: "one", label: answer.currency },
          ]}
          value={unit}
          onChange={(next) => choose({ unit: next === "one" ? "one" : "thousand" })}
        />
      </div>
      {view === "commitments" && <CommitmentsTable asked={asked} />}
      {view === "unexplained" && <UnexplainedTable asked={asked} answer={answer} />}
      {view === "all" && item && <ItemTable asked={asked} item={item} answer={answer} />}
      {view === "all" && !item && <VarianceTable asked={asked} answer={answer} onMore={onMore} />}
    </div>
  );
}

function NoPlan() {
  const actions = useBookActions();
  return (
    <Page title="Variance">
      <EmptyState
        title="Why is it different?"
        text="This screen explains the way from the budget to where the year lands: what is new, cancelled, dearer or only late. It starts with a budget: import the spreadsheet you have, or make a plan and type it."
      >
        <Button onClick={() => go("import?kind=budget")}>Import a budget</Button>
        <Button variant="default" onClick={() => go("settings?section=plans&new=1")}>
          Make a plan
        </Button>
        <Button variant="default" onClick={() => void actions.exploreSample()}>
          Explore the sample
        </Button>
      </EmptyState>
    </Page>
  );
}
