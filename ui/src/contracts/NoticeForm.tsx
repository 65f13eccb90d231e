// Notice that was given: the day it was received, and the proof.
import { Button, TextInput } from "@mantine/core";
import { asCallError, useChange } from "../api";
import { Dialog } from "../kit/Dialog";
import { DateField, useDraft } from "../kit/fields";
import { problemAt, Refusal } from "../kit/parts";
import { useDone } from "../shell/undo";
import classes from "./contracts.module.css";

interface NoticeProps {
  id: number;
  name: string;
  day: string;
  onClose: () => void;
}

export function NoticeForm({ id, name, day, onClose }: NoticeProps) {
  const { draft, change, error, setError } = useDraft({ day: day as string | null, proof: "" });
  const give = useChange("contract.give_notice");
  const done = useDone();
  const submit = async () => {
    setError(null);
    try {
      await give.run({ id, day: draft.day ?? "", proof: draft.proof });
      onClose();
      done(`Notice of “${name}” is given.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <Dialog title={`Give notice of ${name}`} onClose={onClose}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={["day", "proof"]} />
        <DateField
          label="Received on"
          required
          value={draft.day}
          onChange={(day) => change({ day })}
          error={problemAt(error, "day")}
        />
        <TextInput
          label="Proof"
          placeholder="Registered letter RR 4711, receipt of 24 Nov"
          data-autofocus
          value={draft.proof}
          onChange={(event) => change({ proof: event.currentTarget.value })}
          error={problemAt(error, "proof")}
        />
        <p className="soft">
          The contract ends with the first term the notice is in time for. Lines that follow it change in draft plans.
        </p>
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={give.busy} disabled={draft.day === null}>
            Give notice
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
