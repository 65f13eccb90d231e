// What a unit of another currency is worth: one rate a plan for its budget, one a month for its actuals.
import { SegmentedControl, Select } from "@mantine/core";
import { useChange, useRead } from "../api";
import type { Currency, Month, Rate } from "../api.gen";
import { formatMonth, monthOf } from "../kit/date";
import { AmountField, type AmountText, amountText, IdSelect, MonthField, refuseUnread } from "../kit/fields";
import { formatAmount } from "../kit/number";
import { problemAt } from "../kit/parts";
import { useBook } from "../shell/book";
import type { Id } from "../words";
import { RecordList } from "./RecordList";

interface Draft {
  id: Id | null;
  use: "plan" | "month";
  plan: Id | null;
  month: Month | null;
  currency: Currency;
  rate: AmountText;
}

const draftOf = ({ id, plan, month, currency, rate }: Rate): Draft => ({
  id,
  use: plan === null ? "month" : "plan",
  plan,
  month,
  currency,
  rate: amountText(rate),
});

export function Rates() {
  const book = useBook();
  const base = book.settings.currency;
  const list = useRead("rate.list", null);
  const currencies = useRead("settings.currencies", null);
  const save = useChange("rate.save");
  const remove = useChange("rate.remove");
  const planName = (id: Id | null) => book.plans.find((plan) => plan.id === id)?.name ?? "";
  const purposeOf = (row: Rate) => (row.month === null ? planName(row.plan) : `Actuals of ${formatMonth(row.month)}`);
  const newDraft = (): Draft => ({
    id: null,
    use: "plan",
    plan: book.plan,
    month: monthOf(book.as_of),
    currency: "",
    rate: amountText(null),
  });
  return (
    <RecordList
      word="rate"
      note={`What one unit of another currency is worth in ${base}. A plan has one rate a currency; actuals are converted at the rate of their month.`}
      empty={`Lines and actuals in other currencies need a rate before they can be added up in ${base}.`}
      rows={list.data}
      loading={list.error}
      nameOf={(row) => `${row.currency} ${purposeOf(row)}`}
      nameTitle="Currency"
      nameColumn={(row) => row.currency}
      columns={[
        { key: "use", title: "Used for", width: "48%", render: purposeOf },
        {
          key: "rate",
          title: `One unit in ${base}`,
          width: 180,
          right: true,
          render: (row) => formatAmount(row.rate),
        },
      ]}
      newDraft={newDraft}
      draftOf={draftOf}
      fields={["plan", "month", "currency", "rate"]}
      save={async ({ id, use, plan, month, currency, rate }) => {
        refuseUnread({ rate });
        await save.run({
          id,
          plan: use === "plan" ? plan : null,
          month: use === "month" ? month : null,
          currency,
          rate: rate.amount ?? "0",
        });
      }}
      remove={(id) => remove.run({ id })}
      form={({ draft, change, error }) => (
        <>
          <SegmentedControl
            aria-label="Used for"
            data={[
              { value: "plan", label: "Budget of a plan" },
              { value: "month", label: "Actuals of a month" },
            ]}
            value={draft.use}
            onChange={(use) => change({ use: use as Draft["use"] })}
          />
          {draft.use === "plan" ? (
            <IdSelect
              label="Plan"
              value={draft.plan}
              onChange={(plan) => change({ plan })}
              options={book.plans.map(({ id, name }) => ({ id, label: name }))}
              error={problemAt(error, "plan")}
            />
          ) : (
            <MonthField
              label="Month"
              value={draft.month}
              onChange={(month) => change({ month })}
              error={problemAt(error, "month")}
            />
          )}
          <Select
            label="Currency"
            searchable
            data={(currencies.data ?? [])
              .filter(({ code }) => code !== base)
              .map(({ code, name }) => ({ value: code, label: `${code} – ${name}` }))}
            value={draft.currency || null}
            onChange={(currency) => change({ currency: currency ?? "" })}
            error={problemAt(error, "currency")}
          />
          <AmountField
            label={draft.currency ? `One ${draft.currency} is worth` : "One unit is worth"}
            value={draft.rate}
            onChange={(rate) => change({ rate })}
            suffix={base}
            error={problemAt(error, "rate")}
          />
        </>
      )}
    />
  );
}
