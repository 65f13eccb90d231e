// A new scenario over a plan, by its name.
import { Button, TextInput } from "@mantine/core";
import { asCallError, useChange } from "../api";
import type { Plan } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { useDraft } from "../kit/fields";
import { problemAt, Refusal } from "../kit/parts";
import { choosePlan } from "../shell/book";
import { useDone } from "../shell/undo";
import classes from "./scenario.module.css";

export function NewScenario({ base, onClose }: { base: Plan; onClose: () => void }) {
  const { draft, change, error, setError } = useDraft({ name: "" });
  const { run, busy } = useChange("scenario.create");
  const done = useDone();
  const submit = async () => {
    setError(null);
    try {
      const plan = await run({ name: draft.name, base: base.id });
      choosePlan(plan.id);
      onClose();
      done(`${plan.name} lies over ${base.name}. Add what would change.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <Dialog title={`New scenario over ${base.name}`} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={["name"]} />
        <p className={classes.note}>
          It shows {base.name} with what you change: percentages, amounts, headcount, exchange rates. {base.name} itself
          stays as it is, and the scenario follows it.
        </p>
        <TextInput
          label="Name"
          placeholder="Hiring freeze"
          data-autofocus
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={problemAt(error, "name")}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={busy}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
