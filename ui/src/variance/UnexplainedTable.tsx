// What is over the threshold and has no comment yet, the largest first: the list to work through.
import { useRead } from "../api";
import type { Variance } from "../api.gen";
import { useChoices } from "../budget/choices";
import { UNIT_NAME } from "../kit/number";
import { EmptyState, Refusal } from "../kit/parts";
import { Table } from "../kit/Table";
import { columns, Name } from "./columns";
import type { Asked } from "./query";
import { actualsOf, note } from "./VarianceTable";
import classes from "./variance.module.css";

export function UnexplainedTable({ asked, answer }: { asked: Asked; answer: Variance }) {
  const { unit } = useChoices();
  const { plan, period, by, against, recognition } = asked;
  const { data, error } = useRead("variance.unexplained", { plan, period, by, against, recognition });
  const rows = data?.rows ?? [];
  const all = columns({
    asked,
    answer,
    unit,
    first: "Budget line",
    wide: true,
    name: (shown) => <Name shown={shown} open={false} onToggle={null} actuals={actualsOf(shown.row, period)} />,
  });
  return (
    <>
      <Refusal error={error} />
      {data && rows.length === 0 && (
        <EmptyState
          title="Everything is explained"
          text="Every line that reaches the thresholds of this book has a comment in this period."
        />
      )}
      {rows.length > 0 && (
        <>
          <div className={classes.card}>
            <Table
              label="Lines over the threshold without a comment"
              columns={all}
              count={rows.length}
              rowAt={(index) => {
                const row = rows[index];
                return row && ({ row, level: 0 } as const);
              }}
              keyOf={({ row }) => row.key}
            />
          </div>
          <p className={classes.note}>
            {UNIT_NAME[unit]} {answer.currency}. {note(answer)}
          </p>
        </>
      )}
    </>
  );
}
