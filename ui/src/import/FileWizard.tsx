// One file on its way in: what its columns are, what would change, and then the import itself.
import { Button } from "@mantine/core";
import { useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { Imported } from "../api.gen";
import { EmptyState, Refusal } from "../kit/parts";
import { useBook } from "../shell/book";
import { Page } from "../shell/Page";
import { Check } from "./Check";
import { Columns } from "./Columns";
import { Done } from "./Done";
import classes from "./import.module.css";
import { newPlanName, type Wizard } from "./wizard";

const STEPS = [
  { id: "columns", label: "Columns" },
  { id: "check", label: "Check" },
  { id: "done", label: "Done" },
] as const;

export interface FileWizardProps {
  wizard: Wizard;
  onChange: (wizard: Wizard | null) => void;
  onAnother: () => void;
}

export function FileWizard({ wizard, onChange, onAnother }: FileWizardProps) {
  const { file, options, plan } = wizard;
  const book = useBook();
  const [skip, setSkip] = useState(false);
  const inspection = useRead("import.inspect", { file, kind: wizard.kind, options }, { keep: true });
  const kind = wizard.kind ?? inspection.data?.kind ?? "actuals";
  const checking = wizard.step === "check";
  const fields = inspection.data?.table?.columns.map((column) => column.field) ?? [];
  const planName = wizard.plan_name ?? newPlanName(wizard.name, fields, book);
  const job = {
    file,
    kind,
    plan: kind === "budget" ? plan : null,
    plan_name: kind === "budget" && plan === null ? planName : null,
    options,
    skip_problems: skip,
  };
  const preview = useRead("import.preview", { ...job, skip_problems: false }, { enabled: checking });
  const run = useChange("import.run");
  const [done, setDone] = useState<Imported | null>(null);
  const [error, setError] = useState<CallError | null>(null);

  const importNow = async () => {
    setError(null);
    try {
      const answer = await run.run(job);
      setDone(answer);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const at = done ? "done" : wizard.step;
  const blocked = (preview.data?.problem_count ?? 0) > 0 && !skip;

  return (
    <Page
      title="Import"
      tools={
        !done && (
          <>
            <Button variant="default" onClick={() => onChange(null)}>
              Cancel
            </Button>
            {checking && (
              <Button variant="default" onClick={() => onChange({ ...wizard, step: "columns" })}>
                Back to columns
              </Button>
            )}
            {checking ? (
              <Button loading={run.busy} disabled={!preview.data || blocked} onClick={() => void importNow()}>
                Import
              </Button>
            ) : (
              <Button
                disabled={!inspection.data?.table}
                onClick={() => onChange({ ...wizard, kind, plan_name: planName, step: "check" })}
              >
                Check
              </Button>
            )}
          </>
        )
      }
    >
      <ol className={classes.steps} aria-label="Steps of the import">
        <li data-past>{wizard.name}</li>
        {STEPS.map(({ id, label }) => (
          <li key={id} aria-current={id === at ? "step" : undefined}>
            {label}
          </li>
        ))}
      </ol>
      {done ? (
        <Done wizard={wizard} kind={kind} imported={done} onClose={() => onChange(null)} onAnother={onAnother} />
      ) : (
        <>
          <Refusal error={error ?? (checking ? preview.error : inspection.error)} />
          {checking && preview.data && <Check imported={preview.data} kind={kind} skip={skip} onSkip={setSkip} />}
          {!checking && inspection.data?.table && (
            <Columns
              wizard={wizard}
              kind={kind}
              planName={planName}
              inspection={inspection.data}
              table={inspection.data.table}
              onChange={onChange}
            />
          )}
          {!checking && inspection.data && !inspection.data.table && (
            <EmptyState title="There is no table in this file" text={inspection.data.notes.join(" ")}>
              <Button onClick={onAnother}>Choose another file…</Button>
            </EmptyState>
          )}
          {!checking && inspection.error && !inspection.data && (
            <EmptyState
              title="This file could not be read"
              text="Outlay reads workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) and text files (.csv, .tsv). Save it in one of these and try again."
            >
              <Button onClick={onAnother}>Choose another file…</Button>
            </EmptyState>
          )}
        </>
      )}
    </Page>
  );
}
