// How does data get in? A spreadsheet, looked at before anything is written, and the imports so far.
import { Button } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { choose } from "../api";
import type { ImportKind } from "../api.gen";
import { useBook, usePlan } from "../shell/book";
import { setParameters, usePlace } from "../shell/location";
import { Page } from "../shell/Page";
import { sayError } from "../shell/undo";
import { AskFor } from "./AskFor";
import { Batches } from "./Batches";
import { FileWizard } from "./FileWizard";
import classes from "./import.module.css";
import { keepImport, startWizard, unfinishedImport, type Wizard } from "./wizard";
import { isKind } from "./words";

export default function ImportPage() {
  const book = useBook();
  const plan = usePlan();
  const { parameters } = usePlace();
  const [wizard, setWizard] = useState<Wizard | null>(null);
  const [asking, setAsking] = useState(false);
  const wished = parameters.get("kind");
  const kind: ImportKind | null = isKind(wished) ? wished : null;
  const draft = plan?.state === "draft" ? plan.id : null;
  const frozen = book.read_only !== null;

  const now = useRef<Wizard | null>(null);
  const update = useCallback((next: Wizard | null) => {
    now.current = next;
    keepImport(next);
    setWizard(next);
  }, []);
  // What is changed is what is there by then: a cell may be typed while another answer is on its way.
  const change = useCallback(
    (next: (wizard: Wizard) => Wizard) => {
      if (now.current) update(next(now.current));
    },
    [update],
  );
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

  if (wizard) {
    return (
      <FileWizard
        key={wizard.file}
        wizard={wizard}
        onChange={change}
        onClose={() => update(null)}
        onAnother={() => void chooseFile()}
      />
    );
  }
  const begun = unfinishedImport();
  return (
    <Page title="Import" fixed>
      <section className={classes.choose} aria-label="A new import">
        <div>
          <h2>{TITLES[kind ?? "any"]}</h2>
          <p>{TEXTS[kind ?? "any"] ?? TEXTS.any}</p>
        </div>
        <div className={classes.buttons}>
          {begun && (
            <Button variant="default" onClick={() => update(begun)}>
              Go on with {begun.name}
            </Button>
          )}
          <Button variant="default" disabled={frozen} onClick={() => setAsking(true)}>
            Ask for figures…
          </Button>
          <Button disabled={frozen} onClick={() => void chooseFile()}>
            Choose a file…
          </Button>
        </div>
      </section>
      <Batches />
      {asking && <AskFor plan={plan ?? null} today={book.as_of} onClose={() => setAsking(false)} />}
    </Page>
  );
}

const TITLES: Record<ImportKind | "any", string> = {
  any: "Bring a spreadsheet in",
  budget: "Bring a budget in",
  actuals: "Bring actuals in",
  orders: "Bring purchase orders in",
  vendors: "Bring vendors in",
  contracts: "Bring contracts in",
  licences: "Bring licences in",
  rates: "Bring exchange rates in",
  scores: "Bring scores in",
  "cloud-bill": "Bring a cloud bill in",
};

const ANYWAY =
  "An Excel workbook, OpenDocument or text file: choose it, or drop it anywhere on the window. Nothing is written before you have seen every row.";
const TEXTS: Partial<Record<ImportKind, string>> & { any: string } = {
  any: `A budget, actuals, orders, vendors, contracts, licences, exchange rates, scores or a cloud bill. ${ANYWAY}`,
  budget: `One row a line with twelve months, or one row a line and month. ${ANYWAY}`,
  actuals: `The postings of your ledger; only a date and an amount are needed. ${ANYWAY}`,
};
