// The tools of the Budget screen: filter, plan, comparison, grouping, what comes in and goes out, and the next step.
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import {
  IconCheck,
  IconDots,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconSend,
  IconX,
} from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useChange } from "../api";
import type { Plan, PlanState } from "../api.gen";
import { AskFor } from "../import/AskFor";
import { chooseCompare, useBook } from "../shell/book";
import { exportBudget, printBudget } from "../shell/handover";
import { hasModifier, shortcut } from "../shell/keys";
import { go } from "../shell/location";
import { PlanPicker, RecognitionPicker } from "../shell/pickers";
import { sayError, useDone } from "../shell/undo";
import classes from "./budget.module.css";
import { choose, GROUPS, useChoices } from "./choices";
import { comparedName } from "./columns";
import { SideBySide } from "./SideBySide";
import { Targets } from "./Targets";

/** Shows only lines with these words. */
export function Filter({ onLeave }: { onLeave: () => void }) {
  const { filter } = useChoices();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!hasModifier(event) || event.shiftKey || event.key.toLowerCase() !== "f") return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && filter) choose({ filter: "" });
    else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "Escape") onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.filter}>
      <input
        ref={field}
        type="text"
        placeholder="Filter lines"
        aria-label="Filter lines"
        aria-keyshortcuts="Control+F Meta+F"
        value={filter}
        spellCheck={false}
        onChange={(event) => choose({ filter: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      {filter ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label="Clear the filter"
          onClick={() => choose({ filter: "" })}
        >
          <IconX size={14} />
        </ActionIcon>
      ) : (
        <span className={classes.keys}>{shortcut("F")}</span>
      )}
    </div>
  );
}

const tick = (shown: boolean) => <IconCheck size={14} visibility={shown ? "visible" : "hidden"} />;

function ComparePicker({ plan, compare }: { plan: Plan; compare: Plan | null }) {
  const book = useBook();
  const { group } = useChoices();
  const [beside, setBeside] = useState(false);
  const others = book.plans.filter((one) => one.id !== plan.id);
  if (others.length === 0) return null;
  const menu = (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.picker} aria-label={`Compare: ${compare?.name ?? "nothing"}`}>
          <span className={compare ? classes.word : undefined}>Compare{compare && ": "}</span>
          {compare && comparedName(plan, compare)}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        <Menu.Label>Compare with</Menu.Label>
        <Menu.Item
          leftSection={tick(compare === null)}
          onClick={() => {
            chooseCompare(null);
            choose({ alone: true });
          }}
        >
          Nothing
        </Menu.Item>
        {others.map((one) => (
          <Menu.Item key={one.id} leftSection={tick(one.id === compare?.id)} onClick={() => chooseCompare(one.id)}>
            {one.name}
          </Menu.Item>
        ))}
        {compare && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => setBeside(true)}>Side by side with {compare.name}…</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <>
      {menu}
      {beside && compare && <SideBySide plan={plan} against={compare} by={group} onClose={() => setBeside(false)} />}
    </>
  );
}

function GroupPicker({ plan }: { plan: Plan }) {
  const { group } = useChoices();
  const [targets, setTargets] = useState(false);
  const label = GROUPS.find(({ value }) => value === group)?.label;
  const menu = (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.picker} aria-label={`Group: ${label}`}>
          <span className={classes.word}>Group: </span>
          {label}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Group lines by</Menu.Label>
        {GROUPS.map((one) => (
          <Menu.Item
            key={one.value}
            leftSection={tick(one.value === group)}
            onClick={() => choose({ group: one.value })}
          >
            {one.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => setTargets(true)}>Targets…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <>
      {menu}
      {targets && (
        <Targets
          plan={plan}
          by={group === "department" ? "department" : "category"}
          onClose={() => setTargets(false)}
        />
      )}
    </>
  );
}

/** The ways out of the book. */
function Exports({ plan, compare, onAsk }: { plan: Plan; compare: Plan | null; onAsk: () => void }) {
  return (
    <>
      <Menu.Item
        leftSection={<IconFileTypePdf size={15} />}
        onClick={() => void printBudget(plan.id, compare?.id ?? null, plan.name)}
      >
        PDF, to hand over
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFileSpreadsheet size={15} />}
        onClick={() => void exportBudget(plan.id, "xlsx", plan.name)}
      >
        Excel, with formulas
      </Menu.Item>
      <Menu.Item leftSection={<IconFileText size={15} />} onClick={() => void exportBudget(plan.id, "csv", plan.name)}>
        CSV
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<IconSend size={15} />} onClick={onAsk}>
        Ask for figures…
      </Menu.Item>
    </>
  );
}

const STEPS: Record<PlanState, { to: PlanState; label: string; said: string } | null> = {
  draft: { to: "submitted", label: "Submit", said: "is submitted" },
  submitted: { to: "approved", label: "Approve", said: "is approved and frozen" },
  approved: null,
};

/** Submit a draft, approve what was submitted or send it back. */
function useSteps(plan: Plan) {
  const { run, busy } = useChange("plan.set_state");
  const done = useDone();
  const move = (state: PlanState, said: string) => {
    run({ plan: plan.id, state }).then(() => done(`${plan.name} ${said}.`), sayError);
  };
  // What lies over another plan is adopted, and that plan approved.
  const step = plan.base !== null && plan.state === "submitted" ? null : STEPS[plan.state];
  return {
    busy,
    next: step && { label: step.label, run: () => move(step.to, step.said) },
    back: plan.state === "submitted" ? () => move("draft", "is a draft again") : null,
  };
}

export interface ToolsProps {
  plan: Plan;
  compare: Plan | null;
  /** Whether the plan holds lines: only then there is something to hand over or to submit. */
  filled: boolean;
  /** Whether lines can be added. */
  open: boolean;
  onNewLine: () => void;
}

export function Tools({ plan, compare, filled, open, onNewLine }: ToolsProps) {
  const book = useBook();
  const canWrite = book.read_only === null;
  const { busy, next, back } = useSteps(plan);
  // Where the window is narrow, what is needed less often goes into a menu.
  const narrow = useMediaQuery("(max-width: 1360px)", false, { getInitialValueInEffect: false });
  const tight = useMediaQuery("(max-width: 1100px)", false, { getInitialValueInEffect: false });
  const goImport = () => go("import");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <PlanPicker />
      <ComparePicker plan={plan} compare={compare} />
      <GroupPicker plan={plan} />
      {!tight && <RecognitionPicker />}
      {open && !tight && (
        <Button variant="default" className={classes.tool} onClick={onNewLine}>
          New line
        </Button>
      )}
      {!narrow && canWrite && (
        <Button variant="default" className={classes.tool} onClick={goImport}>
          Import
        </Button>
      )}
      {(filled || narrow) && (
        <Menu position="bottom-end">
          <Menu.Target>
            {narrow ? (
              <ActionIcon variant="default" size={30} className={classes.tool} aria-label="More">
                <IconDots size={16} />
              </ActionIcon>
            ) : (
              <Button variant="default" className={classes.tool}>
                Export
              </Button>
            )}
          </Menu.Target>
          <Menu.Dropdown>
            {tight && open && <Menu.Item onClick={onNewLine}>New line</Menu.Item>}
            {narrow && canWrite && <Menu.Item onClick={goImport}>Import a spreadsheet</Menu.Item>}
            {narrow && canWrite && back && <Menu.Item onClick={back}>Send back</Menu.Item>}
            {narrow && filled && <Menu.Label>Export</Menu.Label>}
            {filled && <Exports plan={plan} compare={compare} onAsk={() => setAsking(true)} />}
          </Menu.Dropdown>
        </Menu>
      )}
      {!narrow && canWrite && back && (
        <Button variant="default" className={classes.tool} disabled={busy} onClick={back}>
          Send back
        </Button>
      )}
      {filled && canWrite && next && (
        <Button className={classes.tool} disabled={busy} onClick={next.run}>
          {next.label}
        </Button>
      )}
      {asking && <AskFor plan={plan} today={book.as_of} onClose={() => setAsking(false)} />}
    </>
  );
}
