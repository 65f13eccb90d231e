// The lines behind an item of the bridge: what each adds to it.
import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useRead } from "../api";
import type { Variance, VarianceItemRow } from "../api.gen";
import { useChoices } from "../budget/choices";
import { formatAmount, plural, signOf, UNIT_NAME } from "../kit/number";
import { Refusal, toneClass } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { setParameters } from "../shell/location";
import { CommentCell } from "./CommentCell";
import { Name } from "./columns";
import type { Asked } from "./query";
import { actualsOf } from "./VarianceTable";
import classes from "./variance.module.css";

export function ItemTable({ asked, item, answer }: { asked: Asked; item: string; answer: Variance }) {
  const { unit } = useChoices();
  const { plan, period, by, against, recognition } = asked;
  const lines = useRead("variance.item", { plan, period, by, against, recognition, item });
  const amount = (text: string) => formatAmount(text, { unit, decimals: 0 });
  const part = (text: string) => {
    const shown = formatAmount(text, { unit, decimals: 1, sign: "always" });
    const tone = signOf(text) > 0 ? "bad" : signOf(text) < 0 ? "good" : "neutral";
    return <span className={toneClass(tone)}>{shown}</span>;
  };
  const columns: Column<VarianceItemRow>[] = [
    {
      key: "label",
      title: "Budget line",
      width: "32%",
      render: ({ row }) => (
        <Name shown={{ row, level: 0 }} open={false} onToggle={null} actuals={actualsOf(row, period)} />
      ),
    },
    { key: "part", title: "Adds to cost", width: 104, right: true, render: (one) => part(one.amount) },
    { key: "budget", title: answer.baseline.label, width: 92, right: true, render: ({ row }) => amount(row.budget) },
    {
      key: "forecast",
      title: answer.open ? "Forecast" : "Actual",
      width: 92,
      right: true,
      render: ({ row }) => amount(row.forecast),
    },
    {
      key: "comment",
      title: "Comment",
      render: ({ row }) => <CommentCell row={row} period={answer.period} plan={answer.baseline.plan} />,
    },
  ];
  const data = lines.data;
  return (
    <>
      <Refusal error={lines.error} />
      {data && (
        <section className={classes.card} aria-label={`Lines of ${data.label}`}>
          <div className={classes.head}>
            <h2>
              {data.label} {part(data.amount)} {UNIT_NAME[unit]}
            </h2>
            <p>
              {plural(data.rows.length, "line")}, {UNIT_NAME[unit]} {data.currency}; their parts sum to the item.
            </p>
            <ActionIcon variant="subtle" aria-label="Show all groups" onClick={() => setParameters({ item: null })}>
              <IconX size={15} />
            </ActionIcon>
          </div>
          {data.rows.length === 0 ? (
            <p className={classes.head}>No line is in this item.</p>
          ) : (
            <Table
              label={`Lines of ${data.label}`}
              columns={columns}
              count={data.rows.length}
              rowAt={(index) => data.rows[index]}
              keyOf={({ row }) => row.key}
            />
          )}
        </section>
      )}
    </>
  );
}
