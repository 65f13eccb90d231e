// Whose book it is, in which currency and year it counts, what counts as a difference, and how this screen writes numbers.
import { Button, NativeSelect, SegmentedControl, Select, TextInput, useMantineColorScheme } from "@mantine/core";
import { useState } from "react";
import type { Answer } from "../api";
import { asCallError, call, useChange, useRead } from "../api";
import type { FiscalName, Settings } from "../api.gen";
import { MONTH_NAMES } from "../kit/date";
import { AmountField, type AmountText, amountText, DateField, refuseUnread, useDraft } from "../kit/fields";
import { chooseLocale, chosenLocale, formatAmount, marksOf } from "../kit/number";
import { Card, problemAt, Refusal } from "../kit/parts";
import { useBook } from "../shell/book";
import { sayError, useDone } from "../shell/undo";
import classes from "./settings.module.css";

type Draft = Omit<Settings, "threshold_amount" | "threshold_percent"> & {
  threshold_amount: AmountText;
  threshold_percent: AmountText;
};

const draftOf = (settings: Settings): Draft => ({
  ...settings,
  threshold_amount: amountText(settings.threshold_amount),
  threshold_percent: amountText(settings.threshold_percent),
});

const FIELDS = [
  "organisation",
  "currency",
  "fiscal_start",
  "fiscal_name",
  "as_of",
  "threshold_amount",
  "threshold_percent",
] as const;

export function Book() {
  const book = useBook();
  // What others changed meanwhile, such as an undo, shows up as long as nothing is being typed.
  return (
    <div className={classes.scroll}>
      <div className={classes.columns}>
        <BookForm key={JSON.stringify(book.settings)} settings={book.settings} />
        <div className={classes.form} style={{ marginTop: 0, gap: 14 }}>
          <ThisComputer />
          <Check />
        </div>
      </div>
    </div>
  );
}

function BookForm({ settings }: { settings: Settings }) {
  const book = useBook();
  const { draft, change, setDraft, error, setError } = useDraft(draftOf(settings));
  const currencies = useRead("settings.currencies", null);
  const save = useChange("settings.save");
  const done = useDone();
  const frozen = book.read_only !== null;
  const touched = JSON.stringify(draft) !== JSON.stringify(draftOf(settings));

  const submit = async () => {
    setError(null);
    try {
      const { threshold_amount, threshold_percent, ...rest } = draft;
      refuseUnread({ threshold_amount, threshold_percent });
      await save.run({
        ...rest,
        threshold_amount: threshold_amount.amount ?? null,
        threshold_percent: threshold_percent.amount ?? null,
      });
      done("Settings changed.");
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
      <Card title="This book" note="For everyone who opens it.">
        <div className={classes.form}>
          <Refusal error={error} fields={FIELDS} />
          <TextInput
            label="Organisation"
            description="As it stands on screens and reports"
            value={draft.organisation}
            onChange={(event) => change({ organisation: event.currentTarget.value })}
            error={problemAt(error, "organisation")}
          />
          <Select
            label="Base currency"
            description="Can change only while the book holds no amounts"
            searchable
            data={(currencies.data ?? [{ code: draft.currency, name: "" }]).map(({ code, name }) => ({
              value: code,
              label: name ? `${code} – ${name}` : code,
            }))}
            value={draft.currency}
            onChange={(currency) => change({ currency: currency ?? draft.currency })}
            allowDeselect={false}
            error={problemAt(error, "currency")}
          />
          <div className={classes.pair}>
            <Select
              label="Fiscal year starts in"
              data={MONTH_NAMES.map((label, at) => ({ value: String(at + 1), label }))}
              value={String(draft.fiscal_start)}
              onChange={(value) => change({ fiscal_start: Number(value) })}
              allowDeselect={false}
              error={problemAt(error, "fiscal_start")}
            />
            <Select
              label="and is named by"
              data={[
                { value: "end", label: "the year it ends in" },
                { value: "start", label: "the year it starts in" },
              ]}
              value={draft.fiscal_name}
              onChange={(value) => change({ fiscal_name: value as FiscalName })}
              allowDeselect={false}
              error={problemAt(error, "fiscal_name")}
            />
          </div>
          <DateField
            label="As-of date"
            description="What counts as today; empty for the real one"
            placeholder="Today"
            value={draft.as_of}
            onChange={(as_of) => change({ as_of })}
            error={problemAt(error, "as_of")}
          />
          <div className={classes.pair}>
            <AmountField
              label="Flag a variance from"
              value={draft.threshold_amount}
              onChange={(threshold_amount) => change({ threshold_amount })}
              suffix={draft.currency}
              error={problemAt(error, "threshold_amount")}
            />
            <AmountField
              label="or from"
              value={draft.threshold_percent}
              onChange={(threshold_percent) => change({ threshold_percent })}
              suffix="%"
              error={problemAt(error, "threshold_percent")}
            />
          </div>
          <NativeSelect
            label="Flag it when"
            data={[
              { value: "either", label: "one of the two is reached" },
              { value: "both", label: "both are reached" },
            ]}
            value={draft.threshold_both ? "both" : "either"}
            onChange={(event) => change({ threshold_both: event.currentTarget.value === "both" })}
          />
          <div className={classes.actions}>
            {touched && (
              <Button variant="default" onClick={() => setDraft(draftOf(settings))}>
                Discard
              </Button>
            )}
            <Button type="submit" loading={save.busy} disabled={frozen || !touched}>
              Save
            </Button>
          </div>
        </div>
      </Card>
    </form>
  );
}

const LOCALES = ["en-US", "en-GB", "de-DE", "de-CH", "fr-FR", "es-ES", "nl-NL", "sv-SE", "en-IN"];
const EXAMPLE = "1234567.5";

function ThisComputer() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const example = (locale: string) => formatAmount(EXAMPLE, { decimals: 2, marks: marksOf(locale) });
  const names = new Intl.DisplayNames("en", { type: "language" });
  const system = navigator.language;
  return (
    <Card title="This computer" note="Only how it looks here; nothing of it is kept in the book.">
      <div className={classes.form}>
        <NativeSelect
          label="Numbers"
          data={[
            { value: "", label: `As the system: ${example(system)}` },
            ...LOCALES.map((locale) => ({
              value: locale,
              label: `${example(locale)} – ${names.of(locale) ?? locale}`,
            })),
          ]}
          value={chosenLocale() ?? ""}
          onChange={(event) => chooseLocale(event.currentTarget.value || null)}
        />
        <div>
          <div className="mantine-InputWrapper-label" id="colours" style={{ marginBottom: 4 }}>
            Colours
          </div>
          <SegmentedControl
            aria-labelledby="colours"
            fullWidth
            data={[
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
              { value: "auto", label: "As the system" },
            ]}
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as typeof colorScheme)}
          />
        </div>
      </div>
    </Card>
  );
}

/** Integrity of the file and of the figures in it, on request. */
function Check() {
  const [answer, setAnswer] = useState<Answer<"book.check"> | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    try {
      setAnswer(await call("book.check", null));
    } catch (thrown) {
      sayError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title="Check" note="Whether the file is sound, the totals tie and the history is unbroken.">
      <div className={classes.form}>
        <div role="status">
          {answer?.ok && <span className="good">All is well.</span>}
          {answer && !answer.ok && (
            <ul className="bad" style={{ margin: 0, paddingLeft: 18 }}>
              {answer.findings.map((finding) => (
                <li key={finding}>{finding}</li>
              ))}
            </ul>
          )}
        </div>
        <div className={classes.actions}>
          <Button variant="default" loading={busy} onClick={() => void check()}>
            Check this book
          </Button>
        </div>
      </div>
    </Card>
  );
}
