// A line of a plan in full: what it is, its months and where they come from, how it is written off, what became of it.
import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useRead } from "../api";
import type { Plan } from "../api.gen";
import { LineForm } from "../budget/LineForm";
import { Documents } from "../documents/Documents";
import { Dialog } from "../kit/Dialog";
import { Refusal } from "../kit/parts";
import { History } from "./History";
import classes from "./line.module.css";
import { Months } from "./Months";
import { Parts } from "./Parts";
import { WriteOff } from "./WriteOff";

export interface LineDialogProps {
  plan: Plan;
  /** The line to look at; null for a new one. */
  line: number | null;
  /** Opens where an amount is spread over the months. */
  spread?: boolean;
  onClose: () => void;
}

export function LineDialog({ plan, line, spread = false, onClose }: LineDialogProps) {
  if (line === null) {
    return (
      <Dialog title={`New line in ${plan.name}`} onClose={onClose} size={560}>
        <LineForm plan={plan} line={null} onClose={onClose} />
      </Dialog>
    );
  }
  return <KnownLine plan={plan} line={line} spread={spread} onClose={onClose} />;
}

interface KnownLineProps {
  plan: Plan;
  line: number;
  spread: boolean;
  onClose: () => void;
}

function KnownLine({ plan, line, spread, onClose }: KnownLineProps) {
  const detail = useRead("budget.detail", { plan: plan.id, line }, { keep: true });
  const [tab, setTab] = useState<string | null>(spread ? "months" : "line");
  // The dialog opens with what it holds, so that the focus finds the first field.
  if (!detail.data && !detail.error) return null;
  return (
    <Dialog title="Change line" onClose={onClose} size={640}>
      <Refusal error={detail.error} />
      {detail.data && (
        <Tabs value={tab} onChange={setTab} keepMounted={false} className={classes.tabs}>
          <Tabs.List aria-label={`Parts of ${detail.data.line.description}`}>
            <Tabs.Tab value="line">Line</Tabs.Tab>
            <Tabs.Tab value="months">Months</Tabs.Tab>
            {detail.data.line.expense === "capex" && <Tabs.Tab value="write-off">Write-off</Tabs.Tab>}
            <Tabs.Tab value="parts">Split and merge</Tabs.Tab>
            <Tabs.Tab value="documents">Documents</Tabs.Tab>
            <Tabs.Tab value="history">History</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="line" pt="sm">
            <LineForm plan={plan} line={line} onClose={onClose} />
          </Tabs.Panel>
          <Tabs.Panel value="months" pt="sm">
            <Months detail={detail.data} spread={spread} />
          </Tabs.Panel>
          <Tabs.Panel value="write-off" pt="sm">
            <WriteOff detail={detail.data} />
          </Tabs.Panel>
          <Tabs.Panel value="parts" pt="sm">
            <Parts detail={detail.data} onClose={onClose} />
          </Tabs.Panel>
          <Tabs.Panel value="documents" pt="sm">
            <Documents owner={{ line }} of={detail.data.line.description} />
          </Tabs.Panel>
          <Tabs.Panel value="history" pt="sm">
            <History detail={detail.data} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Dialog>
  );
}
