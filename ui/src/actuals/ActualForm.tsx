// One actual, typed or changed.
import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { asCallError, useChange, useRead } from "../api";
import type { ActualDraft, ActualRow } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { AmountField, type AmountText, amountText, DateField, IdSelect, refuseUnread, useDraft } from "../kit/fields";
import { Caution, problemAt, Refusal } from "../kit/parts";
import classes from "../settings/settings.module.css";
import { useBook } from "../shell/book";
import { useDone } from "../shell/undo";
import type { Id } from "../words";
import own from "./actuals.module.css";
import { LineSelect } from "./LineSelect";
import { PrepaidDialog } from "./PrepaidDialog";

const FIELDS = ["date", "amount", "currency", "vendor", "text", "document", "account", "cost_centre", "line"] as const;

type Draft = Omit<ActualDraft, "amount" | "vendor"> & { amount: AmountText };

interface ActualFormProps {
  row: ActualRow | null;
  onClose: () => void;
  onSplit: (row: ActualRow) => void;
  onWhy: (row: ActualRow) => void;
}

export function ActualForm({ row, onClose, onSplit, onWhy }: ActualFormProps) {
  const book = useBook();
  const vendors = useRead("vendor.list", null);
  const currencies = useRead("settings.currencies", null);
  const save = useChange("actual.save");
  const remove = useChange("actual.remove");
  const done = useDone();
  const { draft, change, error, setError } = useDraft<Draft>({
    id: row?.id ?? null,
    date: row?.date ?? book.as_of,
    amount: amountText(row?.whole ?? row?.amount ?? null),
    currency: row?.currency ?? book.settings.currency,
    text: row?.text ?? "",
    document: row?.document ?? "",
    account: row?.account ?? "",
    cost_centre: row?.cost_centre ?? "",
    line: row?.line ?? null,
  });
  // A row names its vendor; the list knows which one that is.
  const [chosen, setChosen] = useState<Id | null | undefined>(undefined);
  const vendor = chosen === undefined ? (vendors.data?.find(({ name }) => name === row?.vendor)?.id ?? null) : chosen;
  const [prepaying, setPrepaying] = useState(false);
  const frozen = book.read_only !== null;
  const fixed = row !== null && (row.closed || row.kind !== "posting");

  const attempt = async (what: () => Promise<unknown>, said: string) => {
    setError(null);
    try {
      await what();
      onClose();
      done(said);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const submit = () =>
    attempt(
      async () => {
        const { amount, ...rest } = draft;
        refuseUnread({ amount });
        await save.run({ ...rest, vendor, amount: amount.amount ?? "0" });
      },
      row ? "Actual changed." : "Actual added.",
    );

  return (
    <Dialog title={row ? "Actual" : "New actual"} size={560} onClose={onClose}>
      <form
        noValidate
        className={classes.form}
        style={{ marginTop: 0 }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={FIELDS} />
        <Caution messages={cautionOf(row)} />
        <div className={classes.pair}>
          <DateField
            label="Date"
            required
            value={draft.date}
            onChange={(date) => change({ date: date ?? draft.date })}
            error={problemAt(error, "date")}
          />
          <Select
            label="Currency"
            searchable
            allowDeselect={false}
            data={(currencies.data ?? [{ code: draft.currency }]).map(({ code }) => code)}
            value={draft.currency}
            onChange={(currency) => change({ currency: currency ?? draft.currency })}
            error={problemAt(error, "currency")}
          />
        </div>
        <div className={classes.pair}>
          <AmountField
            label="Amount"
            required
            value={draft.amount}
            onChange={(amount) => change({ amount })}
            suffix={draft.currency}
            error={problemAt(error, "amount")}
          />
          <IdSelect
            label="Vendor"
            none="None"
            value={vendor}
            onChange={setChosen}
            options={(vendors.data ?? []).map(({ id, name }) => ({ id, label: name }))}
            error={problemAt(error, "vendor")}
          />
        </div>
        <TextInput
          label="Text"
          value={draft.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          error={problemAt(error, "text")}
        />
        <div className={classes.pair} style={{ gridTemplateColumns: "1fr 1fr 1fr" }}>
          {(["document", "account", "cost_centre"] as const).map((field) => (
            <TextInput
              key={field}
              label={{ document: "Document", account: "Account", cost_centre: "Cost centre" }[field]}
              value={draft[field]}
              onChange={(event) => change({ [field]: event.currentTarget.value })}
              error={problemAt(error, field)}
            />
          ))}
        </div>
        <LineSelect
          title="Budget line"
          placeholder={row && row.parts.length > 0 ? `Split: ${row.line_label}` : undefined}
          value={draft.line}
          label={row?.line === draft.line ? (row?.line_label ?? "") : ""}
          onChange={(line) => change({ line })}
          error={problemAt(error, "line")}
        />
        {row && (
          <div className={own.more}>
            <Button variant="default" size="compact-sm" onClick={() => onWhy(row)}>
              Why this line?
            </Button>
            <Button variant="default" size="compact-sm" disabled={frozen || fixed} onClick={() => onSplit(row)}>
              Split over lines…
            </Button>
            <Button variant="default" size="compact-sm" disabled={frozen || fixed} onClick={() => setPrepaying(true)}>
              Service period…
            </Button>
          </div>
        )}
        <div className={classes.actions}>
          {row && (
            <Button
              className={classes.left}
              variant="subtle"
              styles={{ root: { color: "var(--bad)" } }}
              disabled={frozen || row.closed}
              onClick={() => void attempt(() => remove.run({ actuals: [row.id] }), "Actual removed.")}
            >
              Remove
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.busy} disabled={frozen || fixed}>
            Save
          </Button>
        </div>
      </form>
      {prepaying && row && <PrepaidDialog actual={row} onClose={() => setPrepaying(false)} />}
    </Dialog>
  );
}

/** Why it stays as it is. */
function cautionOf(row: ActualRow | null): string[] {
  if (row?.closed) return ["Its month is closed. Reopen it in Months to change it, and close it again after."];
  if (row && row.kind !== "posting") {
    return ["An accrual and its reversal stay as they were posted. Remove one, and both go."];
  }
  return [];
}
