// What an import did, with the way back and the way on.
import { Button } from "@mantine/core";
import type { Imported, ImportKind } from "../api.gen";
import { plural } from "../kit/number";
import { Card, Notes } from "../kit/parts";
import { useBook } from "../shell/book";
import { go } from "../shell/location";
import { useUndo } from "../shell/undo";
import classes from "./import.module.css";
import { Counts, Totals } from "./Totals";
import type { Wizard } from "./wizard";

export interface DoneProps {
  wizard: Wizard;
  kind: ImportKind | null;
  imported: Imported;
  onClose: () => void;
  onAnother: () => void;
}

export function Done({ wizard, kind, imported, onClose, onAnother }: DoneProps) {
  const { undo } = useUndo();
  const { plans } = useBook();
  const plan = wizard.plan ?? plans.find(({ name }) => name === wizard.plan_name)?.id;
  const rows = imported.imported + imported.updated;
  const leave = (to: string) => {
    onClose();
    go(to);
  };
  return (
    <div className={classes.stack}>
      <Card
        title={rows > 0 ? `${plural(rows, "row")} of ${wizard.name} imported` : `Nothing new in ${wizard.name}`}
        note={rows > 0 ? "As one step: it can be taken back at any time." : "The book is as it was."}
      >
        <div className={classes.two} role="status">
          <Totals imported={imported} />
          <Counts imported={imported} />
        </div>
        <Notes messages={imported.notes} />
        <div className={classes.after}>
          {rows > 0 && kind === "actuals" && (
            <>
              <Button onClick={() => leave(imported.batch === null ? "actuals" : `actuals?batch=${imported.batch}`)}>
                Show these actuals
              </Button>
              <Button variant="default" onClick={() => leave("actuals?state=unmatched")}>
                Match what is unmatched
              </Button>
            </>
          )}
          {rows > 0 && kind === "budget" && (
            <Button onClick={() => leave(plan ? `budget?plan=${plan}` : "budget")}>Show the budget</Button>
          )}
          <Button variant="default" onClick={onAnother}>
            Import another file…
          </Button>
          {rows > 0 && (
            <Button
              variant="default"
              onClick={() => {
                void undo();
                onClose();
              }}
            >
              Undo this import
            </Button>
          )}
          <Button variant="subtle" onClick={onClose}>
            To the list of imports
          </Button>
        </div>
      </Card>
    </div>
  );
}
