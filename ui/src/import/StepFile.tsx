// The first step: which file, what it is, into which plan it goes, and how its text is written.
import { Button, NativeSelect } from "@mantine/core";
import type { ImportKind, Inspected } from "../api.gen";
import { formatDate } from "../kit/date";
import { takesAmounts, useBook } from "../shell/book";
import { LaterText } from "./LaterText";
import classes from "./panel.module.css";
import { anotherKind, anotherTable, type Wizard } from "./wizard";
import { DELIMITERS, ENCODINGS, encodingName, formatName, isText, KINDS } from "./words";

export interface StepProps {
  wizard: Wizard;
  kind: ImportKind | null;
  inspected: Inspected;
  onChange: (change: (wizard: Wizard) => Wizard) => void;
}

interface Props extends StepProps {
  planName: string;
  onReadAgain: () => void;
  onAnother: () => void;
}

export function StepFile({ wizard, kind, inspected, planName, onChange, onReadAgain, onAnother }: Props) {
  const { options } = wizard;
  const isOpenText = (inspected.encoding !== null || inspected.delimiter !== null) && isText(inspected.format);
  return (
    <div className={classes.fields}>
      <NativeSelect
        label="This file is"
        data={[
          ...(kind === null ? [{ value: "", label: "Choose what it is" }] : []),
          ...Object.entries(KINDS).map(([value, label]) => ({ value, label })),
        ]}
        value={kind ?? ""}
        error={kind === null ? "Its columns do not tell." : undefined}
        onChange={(event) => {
          const chosen = event.currentTarget.value as ImportKind;
          onChange((now) => ({ ...now, kind: chosen, plan: null, options: anotherKind(now.options) }));
        }}
      />
      {inspected.form && (
        <p className={classes.fact}>
          A workbook that {inspected.form.organisation} sent out on {formatDate(inspected.form.made)}:{" "}
          {inspected.form.title}. What comes back is a proposal, line by line.
        </p>
      )}
      {kind === "budget" && <PlanOfBudget wizard={wizard} planName={planName} onChange={onChange} />}
      {kind === "rates" && <PlanOfRates wizard={wizard} onChange={onChange} />}
      {isOpenText ? (
        <>
          <NativeSelect
            label="Between cells"
            description={inspected.delimiter_reason}
            data={[
              {
                value: "",
                label: foundAs(inspected.delimiter, (sign) => DELIMITERS[sign] ?? `“${sign}”`, options.delimiter),
              },
              ...Object.entries(DELIMITERS).map(([value, label]) => ({ value, label })),
            ]}
            value={options.delimiter ?? ""}
            onChange={(event) => {
              const delimiter = event.currentTarget.value || null;
              onChange((now) => ({ ...now, options: { ...anotherTable(now.options, {}), delimiter } }));
            }}
          />
          <NativeSelect
            label="Characters"
            description={inspected.encoding_reason}
            data={[
              { value: "", label: foundAs(inspected.encoding, encodingName, options.encoding) },
              ...Object.entries(ENCODINGS).map(([value, label]) => ({ value, label })),
            ]}
            value={options.encoding?.toLowerCase() ?? ""}
            onChange={(event) => {
              const encoding = event.currentTarget.value || null;
              onChange((now) => ({ ...now, options: { ...now.options, encoding } }));
            }}
          />
        </>
      ) : (
        <p className={classes.fact}>{formatName(inspected.format)}, by its content.</p>
      )}
      <div className={classes.row}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={onReadAgain}
          title="After something was mended in the file"
        >
          Read the file again
        </Button>
        <Button size="compact-sm" variant="default" onClick={onAnother}>
          Choose another file…
        </Button>
      </div>
    </div>
  );
}

/** The first choice of a list: what was found, unless something else was given. */
export function foundAs<T>(value: T | null, words: (value: T) => string, given: unknown): string {
  return given !== null || value === null ? "As found" : `As found: ${words(value)}`;
}

type PlanProps = Pick<StepProps, "wizard" | "onChange">;

function PlanOfBudget({ wizard, planName, onChange }: PlanProps & { planName: string }) {
  const { plans } = useBook();
  return (
    <>
      <NativeSelect
        label="Into plan"
        data={[
          { value: "", label: "A new plan" },
          ...plans.filter(takesAmounts).map((plan) => ({ value: String(plan.id), label: plan.name })),
        ]}
        value={wizard.plan === null ? "" : String(wizard.plan)}
        onChange={(event) => {
          const plan = event.currentTarget.value ? Number(event.currentTarget.value) : null;
          onChange((now) => ({ ...now, plan }));
        }}
      />
      {wizard.plan === null && (
        <LaterText
          label="Name of the new plan"
          value={planName}
          onCommit={(plan_name) => onChange((now) => ({ ...now, plan_name: plan_name || null }))}
        />
      )}
    </>
  );
}

function PlanOfRates({ wizard, onChange }: PlanProps) {
  const { plans } = useBook();
  return (
    <NativeSelect
      label="They are"
      data={[
        { value: "", label: "The rates of their months" },
        ...plans.map((plan) => ({ value: String(plan.id), label: `Budget rates of ${plan.name}` })),
      ]}
      value={wizard.plan === null ? "" : String(wizard.plan)}
      onChange={(event) => {
        const plan = event.currentTarget.value ? Number(event.currentTarget.value) : null;
        onChange((now) => ({ ...now, plan }));
      }}
    />
  );
}
