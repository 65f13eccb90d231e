// Asking somebody without Outlay for figures: a workbook to fill in, of a department's budget or of scores of vendors.
import { Button, MultiSelect, SegmentedControl, Select, TagsInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useRead } from "../api";
import type { Plan } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { DateField, IdSelect } from "../kit/fields";
import { placed } from "../settings/tree";
import { takesAmounts } from "../shell/book";
import { exportFillIn, exportRating } from "../shell/handover";
import { budgetName, quarterBefore, ratingName, SCALES } from "./ask";
import classes from "./ask.module.css";

type Asked = "budget" | "scores";

export interface AskForProps {
  /** The plan whose amounts are asked for; none: only scores can be. */
  plan: Plan | null;
  /** Today, as the book has it: the quarter before it is what is rated at first. */
  today: string;
  onClose: () => void;
}

export function AskFor({ plan, today, onClose }: AskForProps) {
  const open = plan !== null && takesAmounts(plan);
  const [asked, setAsked] = useState<Asked>(open ? "budget" : "scores");
  const [until, setUntil] = useState<string | null>(null);
  const [to, setTo] = useState("");
  const back = { until, to: to.trim() };
  return (
    <Dialog title="Ask for figures" onClose={onClose} size={560}>
      <div className={classes.form}>
        {open && (
          <SegmentedControl
            aria-label="What is asked for"
            data={[
              { value: "budget", label: "A department’s budget" },
              { value: "scores", label: "Scores of vendors" },
            ]}
            value={asked}
            onChange={(value) => setAsked(value as Asked)}
          />
        )}
        <p className={classes.text}>
          A workbook with everything locked but the cells to fill in. Whoever gets it needs only Excel; import it when
          it comes back, and see every change before it counts.
        </p>
        <div className={classes.pair}>
          <DateField label="Wanted back by" value={until} onChange={setUntil} />
          <TextInput
            label="Sent back to"
            placeholder="Name or address"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        {asked === "budget" && plan && open ? (
          <Budget plan={plan} back={back} onClose={onClose} />
        ) : (
          <Scores today={today} back={back} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

interface PartProps {
  back: { until: string | null; to: string };
  onClose: () => void;
}

function Budget({ plan, back, onClose }: PartProps & { plan: Plan }) {
  const departments = placed(useRead("department.list", null).data ?? []);
  const [department, setDepartment] = useState<number | null>(null);
  const chosen = departments.find(({ row }) => row.id === department)?.row;
  const write = () => exportFillIn({ plan: plan.id, department, ...back }, budgetName(plan.name, chosen?.name ?? ""));
  return (
    <Part write={write} onClose={onClose}>
      <IdSelect
        label="Department"
        description={`Its lines of ${plan.name}, and room for new ones. Departments below it have lines of their own.`}
        none="All lines of the plan"
        options={departments.map(({ row, depth }) => ({
          id: row.id,
          label: "\u2003".repeat(depth) + [row.code, row.name].filter(Boolean).join(" "),
        }))}
        value={department}
        onChange={setDepartment}
      />
    </Part>
  );
}

function Scores({ today, back, onClose }: PartProps & { today: string }) {
  const vendors = useRead("vendor.list", null).data ?? [];
  const scores = useRead("score.list", null).data ?? [];
  const known = [...new Set(scores.map(({ criterion }) => criterion))];
  const [period, setPeriod] = useState(quarterBefore(today));
  const [chosen, setChosen] = useState<string[]>([]);
  const [criteria, setCriteria] = useState<string[]>([]);
  const [scale, setScale] = useState("5");
  const [rater, setRater] = useState("");
  const write = () =>
    exportRating(
      { period, vendors: chosen.map(Number), criteria, scale: Number(scale), rater: rater.trim(), ...back },
      ratingName(period, rater),
    );
  return (
    <Part write={write} onClose={onClose}>
      <div className={classes.pair}>
        <TextInput
          label="Period"
          placeholder="2026-Q3, 2026-07 or FY2026"
          value={period}
          onChange={(event) => setPeriod(event.currentTarget.value)}
        />
        <TextInput
          label="Rater"
          placeholder="They write their name"
          value={rater}
          onChange={(event) => setRater(event.currentTarget.value)}
        />
      </div>
      <MultiSelect
        label="Vendors"
        placeholder={chosen.length === 0 ? "Every active vendor" : undefined}
        searchable
        clearable
        clearButtonProps={{ "aria-label": "Clear the vendors" }}
        limit={200}
        data={vendors.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={chosen}
        onChange={setChosen}
      />
      <TagsInput
        label="Rated by"
        description={known.length === 0 ? "Such as Quality, Price, Support: type each and press Enter." : undefined}
        placeholder={criteria.length === 0 && known.length > 0 ? "What the book has scores for" : undefined}
        clearable
        clearButtonProps={{ "aria-label": "Clear the criteria" }}
        data={known}
        value={criteria}
        onChange={setCriteria}
      />
      <Select
        label="Best score"
        allowDeselect={false}
        data={SCALES}
        value={scale}
        onChange={(best) => setScale(best ?? "5")}
      />
    </Part>
  );
}

/** The fields of one kind of workbook, and the button that writes it. */
function Part(props: { write: () => Promise<boolean>; onClose: () => void; children: React.ReactNode }) {
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const written = await props.write();
    setBusy(false);
    // What was refused, or not saved after all, can be mended here.
    if (written) props.onClose();
  };
  return (
    <form className={classes.form} noValidate onSubmit={(event) => void submit(event)}>
      {props.children}
      <div className={classes.actions}>
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={busy}>
          Write the workbook…
        </Button>
      </div>
    </form>
  );
}
