// What an amendment can change: end, renewal, notice, price. As text while it is typed.
import { Select, Textarea } from "@mantine/core";
import type { CallError } from "../api";
import type {
  ContractAgreed,
  ContractBilled,
  ContractPer,
  NoticeTo,
  Renewal,
  UpliftAt,
  UpliftMethod,
} from "../api.gen";
import { AmountField, type AmountText, amountText, DateField } from "../kit/fields";
import { editAmount, readAmount } from "../kit/number";
import { problemAt } from "../kit/parts";
import classes from "./contracts.module.css";
import { BILLINGS, NOTICE_TO, PERS, RENEWALS, UPLIFT_AT, UPLIFTS } from "./words";

const NUMBERS = [
  "initial_months",
  "renewal_months",
  "notice_months",
  "notice_days",
  "lead_days",
  "lead_working_days",
] as const;
type NumberField = (typeof NUMBERS)[number];

export interface TermsText extends Record<NumberField, AmountText> {
  end: string | null;
  renewal: Renewal | null;
  notice_to: NoticeTo | null;
  yearly: AmountText;
  total: AmountText;
  amount: AmountText;
  per: ContractPer;
  billed: ContractBilled;
  every: ContractPer | null;
  uplift: UpliftMethod | null;
  at: UpliftAt;
  percent: AmountText;
  by: AmountText;
  plus: AmountText;
  cap: AmountText;
  floor: AmountText;
  /** A day and a price a line. */
  steps: string;
  /** The index at the start, then that of each uplift, a line each. */
  indices: string;
}

export const TERMS_FIELDS = [
  ...NUMBERS,
  "end",
  "renewal",
  "yearly",
  "total",
  "price.amount",
  "price.percent",
  "price.steps",
  "price.indices",
  "price.plus",
  "price.cap",
  "price.floor",
];

const number = (value: number | null | undefined) =>
  amountText(value === null || value === undefined ? null : String(value));

export function termsText(agreed: ContractAgreed): TermsText {
  const { price } = agreed;
  const uplift = price?.uplift ?? null;
  return {
    end: agreed.end,
    renewal: agreed.renewal,
    notice_to: agreed.notice_to,
    initial_months: number(agreed.initial_months),
    renewal_months: number(agreed.renewal_months),
    notice_months: number(agreed.notice_months),
    notice_days: number(agreed.notice_days),
    lead_days: number(agreed.lead_days),
    lead_working_days: number(agreed.lead_working_days),
    yearly: amountText(agreed.yearly),
    total: amountText(agreed.total),
    amount: amountText(price?.amount ?? null),
    per: price?.per ?? "month",
    billed: price?.billed ?? "advance",
    every: price?.every ?? null,
    uplift: uplift?.method ?? null,
    at: uplift?.at ?? "anniversary",
    percent: amountText(uplift?.percent ?? null),
    by: amountText(uplift?.amount ?? null),
    plus: amountText(uplift?.plus ?? null),
    cap: amountText(uplift?.cap ?? null),
    floor: amountText(uplift?.floor ?? null),
    steps: (uplift?.steps ?? []).map((step) => `${step.from} ${editAmount(step.price)}`).join("\n"),
    indices: (uplift?.indices ?? []).map((index) => editAmount(index)).join("\n"),
  };
}

const rows = (text: string) =>
  text
    .split("\n")
    .map((row) => row.trim())
    .filter(Boolean);

/** Every number that is typed, by the field its problem is shown at. */
export function termsAmounts(terms: TermsText): Record<string, AmountText> {
  const listed = (field: string, texts: string[]) =>
    Object.fromEntries(
      texts
        .map((text) => [field, { text, amount: readAmount(text) ?? undefined }] as const)
        .filter(([, one]) => one.amount === undefined),
    );
  return {
    ...Object.fromEntries(NUMBERS.map((field) => [field, terms[field]])),
    yearly: terms.yearly,
    total: terms.total,
    "price.amount": terms.amount,
    "price.percent": terms.uplift === "amount" ? terms.by : terms.percent,
    "price.plus": terms.plus,
    "price.cap": terms.cap,
    "price.floor": terms.floor,
    ...listed(
      "price.steps",
      rows(terms.steps).map((row) => row.split(/\s+/).slice(1).join("")),
    ),
    ...listed("price.indices", rows(terms.indices)),
  };
}

const whole = (value: AmountText): number | null => (value.amount ? Number(value.amount) : null);

/** The terms as the core takes them; what the form does not show of a price stays as it was. */
export function agreedOf(terms: TermsText, before: ContractAgreed["price"]): ContractAgreed {
  const { amount } = terms.amount;
  const uplift = terms.uplift && {
    method: terms.uplift,
    at: terms.at,
    percent: terms.uplift === "percent" ? (terms.percent.amount ?? null) : null,
    amount: terms.uplift === "amount" ? (terms.by.amount ?? null) : null,
    steps:
      terms.uplift === "steps"
        ? rows(terms.steps).map((row) => {
            const [from = "", ...price] = row.split(/\s+/);
            return { from, price: readAmount(price.join("")) ?? "0" };
          })
        : [],
    on: before?.uplift?.on ?? ("base" as const),
    indices: terms.uplift === "index" ? rows(terms.indices).map((row) => readAmount(row) ?? "0") : [],
    plus: terms.uplift === "index" ? (terms.plus.amount ?? null) : null,
    plus_as: before?.uplift?.plus_as ?? ("additive" as const),
    cap: terms.cap.amount ?? null,
    floor: terms.floor.amount ?? null,
  };
  return {
    end: terms.end,
    initial_months: whole(terms.initial_months),
    renewal: terms.renewal,
    renewal_months: whole(terms.renewal_months),
    notice_months: whole(terms.notice_months),
    notice_days: whole(terms.notice_days),
    notice_to: terms.notice_to,
    lead_days: whole(terms.lead_days),
    lead_working_days: whole(terms.lead_working_days),
    yearly: terms.yearly.amount ?? null,
    total: terms.total.amount ?? null,
    price: amount
      ? {
          amount,
          per: terms.per,
          billed: terms.billed,
          every: terms.every,
          recognise: before?.recognise ?? "days",
          uplift,
          fees: before?.fees ?? [],
        }
      : null,
  };
}

interface TermsFieldsProps {
  terms: TermsText;
  currency: string;
  onChange: (part: Partial<TermsText>) => void;
  error: CallError | null;
}

const PLAIN = { comboboxProps: { transitionProps: { duration: 0 } } } as const;

export function TermsFields({ terms, currency, onChange, error }: TermsFieldsProps) {
  const count = (label: string, field: NumberField) => (
    <AmountField
      label={label}
      value={terms[field]}
      onChange={(value) => onChange({ [field]: value })}
      error={problemAt(error, field)}
    />
  );
  const amount = (
    label: string,
    field: "yearly" | "total" | "amount" | "percent" | "by" | "plus" | "cap" | "floor",
    at: string,
    suffix = "%",
  ) => (
    <AmountField
      label={label}
      suffix={suffix}
      value={terms[field]}
      onChange={(value) => onChange({ [field]: value })}
      error={problemAt(error, at)}
    />
  );
  const hasTerm = terms.renewal !== "evergreen";
  return (
    <>
      <fieldset>
        <legend>Term and notice</legend>
        <div className={classes.fields}>
          {hasTerm && count("Initial term, months", "initial_months")}
          <DateField
            label="Last day, as stated"
            value={terms.end}
            onChange={(end) => onChange({ end })}
            error={problemAt(error, "end")}
          />
          <Select
            {...PLAIN}
            label="Renewal"
            placeholder="Not known"
            clearable
            clearButtonProps={{ "aria-label": "Renewal is not known" }}
            data={RENEWALS}
            value={terms.renewal}
            onChange={(value) => onChange({ renewal: value as Renewal | null })}
            error={problemAt(error, "renewal")}
          />
          {hasTerm && count("Renewal term, months", "renewal_months")}
          {count("Notice, months", "notice_months")}
          {count("Notice, days", "notice_days")}
          <Select
            {...PLAIN}
            label="Notice takes effect"
            placeholder="On any day"
            clearable
            clearButtonProps={{ "aria-label": "Notice takes effect on any day" }}
            data={NOTICE_TO}
            value={terms.notice_to}
            onChange={(value) => onChange({ notice_to: value as NoticeTo | null })}
          />
          {count("Delivery lead, days", "lead_days")}
          {count("Delivery lead, working days", "lead_working_days")}
        </div>
      </fieldset>
      <fieldset>
        <legend>Price, without tax</legend>
        <div className={classes.fields}>
          {amount("Price", "amount", "price.amount", currency)}
          <Select
            {...PLAIN}
            label="For each"
            data={PERS}
            allowDeselect={false}
            value={terms.per}
            onChange={(value) => value && onChange({ per: value as ContractPer })}
          />
          <Select
            {...PLAIN}
            label="Invoiced"
            data={BILLINGS}
            allowDeselect={false}
            value={terms.billed}
            onChange={(value) => value && onChange({ billed: value as ContractBilled })}
          />
          <Select
            {...PLAIN}
            label="An invoice for each"
            placeholder="As it is priced"
            clearable
            clearButtonProps={{ "aria-label": "Invoiced as it is priced" }}
            data={PERS}
            value={terms.every}
            onChange={(value) => onChange({ every: value as ContractPer | null })}
          />
          <Select
            {...PLAIN}
            label="Uplift"
            placeholder="None"
            clearable
            clearButtonProps={{ "aria-label": "No uplift" }}
            data={UPLIFTS}
            value={terms.uplift}
            onChange={(value) => onChange({ uplift: value as UpliftMethod | null })}
          />
          {terms.uplift !== null && terms.uplift !== "steps" && (
            <Select
              {...PLAIN}
              label="When"
              data={UPLIFT_AT}
              allowDeselect={false}
              value={terms.at}
              onChange={(value) => value && onChange({ at: value as UpliftAt })}
            />
          )}
          {terms.uplift === "percent" && amount("Uplift by", "percent", "price.percent")}
          {terms.uplift === "amount" && amount("Uplift by", "by", "price.amount", currency)}
          {terms.uplift === "steps" && (
            <Textarea
              label="A day and a price on each line"
              placeholder={"2027-01-01 25000\n2028-01-01 26000"}
              autosize
              minRows={2}
              value={terms.steps}
              onChange={(event) => onChange({ steps: event.currentTarget.value })}
              error={problemAt(error, "price.steps")}
            />
          )}
          {terms.uplift === "index" && (
            <>
              <Textarea
                label="Index at the start, then of each uplift"
                placeholder={"105.65\n110.5"}
                autosize
                minRows={2}
                value={terms.indices}
                onChange={(event) => onChange({ indices: event.currentTarget.value })}
                error={problemAt(error, "price.indices")}
              />
              {amount("Beside the index", "plus", "price.plus")}
            </>
          )}
          {terms.uplift !== null && terms.uplift !== "steps" && (
            <>
              {amount("At most", "cap", "price.cap")}
              {amount("At least", "floor", "price.floor")}
            </>
          )}
          {terms.amount.text.trim() === "" && (
            <>
              {amount("Value a year, if no price is known", "yearly", "yearly", currency)}
              {amount("Value in all, if no price is known", "total", "total", currency)}
            </>
          )}
        </div>
      </fieldset>
    </>
  );
}
