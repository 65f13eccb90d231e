// One file on its way in: four steps beside the preview, and the import itself. What is overruled is read anew at once.
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { asCallError, type CallError, useAskAnew, useChange, useRead } from "../api";
import type { Imported, ImportRowState } from "../api.gen";
import { EmptyState, Refusal } from "../kit/parts";
import { useBook } from "../shell/book";
import { Page } from "../shell/Page";
import { Done } from "./Done";
import { findingOf, firstStep, type Known, questionsOf, titleOf, verdictOf } from "./findings";
import classes from "./import.module.css";
import { Questions, Remembered, WhatKind } from "./Open";
import { Preview } from "./Preview";
import { StepCheck } from "./StepCheck";
import { StepColumns } from "./StepColumns";
import { StepFile } from "./StepFile";
import { Steps } from "./Steps";
import { StepTable } from "./StepTable";
import { answered, jobOf, likeBefore, newPlanName, readsOtherwise, type Wizard } from "./wizard";
import type { Step } from "./words";

export interface FileWizardProps {
  wizard: Wizard;
  onChange: (change: (wizard: Wizard) => Wizard) => void;
  onClose: () => void;
  onAnother: () => void;
}

const READS = ["import.inspect", "import.preview", "import.rows"] as const;

export function FileWizard({ wizard, onChange, onClose, onAnother }: FileWizardProps) {
  const book = useBook();
  // While it runs and after, nothing is looked at any more: the book has moved on.
  const [run, setRun] = useState<"not yet" | "running" | Imported>("not yet");
  const [refused, setRefused] = useState<CallError | null>(null);
  const [rowsRefused, setRowsRefused] = useState<CallError | null>(null);
  const [only, setOnly] = useState<ImportRowState | null>(null);
  const looking = run === "not yet";
  const question = { file: wizard.file, kind: wizard.kind, options: wizard.options };
  const inspection = useRead("import.inspect", question, { keep: true, enabled: looking });
  const current = inspection.isPlaceholderData ? undefined : inspection.data;
  const inspected = useLast(inspection.data);
  const kind = wizard.kind ?? inspected?.kind ?? null;
  const planName = wizard.plan_name ?? newPlanName(wizard.name, inspected?.table?.columns ?? [], book);
  const job = jobOf(wizard, current, planName);
  // The core says of every problem what it is, whether its row is left out or not.
  const looked = job && { ...job, skip_problems: false };
  const preview = useRead("import.preview", looked as NonNullable<typeof looked>, {
    keep: true,
    enabled: looking && looked !== null,
  });
  const checked = looked && !preview.isPlaceholderData && !preview.error ? preview.data : undefined;
  const imported = useLast(job === null && current ? undefined : preview.data, job !== null || !current);
  const reading = inspection.isFetching || preview.isFetching;
  const askAnew = useAskAnew();
  const importing = useChange("import.run");

  // What was last read without being refused: the way back from a choice that cannot be read.
  const good = useRef(wizard.options);
  useEffect(() => {
    if (current) good.current = wizard.options;
  }, [current, wizard.options]);

  // A workbook that was sent out to be filled in goes back into the plan that it came from, until another is chosen.
  const sentFor = current?.form?.plan ?? null;
  const placed = useRef(false);
  useEffect(() => {
    if (sentFor === null || placed.current) return;
    placed.current = true;
    onChange((now) => ({ ...now, plan: sentFor }));
  }, [sentFor, onChange]);

  const known: Known = {
    name: wizard.name,
    kind,
    inspected,
    imported,
    skip: wizard.skip,
    ends: wizard.missing === "end",
  };
  const at = wizard.step ?? firstStep(known);
  /** Changes something and stays where one is: answering a question must not turn the page. */
  const change = (next: (wizard: Wizard) => Wizard) => {
    setRefused(null);
    onChange((now) => ({ ...next(now), step: now.step ?? at }));
  };
  const readAgain = () => void askAnew(READS);
  const base = book.settings.currency;

  if (run !== "not yet" && run !== "running") {
    return (
      <Page title="Import">
        <Done
          wizard={{ ...wizard, plan_name: planName }}
          kind={kind}
          imported={run}
          onClose={onClose}
          onAnother={onAnother}
        />
      </Page>
    );
  }
  if (!inspected) {
    return (
      <Page title="Import" tools={<Cancel onClose={onClose} />}>
        <Refusal error={inspection.error} />
        {inspection.error ? (
          <EmptyState
            title={inspection.error.kind === "cancelled" ? "Reading was cancelled" : `${wizard.name} could not be read`}
            text="Outlay reads workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) and text files (.csv, .tsv), also one of them in a .zip or .gz. Mend the file and read it again, or choose another."
          >
            <Button onClick={onAnother}>Choose another file…</Button>
            <Button variant="default" onClick={readAgain}>
              Read it again
            </Button>
          </EmptyState>
        ) : (
          <p className="soft" aria-busy="true">
            {wizard.name} is being read…
          </p>
        )}
      </Page>
    );
  }

  const verdict = verdictOf({ ...known, imported: checked }, reading);
  const { asked, told } = questionsOf(known);
  const error = refused ?? inspection.error ?? (job ? preview.error : null) ?? (reading ? null : rowsRefused);
  const importNow = async () => {
    if (!job) return;
    setRefused(null);
    setRun("running");
    try {
      setRun(await importing.run(job));
    } catch (thrown) {
      setRefused(asCallError(thrown));
      setRun("not yet");
    }
  };
  const findings = {
    file: findingOf("file", known, base),
    table: findingOf("table", known, base),
    columns: findingOf("columns", known, base),
    check: findingOf("check", known, base),
  };
  const { remembered } = inspected;
  const step = { wizard, kind, inspected, onChange: change };
  return (
    <Page
      title="Import"
      fixed
      search={
        <span className={classes.reason} id="import-blocked">
          {run === "running" ? "" : (verdict.blocked ?? "")}
        </span>
      }
      tools={
        <>
          <Cancel onClose={onClose} />
          <Button
            loading={run === "running"}
            disabled={verdict.blocked !== null}
            aria-describedby="import-blocked"
            onClick={() => void importNow()}
          >
            {verdict.label}
          </Button>
        </>
      }
    >
      {remembered && !wizard.settled && readsOtherwise(wizard.options, remembered.options) && (
        <Remembered
          mapping={remembered}
          onUse={() =>
            change((now) => ({ ...now, settled: true, options: likeBefore(now.options, remembered.options) }))
          }
          onDecline={() => change((now) => ({ ...now, settled: true }))}
        />
      )}
      {kind === null && inspected.table && (
        <WhatKind onAnswer={(chosen) => change((now) => ({ ...now, kind: chosen }))} />
      )}
      <Questions
        questions={asked}
        onAnswer={(gives) => change((now) => ({ ...now, options: answered(now.options, gives) }))}
      />
      {error && (
        <div className={classes.refused}>
          <Refusal error={error} />
          {inspection.error && good.current !== wizard.options && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => change((now) => ({ ...now, options: good.current }))}
            >
              Back to how it was
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={readAgain}>
            Read again
          </Button>
        </div>
      )}
      <div className={classes.work}>
        <Steps at={at} findings={findings} onStep={(next: Step) => onChange((now) => ({ ...now, step: next }))}>
          {at === "file" && <StepFile {...step} planName={planName} onReadAgain={readAgain} onAnother={onAnother} />}
          {at === "table" && <StepTable {...step} />}
          {at === "columns" && <StepColumns {...step} known={imported?.key ?? []} />}
          {at === "check" &&
            (imported ? (
              <StepCheck
                {...step}
                imported={imported}
                open={told}
                onReadAgain={readAgain}
                onShow={() => setOnly("problem")}
              />
            ) : (
              <p className="soft">{reading ? "The file is being read…" : verdict.blocked}</p>
            ))}
        </Steps>
        <Stage
          title={titleOf(known, base)}
          inspected={inspected}
          wizard={wizard}
          onChange={change}
          onAnother={onAnother}
          onError={setRowsRefused}
          only={only}
          onOnly={setOnly}
          // The rows are at hand once the core has looked at the same job.
          job={looking && checked ? looked : null}
          raw={current !== undefined && job === null}
          busy={reading}
        />
      </div>
      <div className="unseen" role="status" aria-live="polite">
        {reading ? "" : `${findings.table.text}. ${findings.columns.text}. ${findings.check.text}`}
      </div>
    </Page>
  );
}

type StageProps = Omit<Parameters<typeof Preview>[0], "note"> & { onAnother: () => void };

/** The preview, or why there is none. */
function Stage({ onAnother, ...props }: StageProps) {
  if (props.inspected.table) {
    return <Preview {...props} note="Typed as they would be stored. Nothing is written yet." />;
  }
  return (
    <EmptyState title="There is no table in this file" text={props.inspected.notes.join(" ")}>
      <Button onClick={onAnother}>Choose another file…</Button>
    </EmptyState>
  );
}

const Cancel = ({ onClose }: { onClose: () => void }) => (
  <Button variant="default" onClick={onClose}>
    Cancel
  </Button>
);

/** The last value there was: what was found stays in sight while something else is tried, also if that is refused. */
function useLast<T>(value: T | undefined, keep = true): T | undefined {
  const last = useRef<T | undefined>(undefined);
  useEffect(() => {
    if (value !== undefined || !keep) last.current = value;
  }, [value, keep]);
  return value ?? (keep ? last.current : undefined);
}
