// A rule of allocation: what is shared out, by what, and to whom; what it would give is answered while it is typed.
import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { AllocationBy, Plan } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { AmountField, refuseUnread } from "../kit/fields";
import { problemAt, Refusal } from "../kit/parts";
import { useBook, useRecognition } from "../shell/book";
import { useDone } from "../shell/undo";
import { draftOf, isReadable, type Typed, withWeight } from "./draft";
import { SourceField } from "./SourceField";
import classes from "./showback.module.css";
import { Weights } from "./Weights";

const FIELDS = ["name", "source", "by", "capacity", "shares", "plan"];

const BY: { value: AllocationBy; label: string }[] = [
  { value: "quantities", label: "By quantities" },
  { value: "shares", label: "By shares in %" },
  { value: "evenly", label: "Evenly" },
];

const CAPACITY: Record<AllocationBy, string> = {
  quantities: "All there is, used or not",
  shares: "100 leaves the rest idle",
  evenly: "How many could take a part",
};

interface RuleFormProps {
  start: Typed;
  plan: Plan;
  onClose: () => void;
}

export function RuleForm({ start, plan, onClose }: RuleFormProps) {
  const [typed, setTyped] = useState(start);
  const [error, setError] = useState<CallError | null>(null);
  const frozen = useBook().read_only !== null;
  const save = useChange("allocation.save");
  const remove = useChange("allocation.remove");
  const done = useDone();
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const preview = usePreview(typed, plan);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [error]);

  const attempt = async (what: () => Promise<unknown>, said: string) => {
    setError(null);
    try {
      await what();
      onClose();
      done(said);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const submit = async () => {
    refuseUnread({ capacity: typed.capacity });
    if (!isReadable(typed)) refuseUnread(Object.fromEntries([...typed.weights.values()].map((one) => ["shares", one])));
    await save.run(draftOf(typed));
  };
  const name = typed.name.trim();
  return (
    <Dialog
      title={typed.id === null ? "New rule of allocation" : "Change rule of allocation"}
      size={760}
      onClose={onClose}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(submit, typed.id === null ? `“${name}” is added.` : `“${name}” is changed.`);
        }}
      >
        <Refusal error={error} fields={FIELDS} />
        <div className={classes.form}>
          <SourceField typed={typed} change={change} error={error} />
          <div className={classes.three}>
            <TextInput
              label="Name"
              description="As statements call it"
              placeholder="Workplace"
              value={typed.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              error={problemAt(error, "name")}
            />
            <PlanChoice typed={typed} plan={plan} change={change} error={error} />
          </div>
          <div className={classes.field}>
            <span className={classes.label} id="rule-by">
              Share it out
            </span>
            <SegmentedControl
              size="xs"
              aria-labelledby="rule-by"
              data={BY}
              value={typed.by}
              onChange={(by) => change({ by: by as AllocationBy })}
            />
          </div>
          <div className={classes.three}>
            {typed.by === "quantities" && (
              <>
                <TextInput
                  label="Driver"
                  description="What is counted"
                  placeholder="Headcount"
                  value={typed.driver}
                  onChange={(event) => change({ driver: event.currentTarget.value })}
                />
                <TextInput
                  label="Unit"
                  description="As figures are read"
                  placeholder="seats"
                  value={typed.unit}
                  onChange={(event) => change({ unit: event.currentTarget.value })}
                />
              </>
            )}
            <AmountField
              label="Capacity"
              description={CAPACITY[typed.by]}
              value={typed.capacity}
              onChange={(capacity) => change({ capacity })}
              error={problemAt(error, "capacity")}
            />
          </div>
          <Weights
            typed={typed}
            preview={preview}
            onWeight={(department, weight) => setTyped((before) => withWeight(before, department, weight))}
            error={problemAt(error, "shares")}
          />
          <div className={classes.actions}>
            {typed.id !== null && (
              <Button
                className={classes.left}
                variant="subtle"
                color="red"
                styles={{ root: { color: "var(--bad)" } }}
                disabled={frozen}
                onClick={() => void attempt(() => remove.run({ id: typed.id ?? 0 }), `“${name}” is removed.`)}
              >
                Remove
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.busy} disabled={frozen}>
              {typed.id === null ? "Add rule" : "Save"}
            </Button>
          </div>
        </div>
      </form>
    </Dialog>
  );
}

/** What the rule would give, asked while it is typed. A name it has not yet got is no reason not to look. */
function usePreview(typed: Typed, plan: Plan) {
  const draft = draftOf(typed);
  const [asked] = useDebouncedValue(JSON.stringify({ ...draft, name: draft.name.trim() || "Rule" }), 150);
  const ready = typed.source !== null && isReadable(typed) && draft.shares.length > 0;
  const recognition = useRecognition();
  const query = { draft: JSON.parse(asked), plan: plan.id, recognition };
  return useRead("allocation.preview", query, { enabled: ready, keep: true });
}

export interface PartProps {
  typed: Typed;
  change: (part: Partial<Typed>) => void;
  error: CallError | null;
}

function PlanChoice({ typed, plan, change, error }: PartProps & { plan: Plan }) {
  const own = typed.plan ?? plan.id;
  const only = useBook().plans.find(({ id }) => id === own) ?? plan;
  return (
    <div className={`${classes.field} ${classes.wide}`}>
      <span className={classes.label} id="rule-plan">
        Holds for
      </span>
      <SegmentedControl
        size="xs"
        aria-labelledby="rule-plan"
        data={[
          { value: "all", label: `Every plan of FY${typed.fiscalYear}` },
          { value: "one", label: `Only ${only.name}` },
        ]}
        value={typed.plan === null ? "all" : "one"}
        onChange={(value) => change({ plan: value === "all" ? null : only.id })}
      />
      {problemAt(error, "plan") && <p className={classes.problem}>{problemAt(error, "plan")}</p>}
    </div>
  );
}
