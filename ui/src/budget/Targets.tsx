// Targets from above: what categories or departments are to keep within, beside what their lines add up to.
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useChange, useRead } from "../api";
import type { Plan, TargetBy, TargetRow } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { currencyDecimals, formatAmount, inMarks, signOf } from "../kit/number";
import { Card, Refusal } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { sayError } from "../shell/undo";
import { FigureField } from "./FigureField";
import classes from "./newyear.module.css";

export function Targets({ plan, by: first, onClose }: { plan: Plan; by: TargetBy; onClose: () => void }) {
  const [by, setBy] = useState(first);
  const { data, error } = useRead("target.list", { plan: plan.id, by, set_only: false }, { keep: true });
  const save = useChange("target.save");
  const remove = useChange("target.remove");
  const decimals = currencyDecimals(data?.currency ?? "");
  const figure = (amount: string | null) => (amount === null ? "" : formatAmount(amount, { decimals }));
  const set = (row: TargetRow, amount: string | null) => {
    const draft = {
      plan: plan.id,
      category: by === "category" ? row.of : null,
      department: by === "department" ? row.of : null,
    };
    if (amount !== null) save.run({ ...draft, amount }).catch(sayError);
    else if (row.id !== null) remove.run({ id: row.id }).catch(sayError);
  };
  const gap = (amount: string | null) => (
    <span className={toneOf(amount)}>{amount && formatAmount(amount, { decimals, sign: "always" })}</span>
  );
  const columns: Column<TargetRow>[] = [
    { key: "label", title: by === "category" ? "Category" : "Department", render: (row) => row.label },
    {
      key: "target",
      title: "Target",
      width: 150,
      right: true,
      render: (row) => (
        <FigureField
          label={`Target of ${row.label}`}
          value={row.target}
          none="none"
          show={figure}
          disabled={plan.state === "approved"}
          onChange={(amount) => set(row, amount)}
        />
      ),
    },
    { key: "planned", title: "Planned", width: 140, right: true, render: (row) => figure(row.planned) },
    { key: "gap", title: "Gap", width: 140, right: true, render: (row) => gap(row.gap) },
  ];
  return (
    <Dialog title={`Targets of ${plan.name}`} size={780} onClose={onClose}>
      <Refusal error={error} />
      {data && (
        <Card
          title={inMarks(data.finding)}
          note={`${data.currency}, FY${plan.fiscal_year}, with what is in each; gap is target − planned, − is over`}
          tools={
            <SegmentedControl
              size="xs"
              aria-label="Targets of"
              value={by}
              onChange={(value) => setBy(value as TargetBy)}
              data={[
                { value: "category", label: "Categories" },
                { value: "department", label: "Departments" },
              ]}
            />
          }
        >
          <div className={classes.list}>
            <Table<TargetRow>
              label="Targets"
              columns={columns}
              count={data.rows.length}
              rowAt={(index) => data.rows[index]}
              keyOf={(row) => row.key}
              fill
              footer={
                <tr>
                  <th scope="row">Under a target</th>
                  <td className={classes.right}>{figure(data.target)}</td>
                  <td className={classes.right}>{figure(data.planned)}</td>
                  <td className={classes.right}>{gap(data.gap)}</td>
                </tr>
              }
            />
          </div>
        </Card>
      )}
    </Dialog>
  );
}

const toneOf = (gap: string | null) => (signOf(gap) < 0 ? classes.bad : signOf(gap) > 0 ? classes.good : undefined);
