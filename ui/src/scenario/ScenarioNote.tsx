// A scenario that lies over a plan: what it changes, its adjustments, and whether it becomes the plan.
import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useChange, useRead } from "../api";
import type { Adjustment, AdjustmentRow, GroupBy, Plan, Scenario } from "../api.gen";
import budget from "../budget/budget.module.css";
import { SideBySide } from "../budget/SideBySide";
import { Dialog } from "../kit/Dialog";
import { currencyDecimals, formatAmount, formatPercent, inMarks, signOf } from "../kit/number";
import { Card, EmptyState, Refusal } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import { choosePlan, useBook } from "../shell/book";
import { asksForRate, MissingRates } from "../shell/MissingRates";
import { sayError, useDone } from "../shell/undo";
import { AdjustmentForm } from "./AdjustmentForm";
import classes from "./scenario.module.css";
import { newAdjustment } from "./words";

type Open = "adjustments" | "beside" | "adopt" | "drop" | null;

export function ScenarioNote({ plan, group }: { plan: Plan; group: GroupBy }) {
  const { read_only } = useBook();
  const { data, error } = useRead("scenario.get", { id: plan.id }, { keep: true });
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const button = (what: Open, label: string) => (
    <Button size="compact-sm" variant="default" onClick={() => setOpen(what)}>
      {label}
    </Button>
  );
  return (
    <>
      <Refusal error={error} />
      {data && (
        <div className={budget.version} role="note">
          <span>
            {inMarks(data.finding)}
            {data.percent !== null && ` (${formatPercent(data.percent, { sign: "always" })})`}. It lies over that plan
            and follows it.
          </span>
          {button("adjustments", `Adjustments (${data.rows.length})…`)}
          {button("beside", "Side by side…")}
          {read_only === null && button("adopt", "Adopt…")}
          {read_only === null && button("drop", "Drop…")}
        </div>
      )}
      {data && open === "adjustments" && <Adjustments scenario={data} onClose={close} />}
      {data && open === "beside" && <SideBySide plan={plan} against={data.base} by={group} onClose={close} />}
      {data && open === "adopt" && <Adopt scenario={data} onClose={close} />}
      {data && open === "drop" && <Drop scenario={data} onClose={close} />}
    </>
  );
}

function Adjustments({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const { read_only } = useBook();
  const [form, setForm] = useState<Adjustment | null>(null);
  const remove = useChange("scenario.remove");
  const place = useChange("scenario.place");
  const done = useDone();
  const { plan, base, currency, rows } = scenario;
  const decimals = currencyDecimals(currency);
  const canWrite = read_only === null && plan.state === "draft";
  const more = (amount: string) => (
    <span className={signOf(amount) > 0 ? classes.bad : signOf(amount) < 0 ? classes.good : undefined}>
      {formatAmount(amount, { decimals, sign: "always" })}
    </span>
  );
  const move = (id: number, to: number) => void place.run({ id, place: to }).catch(sayError);
  const columns: Column<AdjustmentRow>[] = [
    {
      key: "label",
      title: "Adjustment",
      render: ({ label, adjustment }) =>
        canWrite ? <OpenButton onClick={() => setForm(adjustment)}>{label}</OpenButton> : label,
    },
    { key: "notes", title: "Why", width: "26%", render: ({ adjustment }) => adjustment.notes },
    { key: "lines", title: "Lines", width: 60, right: true, render: ({ lines }) => lines },
    { key: "effect", title: "Effect", width: 130, right: true, render: ({ effect }) => more(effect) },
  ];
  if (canWrite) {
    columns.push({
      key: "order",
      title: <span className="unseen">Order and removal</span>,
      width: 96,
      render: ({ adjustment, label }) => {
        const id = adjustment.id ?? 0;
        const at = rows.findIndex((row) => row.adjustment.id === id);
        const icon = (name: string, Icon: typeof IconTrash, run: () => void, disabled = false) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={`${name}: ${label}`}
            disabled={disabled}
            onClick={run}
          >
            <Icon size={15} />
          </ActionIcon>
        );
        return (
          <span className={classes.icons}>
            {icon("Earlier", IconArrowUp, () => move(id, at - 1), at === 0)}
            {icon("Later", IconArrowDown, () => move(id, at + 1), at === rows.length - 1)}
            {icon(
              "Remove",
              IconTrash,
              () => void remove.run({ id }).then(() => done("The adjustment is removed."), sayError),
            )}
          </span>
        );
      },
    });
  }
  const add = canWrite && <Button onClick={() => setForm(newAdjustment(plan.id))}>New adjustment</Button>;
  return (
    <Dialog title={`Adjustments of ${plan.name}`} size={980} onClose={onClose}>
      <MissingRates messages={scenario.problems.filter(asksForRate)} />
      {rows.length === 0 ? (
        <EmptyState
          title={`What would change in ${base.name}?`}
          text="An adjustment raises or lowers lines by a percentage, adds an amount, changes a headcount or moves an exchange rate, from a month on. The plan below stays as it is."
        >
          {add}
        </EmptyState>
      ) : (
        <Card
          title={inMarks(scenario.finding)}
          note={`${currency}, FY${plan.fiscal_year}; each works on what the one before left; plus is more cost`}
          tools={add}
        >
          <Table<AdjustmentRow>
            label="Adjustments"
            columns={columns}
            count={rows.length}
            rowAt={(index) => rows[index]}
            keyOf={({ adjustment }) => adjustment.id ?? 0}
            footer={[
              { label: base.name, figure: formatAmount(scenario.base_total, { decimals }) },
              { label: "All adjustments", figure: more(scenario.change) },
              { label: plan.name, figure: formatAmount(scenario.total, { decimals }) },
            ].map(({ label, figure }) => (
              <tr key={label}>
                <th scope="row" colSpan={3}>
                  {label}
                </th>
                <td className={classes.right}>{figure}</td>
                {canWrite && <td />}
              </tr>
            ))}
          />
        </Card>
      )}
      {form && <AdjustmentForm scenario={scenario} start={form} onClose={() => setForm(null)} />}
    </Dialog>
  );
}

/** Looks at the plan below before the scenario goes, so that nothing asks for what is not there any more. */
async function instead({ of, by, run }: { of: Plan; by: Plan; run: () => Promise<void> }) {
  choosePlan(by.id);
  try {
    await run();
  } catch (thrown) {
    choosePlan(of.id);
    sayError(thrown);
  }
}

function Adopt({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const { run, busy } = useChange("scenario.adopt");
  const done = useDone();
  const { plan, base } = scenario;
  const frozen = base.state === "approved";
  const adopt = () =>
    instead({
      of: plan,
      by: base,
      run: async () => {
        const adopted = await run({ id: plan.id });
        choosePlan(adopted.id);
        done(`${plan.name} is adopted: ${adopted.name} has its figures now.`);
      },
    });
  return (
    <Dialog title={`Adopt ${plan.name}`} onClose={onClose}>
      <p>
        {frozen
          ? `${base.name} is approved and stays as it is. Its next version, a draft, gets the figures of this scenario.`
          : `The amounts and rates of this scenario are written into ${base.name}.`}{" "}
        The scenario is gone then; undo brings it back.
      </p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={busy} onClick={() => void adopt()} data-autofocus>
          Adopt
        </Button>
      </div>
    </Dialog>
  );
}

function Drop({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const { run, busy } = useChange("plan.remove");
  const done = useDone();
  const { plan, base } = scenario;
  const drop = () =>
    instead({
      of: plan,
      by: base,
      run: async () => {
        await run({ id: plan.id });
        done(`${plan.name} is dropped.`);
      },
    });
  return (
    <Dialog title={`Drop ${plan.name}`} onClose={onClose}>
      <p>Its adjustments go with it. {base.name} stays as it is, and undo brings the scenario back.</p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button color="red" disabled={busy} onClick={() => void drop()} data-autofocus>
          Drop
        </Button>
      </div>
    </Dialog>
  );
}
