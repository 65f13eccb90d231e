// How does data get in? A spreadsheet, looked at before anything is written, and the imports so far.
import { Button } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { choose } from "../api";
import type { ImportKind } from "../api.gen";
import { useBook, usePlan } from "../shell/book";
import { setParameters, usePlace } from "../shell/location";
import { Page } from "../shell/Page";
import { sayError } from "../shell/undo";
import { Batches } from "./Batches";
import { FileWizard } from "./FileWizard";
import classes from "./import.module.css";
import { keepImport, startWizard, unfinishedImport, type Wizard } from "./wizard";

export default function ImportPage() {
  const book = useBook();
  const plan = usePlan();
  const { parameters } = usePlace();
  const [wizard, setWizard] = useState<Wizard | null>(null);
  const wished = parameters.get("kind");
  const kind: ImportKind | null = wished === "budget" || wished === "actuals" ? wished : null;
  const draft = plan?.state === "draft" ? plan.id : null;
  const frozen = book.read_only !== null;

  const update = useCallback((next: Wizard | null) => {
    keepImport(next);
    setWizard(next);
  }, []);
  const chooseFile = useCallback(async () => {
    try {
      const file = await choose("import_file");
      if (file) update(startWizard(file.token, file.name, kind, draft));
    } catch (thrown) {
      sayError(thrown);
    }
  }, [kind, draft, update]);

  const file = parameters.get("file");
  const name = parameters.get("name");
  const wantsChoice = parameters.get("choose") !== null;
  useEffect(() => {
    if (file && !frozen) update(startWizard(file, name ?? "", null, draft));
    if (file || name) setParameters({ file: null, name: null });
  }, [file, name, frozen, draft, update]);
  useEffect(() => {
    if (!wantsChoice) return;
    setParameters({ choose: null });
    if (!frozen) void chooseFile();
  }, [wantsChoice, frozen, chooseFile]);

  if (wizard) return <FileWizard wizard={wizard} onChange={update} onAnother={() => void chooseFile()} />;
  const begun = unfinishedImport();
  return (
    <Page title="Import" fixed>
      <section className={classes.choose} aria-label="A new import">
        <div>
          <h2>{CALL[kind ?? "any"].title}</h2>
          <p>{CALL[kind ?? "any"].text}</p>
        </div>
        <div className={classes.buttons}>
          {begun && (
            <Button variant="default" onClick={() => setWizard(begun)}>
              Go on with {begun.name}
            </Button>
          )}
          <Button disabled={frozen} onClick={() => void chooseFile()}>
            Choose a file…
          </Button>
        </div>
      </section>
      <Batches />
    </Page>
  );
}

const CALL = {
  any: {
    title: "Bring a spreadsheet in",
    text: "A budget or actuals, as Excel workbook or CSV: choose it, or drop it anywhere on the window. You see what was understood, and what changes, before anything is written.",
  },
  budget: {
    title: "Bring a budget in",
    text: "One row a line with twelve months, or one row a line and month. Excel workbook or CSV: choose it, or drop it anywhere on the window. Nothing is written before you have seen it.",
  },
  actuals: {
    title: "Bring actuals in",
    text: "The postings of your ledger; only a date and an amount are needed. Excel workbook or CSV: choose it, or drop it anywhere on the window. Nothing is written before you have seen it.",
  },
} as const;
