// Spreads an amount over a line's months.
import { Button, Select } from "@mantine/core";
import { asCallError, useChange } from "../api";
import type { LineDetail, SpreadMethod } from "../api.gen";
import { shortMonth } from "../kit/date";
import { AmountField, amountText, DateField, refuseUnread, useDraft } from "../kit/fields";
import { problemAt, Refusal } from "../kit/parts";
import { useDone } from "../shell/undo";
import classes from "./line.module.css";
import { METHODS } from "./words";

/** Profiles that planners know by name; weights by calendar month are typed for any other. */
const PROFILES = {
  "445": { label: "4-4-5 weeks", weights: ["4", "4", "5", "4", "4", "5", "4", "4", "5", "4", "4", "5"] },
  "454": { label: "4-5-4 weeks", weights: ["4", "5", "4", "4", "5", "4", "4", "5", "4", "4", "5", "4"] },
  own: { label: "Weights of my own", weights: null },
} as const;
type Profile = keyof typeof PROFILES;

const JANUARY_FIRST = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, "0")}`);

export function SpreadForm({ detail, onClose }: { detail: LineDetail; onClose: () => void }) {
  const { line, plan, basis } = detail;
  const before = basis?.kind === "spread" ? basis : null;
  const last = detail.months.at(-1) ?? plan.first_month;
  const { draft, change, error, setError } = useDraft({
    amount: amountText(before?.amount ?? detail.total),
    from: before?.from ?? `${plan.first_month}-01`,
    to: before?.to ?? endOf(last),
    method: (before?.method ?? "even") as SpreadMethod,
    profile: (before?.method === "profile" ? "own" : "445") as Profile,
    weights: (before?.weights?.length === 12 ? before.weights : PROFILES["445"].weights).map((one) => amountText(one)),
  });
  const { run, busy } = useChange("budget.spread");
  const done = useDone();
  const submit = async () => {
    setError(null);
    try {
      const own = Object.fromEntries(draft.weights.map((one, month) => [`weight ${month + 1}`, one]));
      refuseUnread({ amount: draft.amount, ...(draft.method === "profile" && draft.profile === "own" ? own : {}) });
      const named = PROFILES[draft.profile].weights;
      const weights = named ? [...named] : draft.weights.map((one) => one.amount ?? "0");
      await run({
        plan: plan.id,
        line: line.id,
        spread: {
          amount: draft.amount.amount ?? "0",
          from: draft.from,
          to: draft.to,
          method: draft.method,
          weights: draft.method === "profile" ? weights : [],
        },
      });
      done(`“${line.description}” is spread.`);
      onClose();
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Refusal error={error} fields={["amount", "from", "to", "method"]} />
      <div className={classes.stack}>
        <AmountField
          label="Amount"
          suffix={line.currency}
          value={draft.amount}
          onChange={(amount) => change({ amount })}
          error={problemAt(error, "amount")}
        />
        <div className={classes.pair}>
          <DateField
            label="First day"
            required
            value={draft.from}
            onChange={(from) => from && change({ from })}
            error={problemAt(error, "from")}
          />
          <DateField
            label="Last day"
            required
            value={draft.to}
            onChange={(to) => to && change({ to })}
            error={problemAt(error, "to")}
          />
        </div>
        <Select
          label="How"
          allowDeselect={false}
          data={[...METHODS]}
          value={draft.method}
          onChange={(method) => change({ method: (method ?? draft.method) as SpreadMethod })}
          error={problemAt(error, "method")}
        />
        {draft.method === "profile" && (
          <Select
            label="Profile"
            allowDeselect={false}
            data={Object.entries(PROFILES).map(([value, { label }]) => ({ value, label }))}
            value={draft.profile}
            onChange={(profile) => change({ profile: (profile ?? draft.profile) as Profile })}
          />
        )}
        {draft.method === "profile" && draft.profile === "own" && (
          <div className={classes.twelve}>
            {draft.weights.map((weight, month) => (
              <AmountField
                key={JANUARY_FIRST[month]}
                label={shortMonth(JANUARY_FIRST[month] ?? "").slice(0, 3)}
                value={weight}
                onChange={(value) => change({ weights: draft.weights.map((one, at) => (at === month ? value : one)) })}
              />
            ))}
          </div>
        )}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={busy}>
            Spread
          </Button>
        </div>
      </div>
    </form>
  );
}

function endOf(month: string): string {
  const [year, number] = month.split("-").map(Number);
  const day = new Date(Date.UTC(year ?? 2026, number ?? 1, 0)).getUTCDate();
  return `${month}-${String(day).padStart(2, "0")}`;
}
