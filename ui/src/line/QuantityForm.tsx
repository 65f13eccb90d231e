// Plans a line by quantity and unit price: each month is the one times the other.
import { Button, TextInput } from "@mantine/core";
import { asCallError, useChange } from "../api";
import type { LineDetail } from "../api.gen";
import { shortMonth } from "../kit/date";
import { AmountField, type AmountText, amountText, refuseUnread, useDraft } from "../kit/fields";
import { problemAt, Refusal } from "../kit/parts";
import { useDone } from "../shell/undo";
import classes from "./line.module.css";

export function QuantityForm({ detail, onClose }: { detail: LineDetail; onClose: () => void }) {
  const { line, plan, basis } = detail;
  const before = basis?.kind === "quantity" ? basis : null;
  const { draft, change, error, setError } = useDraft({
    unit: before?.unit ?? "",
    price: amountText(before?.price ?? null),
    quantities: detail.months.map((_, month) => amountText(before?.quantities[month] ?? null)),
  });
  const { run, busy } = useChange("budget.set_quantity");
  const done = useDone();
  const save = async (quantities: readonly AmountText[] | null) => {
    setError(null);
    try {
      const named = (quantities ?? []).map((one, month) => [`quantity ${month + 1}`, one] as const);
      refuseUnread({ price: draft.price, ...Object.fromEntries(named) });
      const quantity = quantities && {
        unit: draft.unit,
        price: draft.price.amount ?? "0",
        quantities: quantities.map((one) => one.amount ?? "0") as never,
      };
      await run({ plan: plan.id, line: line.id, quantity });
      done(quantities ? `“${line.description}” follows its quantities.` : "The amounts stay, without quantities.");
      onClose();
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  /** What is typed in a month counts from there on, until another month says otherwise. */
  const type = (month: number, value: AmountText) => {
    const old = draft.quantities[month]?.text;
    const follows = (at: number) =>
      at > month && draft.quantities.slice(month, at + 1).every((one) => one.text === old);
    change({ quantities: draft.quantities.map((one, at) => (at === month || follows(at) ? value : one)) });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(draft.quantities);
      }}
    >
      <Refusal error={error} fields={["unit", "price", "quantities"]} />
      <div className={classes.stack}>
        <div className={classes.pair}>
          <TextInput
            label="What is counted"
            placeholder="seats, devices, GB"
            data-autofocus
            value={draft.unit}
            onChange={(event) => change({ unit: event.currentTarget.value })}
            error={problemAt(error, "unit")}
          />
          <AmountField
            label="Price of one for a month"
            suffix={line.currency}
            value={draft.price}
            onChange={(price) => change({ price })}
            error={problemAt(error, "price")}
          />
        </div>
        <fieldset className={classes.fieldset}>
          <legend>How many in each month</legend>
          <div className={classes.twelve}>
            {detail.months.map((month, position) => (
              <AmountField
                key={month}
                label={shortMonth(month)}
                value={draft.quantities[position] ?? amountText(null)}
                onChange={(value) => type(position, value)}
              />
            ))}
          </div>
          {problemAt(error, "quantities") && <p className={classes.bad}>{problemAt(error, "quantities")}</p>}
        </fieldset>
        <p className={classes.note}>A number counts for the months after it, too, until another is typed there.</p>
        <div className={classes.actions}>
          {before && (
            <Button className={classes.left} variant="subtle" onClick={() => void save(null)}>
              Keep the amounts alone
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={busy}>
            Save
          </Button>
        </div>
      </div>
    </form>
  );
}
