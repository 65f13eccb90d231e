// Two plans side by side: each group in both, with what differs.
import { useRead } from "../api";
import type { ComparedRow, GroupBy, Plan } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { currencyDecimals, formatAmount, formatPercent, inMarks, signOf } from "../kit/number";
import { Card, Refusal } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { GROUPS } from "./choices";
import classes from "./newyear.module.css";

export interface SideBySideProps {
  plan: Plan;
  against: Plan;
  by: GroupBy;
  onClose: () => void;
}

export function SideBySide({ plan, against, by, onClose }: SideBySideProps) {
  const { data, error } = useRead("plan.compare", { plan: plan.id, against: against.id, by });
  const decimals = currencyDecimals(data?.currency ?? "");
  const figure = (amount: string) => formatAmount(amount, { decimals });
  const change = (row: ComparedRow) => (
    <span className={toneOf(row)}>{formatAmount(row.change, { decimals, sign: "always" })}</span>
  );
  const percent = (row: ComparedRow) => (
    <span className={toneOf(row)}>{formatPercent(row.percent, { sign: "always" })}</span>
  );
  const columns: Column<ComparedRow>[] = [
    { key: "label", title: GROUPS.find(({ value }) => value === by)?.label, render: (row) => row.label },
    { key: "against", title: against.name, width: 170, right: true, render: (row) => figure(row.against) },
    { key: "plan", title: plan.name, width: 170, right: true, render: (row) => figure(row.plan) },
    { key: "change", title: "Difference", width: 130, right: true, render: change },
    { key: "percent", title: "in percent", width: 90, right: true, render: percent },
  ];
  return (
    <Dialog title={`${plan.name} beside ${against.name}`} size={880} onClose={onClose}>
      <Refusal error={error} />
      {data && (
        <Card title={inMarks(data.finding)} note={`${data.currency}, each at its own budget rates; plus is more cost`}>
          <div className={classes.list}>
            <Table<ComparedRow>
              label="Side by side"
              columns={columns}
              count={data.rows.length}
              rowAt={(index) => data.rows[index]}
              keyOf={(row) => row.key}
              fill
              footer={
                <tr>
                  <th scope="row">Total</th>
                  <td className={classes.right}>{figure(data.total.against)}</td>
                  <td className={classes.right}>{figure(data.total.plan)}</td>
                  <td className={classes.right}>{change(data.total)}</td>
                  <td className={classes.right}>{percent(data.total)}</td>
                </tr>
              }
            />
          </div>
        </Card>
      )}
    </Dialog>
  );
}

const toneOf = ({ change }: ComparedRow) =>
  signOf(change) > 0 ? classes.bad : signOf(change) < 0 ? classes.good : undefined;
