// A contract as it was agreed first, or an amendment of it from a day on: every field, with what is wrong at its place.
import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { asCallError, useChange, useRead } from "../api";
import type { ContractAgreed, ContractDraft, ContractPricing, RenewalAssumption } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { AmountField, amountText, DateField, IdSelect, refuseUnread, useDraft } from "../kit/fields";
import { plural } from "../kit/number";
import { problemAt, Refusal } from "../kit/parts";
import { CategorySelect, DepartmentSelect } from "../settings/selects";
import { useDone } from "../shell/undo";
import classes from "./contracts.module.css";
import { agreedOf, TERMS_FIELDS, TermsFields, type TermsText, termsAmounts, termsText } from "./TermsFields";
import { ASSUMED, KINDS } from "./words";

export function newContract(currency: string): ContractDraft {
  return {
    id: null,
    number: "",
    title: "",
    vendor: null,
    kind: "saas",
    start: null,
    end: null,
    initial_months: null,
    renewal: null,
    renewal_months: null,
    notice_months: null,
    notice_days: null,
    notice_to: null,
    yearly: null,
    total: null,
    currency,
    billing: "",
    owner: "",
    category: null,
    department: null,
    parent: "",
    status: "",
    notes: "",
    lead_days: null,
    lead_working_days: null,
    notice_given: null,
    notice_proof: "",
    confirmed_renewals: 0,
    convenience: "",
    price: null,
    assumption: null,
  };
}

const FIELDS = [
  "title",
  "number",
  "vendor",
  "kind",
  "owner",
  "category",
  "department",
  "currency",
  "start",
  "assumption.percent",
  ...TERMS_FIELDS,
];

interface FormProps {
  start: ContractDraft;
  onClose: () => void;
  onSaved?: (id: number) => void;
}

export function ContractForm({ start, onClose, onSaved }: FormProps) {
  const { draft, change, error, setError } = useDraft({
    ...start,
    terms: termsText(start),
    percentText: amountText(start.assumption?.percent ?? null),
  });
  const vendors = useRead("vendor.list", null).data ?? [];
  const currencies = useRead("settings.currencies", null).data ?? [];
  const save = useChange("contract.save");
  const done = useDone();
  const submit = async () => {
    setError(null);
    try {
      const { terms, percentText, ...contract } = draft;
      refuseUnread({ ...termsAmounts(terms), "assumption.percent": percentText });
      const kind = contract.assumption?.kind;
      const assumption: RenewalAssumption | null = kind
        ? {
            kind,
            percent: kind === "renegotiate" ? (percentText.amount ?? null) : null,
            from: contract.assumption?.from ?? null,
          }
        : null;
      const saved = await save.run({ ...contract, ...agreedOf(terms, start.price), assumption });
      onClose();
      const name = contract.title.trim() || contract.number.trim();
      const lines = saved.lines > 0 ? ` ${plural(saved.lines, "line")} of draft plans changed with it.` : "";
      done(`“${name}” is ${contract.id === null ? "added" : "changed"}.${lines}`);
      onSaved?.(saved.contract.row.id);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const text = (
    label: string,
    field: "title" | "number" | "owner" | "parent" | "status" | "billing",
    more?: object,
  ) => (
    <TextInput
      label={label}
      value={draft[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
      error={problemAt(error, field)}
      {...more}
    />
  );
  return (
    <Dialog title={draft.id === null ? "New contract" : "Change contract"} onClose={onClose} size={760}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={FIELDS} />
        <div className={classes.fields}>
          {text("Title", "title", { className: classes.two, "data-autofocus": true })}
          {text("Number", "number")}
          <IdSelect
            label="Vendor"
            none="None"
            options={vendors.map(({ id, name }) => ({ id, label: name }))}
            value={draft.vendor}
            onChange={(vendor) => change({ vendor })}
            error={problemAt(error, "vendor")}
          />
          <Select
            label="Kind"
            data={KINDS}
            allowDeselect={false}
            value={draft.kind}
            onChange={(kind) => kind && change({ kind: kind as ContractDraft["kind"] })}
          />
          {text("Owner", "owner")}
          <CategorySelect value={draft.category} onChange={(category) => change({ category })} />
          <DepartmentSelect value={draft.department} onChange={(department) => change({ department })} />
          <IdSelect
            label="Currency"
            options={currencies.map(({ code, name }, at) => ({ id: at, label: `${code} – ${name}` }))}
            value={Math.max(
              0,
              currencies.findIndex(({ code }) => code === draft.currency),
            )}
            onChange={(at) => change({ currency: currencies[at ?? -1]?.code ?? draft.currency })}
            error={problemAt(error, "currency")}
          />
          {text("Master agreement, by number", "parent")}
          {text("Status, as the source says", "status")}
          <DateField
            label="First day"
            value={draft.start}
            onChange={(start) => change({ start })}
            error={problemAt(error, "start")}
          />
        </div>
        <TermsFields
          terms={draft.terms}
          currency={draft.currency}
          onChange={(part) => change({ terms: { ...draft.terms, ...part } })}
          error={error}
        />
        <fieldset>
          <legend>Next renewal, as planned</legend>
          <div className={classes.fields}>
            <Select
              label="What is assumed"
              placeholder="As the contract says"
              clearable
              clearButtonProps={{ "aria-label": "Assume nothing" }}
              data={ASSUMED}
              value={draft.assumption?.kind ?? null}
              onChange={(kind) =>
                change({
                  assumption: kind
                    ? { kind: kind as RenewalAssumption["kind"], percent: null, from: draft.assumption?.from ?? null }
                    : null,
                })
              }
            />
            {draft.assumption?.kind === "renegotiate" && (
              <AmountField
                label="Change of the price"
                suffix="%"
                value={draft.percentText}
                onChange={(percentText) => change({ percentText })}
                error={problemAt(error, "assumption.percent")}
              />
            )}
          </div>
        </fieldset>
        <TextInput
          label="Termination for convenience, as it says"
          value={draft.convenience}
          onChange={(event) => change({ convenience: event.currentTarget.value })}
        />
        <Textarea
          label="Notes"
          autosize
          minRows={2}
          maxRows={6}
          value={draft.notes}
          onChange={(event) => change({ notes: event.currentTarget.value })}
        />
        <Buttons onClose={onClose} busy={save.busy} word={draft.id === null ? "Add contract" : "Save"} />
      </form>
    </Dialog>
  );
}

function Buttons({ onClose, busy, word }: { onClose: () => void; busy: boolean; word: string }) {
  return (
    <div className={classes.actions}>
      <Button variant="default" onClick={onClose}>
        Cancel
      </Button>
      <Button type="submit" loading={busy}>
        {word}
      </Button>
    </div>
  );
}

interface AmendProps {
  contract: number;
  name: string;
  currency: string;
  /** What counts now. */
  start: ContractAgreed;
  onClose: () => void;
}

/** What was agreed later, from its day on; the contract keeps what was agreed first. */
export function AmendForm({ contract, name, currency, start, onClose }: AmendProps) {
  const { draft, change, error, setError } = useDraft({
    from: null as string | null,
    title: "",
    terms: termsText(start) as TermsText,
  });
  const amend = useChange("contract.amend");
  const done = useDone();
  const submit = async () => {
    setError(null);
    try {
      refuseUnread(termsAmounts(draft.terms));
      const agreed = agreedOf(draft.terms, start.price as ContractPricing | null);
      const { lines } = await amend.run({ id: null, contract, from: draft.from ?? "", title: draft.title, agreed });
      onClose();
      done(`“${name}” is amended.${lines > 0 ? ` ${plural(lines, "line")} of draft plans changed with it.` : ""}`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <Dialog title={`Amend ${name}`} onClose={onClose} size={760}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={["from", "title", ...TERMS_FIELDS]} />
        <div className={classes.fields}>
          <TextInput
            label="What is agreed"
            placeholder="50 more seats"
            className={classes.two}
            data-autofocus
            value={draft.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
            error={problemAt(error, "title")}
          />
          <DateField
            label="Counts from"
            required
            value={draft.from}
            onChange={(from) => change({ from })}
            error={problemAt(error, "from")}
          />
        </div>
        <TermsFields
          terms={draft.terms}
          currency={currency}
          onChange={(part) => change({ terms: { ...draft.terms, ...part } })}
          error={error}
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={amend.busy} disabled={draft.from === null}>
            Amend
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
