// The tools of the Forecast screen: filter, which forecast, beside which, grouped by what; methods, accuracy, a new cut.
import { ActionIcon, Button, Menu, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import {
  IconAdjustments,
  IconCheck,
  IconDots,
  IconFileSpreadsheet,
  IconFileText,
  IconTarget,
} from "@tabler/icons-react";
import { useRef } from "react";
import type { Forecast, Plan } from "../api.gen";
import { useRecognition } from "../shell/book";
import { exportForecast } from "../shell/handover";
import { PlanState, RecognitionPicker } from "../shell/pickers";
import { choose, GROUPS, useChoices } from "./choices";
import { shortName } from "./columns";
import classes from "./forecast.module.css";

/** Shows only lines with these words. */
export function Filter() {
  const { filter } = useChoices();
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([["mod+F", () => field.current?.focus()]], []);
  return (
    <TextInput
      ref={field}
      className={classes.filter}
      placeholder="Filter lines"
      aria-label="Filter lines"
      value={filter}
      onChange={(event) => choose({ filter: event.currentTarget.value })}
      onKeyDown={(event) => event.key === "Escape" && choose({ filter: "" })}
    />
  );
}

const tick = (shown: boolean) => <IconCheck size={14} visibility={shown ? "visible" : "hidden"} />;

function Picker(props: { label: string; shown: string; title: string; children: React.ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.picker} aria-label={props.label}>
          {props.shown}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        <Menu.Label>{props.title}</Menu.Label>
        {props.children}
      </Menu.Dropdown>
    </Menu>
  );
}

export interface ToolsProps {
  head: Forecast;
  /** Nothing can be written into this book. */
  frozen: boolean;
  onRecut: () => void;
  onAccuracy: () => void;
  onDefaults: () => void;
}

export function Tools({ head, frozen, onRecut, onAccuracy, onDefaults }: ToolsProps) {
  const { by, filter } = useChoices();
  const recognition = useRecognition();
  const group = GROUPS.find(({ value }) => value === by)?.label ?? "";
  const forecasts = head.plan ? [head.plan, ...head.others].sort((one, other) => other.id - one.id) : [];
  const others = head.others;
  const item = (plan: Plan, shown: Plan | null, pick: () => void) => (
    <Menu.Item
      key={plan.id}
      leftSection={tick(plan.id === shown?.id)}
      rightSection={<PlanState plan={plan} />}
      onClick={pick}
    >
      {plan.name}
    </Menu.Item>
  );
  const out = (format: "xlsx" | "csv") =>
    void exportForecast(
      { plan: head.plan?.id ?? null, compare: head.compare?.id ?? null, recognition, by, filter, format },
      head.plan?.name ?? "Forecast",
    );
  return (
    <>
      {head.plan && (
        <Picker label={`Forecast: ${head.plan.name}`} shown={head.plan.name} title="Forecasts of the year">
          {forecasts.map((plan) => item(plan, head.plan, () => choose({ plan: plan.id, compare: null })))}
        </Picker>
      )}
      {others.length > 0 && (
        <Picker
          label={`Compare: ${head.compare?.name ?? "the budget only"}`}
          shown={head.compare ? `vs ${shortName(head.compare)}` : "vs budget"}
          title="Compare with the forecast"
        >
          {others.map((plan) => item(plan, head.compare, () => choose({ compare: plan.id })))}
        </Picker>
      )}
      <Picker label={`Group: ${group}`} shown={group} title="Group lines by">
        {GROUPS.map(({ value, label }) => (
          <Menu.Item key={value} leftSection={tick(value === by)} onClick={() => choose({ by: value })}>
            {label}
          </Menu.Item>
        ))}
      </Picker>
      <RecognitionPicker />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} className={classes.tool} aria-label="More">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconTarget size={15} />} onClick={onAccuracy}>
            Accuracy and better methods…
          </Menu.Item>
          <Menu.Item leftSection={<IconAdjustments size={15} />} onClick={onDefaults}>
            Methods by category…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconFileSpreadsheet size={15} />} onClick={() => out("xlsx")}>
            Excel workbook…
          </Menu.Item>
          <Menu.Item leftSection={<IconFileText size={15} />} onClick={() => out("csv")}>
            CSV…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button className={classes.tool} variant="default" onClick={onAccuracy}>
        Accuracy
      </Button>
      <Button className={classes.tool} disabled={frozen} onClick={onRecut}>
        Re-cut…
      </Button>
    </>
  );
}
