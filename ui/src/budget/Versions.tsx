// An approved plan and its corrections: who approved it, the next version, and what the versions restate.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useChange, useRead } from "../api";
import type { Plan, PlanVersion, RestatedLine } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatDate } from "../kit/date";
import { currencyDecimals, formatAmount, inMarks } from "../kit/number";
import { Card, Refusal } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { choosePlan, useBook } from "../shell/book";
import { PlanState } from "../shell/pickers";
import { sayError, useDone } from "../shell/undo";
import classes from "./budget.module.css";

/** Adds the next version of an approved plan and shows it. */
export function useNewVersion(): { run: (plan: Plan) => void; busy: boolean } {
  const { run, busy } = useChange("plan.new_version");
  const done = useDone();
  return {
    busy,
    run: (plan) => {
      run({ plan: plan.id, name: null }).then((added) => {
        choosePlan(added.id);
        done(`${added.name} is a draft of version ${added.version}.`);
      }, sayError);
    },
  };
}

/** The version that corrects a plan, if there is one. */
export const laterVersion = (plans: readonly Plan[], plan: Plan): Plan | null =>
  plans.find((one) => one.version_of === plan.id) ?? null;

/** What is to be known of a plan that is approved, or corrects one that was. */
export function VersionNote({ plan }: { plan: Plan }) {
  const { plans, read_only } = useBook();
  const next = useNewVersion();
  const [open, setOpen] = useState(false);
  const later = laterVersion(plans, plan);
  const frozen = plan.state === "approved";
  if (!frozen && plan.version === 1) return null;
  const earlier = plans.find((one) => one.id === plan.version_of);
  return (
    <div className={frozen ? classes.frozen : classes.version} role="note">
      <span>
        {frozen
          ? `Approved${by(plan)}: figures and rates are frozen.${later ? "" : " To correct them, make a new version."}`
          : `Version ${plan.version}, a correction of ${earlier?.name ?? "an approved plan"}. What it changes counts as restated once it is approved.`}
      </span>
      {(later !== null || plan.version > 1) && (
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          Versions…
        </Button>
      )}
      {frozen && later !== null && (
        <Button size="compact-sm" variant="default" onClick={() => choosePlan(later.id)}>
          Show {later.name}
        </Button>
      )}
      {frozen && later === null && read_only === null && (
        <Button size="compact-sm" variant="default" disabled={next.busy} onClick={() => next.run(plan)}>
          New version
        </Button>
      )}
      {open && <Versions plan={newest(plans, plan)} onClose={() => setOpen(false)} />}
    </div>
  );
}

function by(plan: Plan): string {
  const who = plan.approved_by ? ` by ${plan.approved_by}` : "";
  return plan.approved_at ? `${who} on ${formatDate(plan.approved_at)}` : who;
}

/** The last version that corrects a plan. */
function newest(plans: readonly Plan[], plan: Plan): Plan {
  let at = plan;
  for (let steps = 0; steps < plans.length; steps++) at = laterVersion(plans, at) ?? at;
  return at;
}

const stepOf = (who: string | null, at: string | null) => [who, at && formatDate(at)].filter(Boolean).join(", ");

function Versions({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { data, error } = useRead("plan.versions", { id: plan.id });
  const decimals = currencyDecimals(data?.currency ?? "");
  const columns: Column<PlanVersion>[] = [
    { key: "version", title: "Version", width: 64, render: (row) => row.plan.version },
    { key: "name", title: "Plan", render: (row) => row.plan.name },
    { key: "state", title: "State", width: 100, render: (row) => <PlanState plan={row.plan} /> },
    {
      key: "submitted",
      title: "Submitted",
      width: 170,
      render: (row) => stepOf(row.plan.submitted_by, row.plan.submitted_at),
    },
    {
      key: "approved",
      title: "Approved",
      width: 190,
      render: (row) => stepOf(row.plan.approved_by, row.plan.approved_at),
    },
    {
      key: "total",
      title: `FY${plan.fiscal_year}`,
      width: 120,
      right: true,
      render: (row) => formatAmount(row.total, { decimals }),
    },
    {
      key: "restated",
      title: "Restated",
      width: 110,
      right: true,
      render: (row) => (row.restated === null ? "–" : formatAmount(row.restated, { decimals, sign: "always" })),
    },
  ];
  const lines = data?.lines ?? [];
  return (
    <Dialog title={`Versions of ${plan.name}`} size={1020} onClose={onClose}>
      <Refusal error={error} />
      {data && (
        <Card
          title={inMarks(data.finding)}
          note={`${data.currency}. Restated is what a version adds to the one before; below, by line, what the newest adds to the first.`}
        >
          <Table
            label="Versions"
            columns={columns}
            count={data.versions.length}
            rowAt={(index) => data.versions[index]}
            keyOf={(row) => row.plan.id}
          />
          {lines.length > 0 && (
            <div className={classes.restated}>
              <Table<RestatedLine>
                label="Restated by line"
                columns={[
                  { key: "label", title: "Line", render: (row) => row.label },
                  {
                    key: "restated",
                    title: "Restated",
                    width: 130,
                    right: true,
                    render: (row) => formatAmount(row.restated, { decimals, sign: "always" }),
                  },
                ]}
                count={lines.length}
                rowAt={(index) => lines[index]}
                keyOf={(row) => row.line}
                fill
              />
            </div>
          )}
        </Card>
      )}
    </Dialog>
  );
}
