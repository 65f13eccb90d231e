// One rule: what it asks for, and which line it gives.
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { asCallError, useChange, useRead } from "../api";
import type { LearnedRule, RuleDraft, ShareLabel } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { AmountField, type AmountText, amountText, IdSelect, refuseUnread, useDraft } from "../kit/fields";
import { plural } from "../kit/number";
import { problemAt, Refusal } from "../kit/parts";
import forms from "../settings/settings.module.css";
import { useBook } from "../shell/book";
import { useDone } from "../shell/undo";
import classes from "./actuals.module.css";
import { Shares, sharesOf, typedShares } from "./LineSelect";

export const NEW_RULE: RuleDraft = {
  id: null,
  name: "",
  vendor: null,
  text: "",
  account: "",
  cost_centre: "",
  amount_from: null,
  amount_to: null,
  source: "typed",
  shares: [],
};

const FIELDS = ["name", "vendor", "text", "account", "cost_centre", "amount_from", "amount_to", "shares"] as const;

interface RuleDialogProps {
  start: RuleDraft;
  /** How well a learned rule would have done. */
  learned?: LearnedRule;
  /** The lines of the rule by name. */
  lines?: readonly ShareLabel[];
  onClose: (saved: boolean) => void;
}

export function RuleDialog(props: RuleDialogProps) {
  const { start, learned } = props;
  const first = useRead("budget.line", { id: start.shares[0]?.line ?? 0 }, { enabled: start.shares.length > 0 });
  // The names of the lines are waited for: the fields keep what they start with.
  if (start.shares.length > 0 && !props.lines && !first.data && !first.error) return null;
  const label = (line: number) =>
    props.lines?.find((one) => one.line === line)?.label ??
    (first.data?.id === line ? first.data.description : `Line ${line}`);
  return <Form {...props} learned={learned} label={label} />;
}

interface Typed extends Omit<RuleDraft, "amount_from" | "amount_to" | "shares"> {
  amount_from: AmountText;
  amount_to: AmountText;
}

function Form({ start, learned, label, onClose }: RuleDialogProps & { label: (line: number) => string }) {
  const book = useBook();
  const vendors = useRead("vendor.list", null);
  const save = useChange("rule.save");
  const remove = useChange("rule.remove");
  const done = useDone();
  const { draft, change, error, setError } = useDraft<Typed>({
    ...start,
    amount_from: amountText(start.amount_from),
    amount_to: amountText(start.amount_to),
  });
  const [shares, setShares] = useState(() =>
    typedShares(start.shares.map((share) => ({ ...share, label: label(share.line) }))),
  );
  const frozen = book.read_only !== null;
  const attempt = async (what: () => Promise<unknown>, said: string, saved: boolean) => {
    setError(null);
    try {
      await what();
      onClose(saved);
      done(said);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const submit = () =>
    attempt(
      async () => {
        const { amount_from, amount_to, ...rest } = draft;
        refuseUnread({ amount_from, amount_to });
        await save.run({
          ...rest,
          amount_from: amount_from.amount ?? null,
          amount_to: amount_to.amount ?? null,
          shares: sharesOf(shares),
        });
      },
      start.id === null ? "Rule added." : "Rule changed.",
      true,
    );
  const { id } = start;
  const text = (field: "name" | "text" | "account" | "cost_centre", title: string, hint?: string) => (
    <TextInput
      label={title}
      description={hint}
      value={draft[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
      error={problemAt(error, field)}
    />
  );
  return (
    <Dialog title={id === null ? "New rule" : "Change rule"} size={560} onClose={() => onClose(false)}>
      <form
        noValidate
        className={forms.form}
        style={{ marginTop: 0 }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={FIELDS} />
        {learned && <Evidence learned={learned} />}
        {text("name", "Name")}
        <IdSelect
          label="Vendor"
          none="Any"
          value={draft.vendor}
          onChange={(vendor) => change({ vendor })}
          options={(vendors.data ?? []).map((one) => ({ id: one.id, label: one.name }))}
          error={problemAt(error, "vendor")}
        />
        {text("text", "Text has", "Each of these words, in any order and any letters")}
        <div className={forms.pair}>
          {text("account", "Account", "48* is every one that begins with 48")}
          {text("cost_centre", "Cost centre", "Likewise")}
        </div>
        <div className={forms.pair}>
          {(["amount_from", "amount_to"] as const).map((field) => (
            <AmountField
              key={field}
              label={field === "amount_from" ? "Amount from" : "Amount to"}
              value={draft[field]}
              onChange={(amount) => change({ [field]: amount })}
              error={problemAt(error, field)}
            />
          ))}
        </div>
        <Shares value={shares} onChange={setShares} error={problemAt(error, "shares")} />
        <div className={forms.actions}>
          {id !== null && (
            <Button
              className={forms.left}
              variant="subtle"
              styles={{ root: { color: "var(--bad)" } }}
              disabled={frozen}
              onClick={() =>
                void attempt(() => remove.run({ id }), "Rule removed. What it matched stays matched.", false)
              }
            >
              Remove
            </Button>
          )}
          <Button variant="default" onClick={() => onClose(false)}>
            Cancel
          </Button>
          <Button type="submit" loading={save.busy} disabled={frozen}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** How well a learned rule would have done on what is matched already. */
function Evidence({ learned: { unmatched, tried, right } }: { learned: LearnedRule }) {
  const wrong = tried - right;
  return (
    <p className={classes.lead} role="status" style={{ margin: 0 }}>
      It would match {plural(unmatched, "posting")} without a line. Of {plural(tried, "posting")} with one that it
      meets, {wrong === 0 ? "it gets all right" : `it gets ${right} right and ${wrong} wrong`}.
    </p>
  );
}
