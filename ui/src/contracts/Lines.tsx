// The budget lines that pay for a contract: what each plan has, what the contract costs now, and the difference.
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { LineSelect } from "../actuals/LineSelect";
import { asCallError, type CallError, useChange } from "../api";
import type { ContractDetail, LineOfContract, LineOfContractInPlan } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { AmountField, type AmountText, amountText, IdSelect, refuseUnread } from "../kit/fields";
import { formatPercent, plural, signOf } from "../kit/number";
import { Card, problemAt, Refusal } from "../kit/parts";
import { DepartmentSelect } from "../settings/selects";
import { takesAmounts, useBook } from "../shell/book";
import { PlanState } from "../shell/pickers";
import { sayError, useDone } from "../shell/undo";
import classes from "./contracts.module.css";
import { money } from "./Register";

export function Lines({ detail }: { detail: ContractDetail }) {
  const book = useBook();
  const [making, setMaking] = useState(false);
  const [following, setFollowing] = useState(false);
  const { lines, row } = detail;
  const can = book.read_only === null && signOf(detail.free) > 0 && detail.years.length > 0;
  const title =
    lines.length === 0
      ? "No budget line pays for this contract"
      : signOf(detail.free) > 0
        ? `${plural(lines.length, "budget line")} bear all but ${formatPercent(detail.free)} of it`
        : lines.length === 1
          ? "One budget line bears all of it"
          : `${lines.length} budget lines bear all of it`;
  return (
    <Card
      title={title}
      note={`${row.currency} a year. What follows changes with the contract in draft plans; an approved plan keeps its figures. Difference: planned − by contract.`}
      tools={
        can && (
          <>
            <Button size="xs" variant="default" onClick={() => setFollowing(true)}>
              Link a line…
            </Button>
            <Button size="xs" onClick={() => setMaking(true)}>
              Make lines…
            </Button>
          </>
        )
      }
    >
      {lines.length > 0 && (
        <table className={`${classes.why} ${classes.lines}`} aria-label="Budget lines">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Department</th>
              <th scope="col">Share</th>
              <th scope="col">Plan</th>
              <th scope="col">Planned</th>
              <th scope="col">By contract</th>
              <th scope="col">Difference</th>
              <th scope="col">
                <span className="unseen">Detach</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <LineRows key={line.line} line={line} currency={row.currency} />
            ))}
          </tbody>
        </table>
      )}
      {making && <MakeLines detail={detail} onClose={() => setMaking(false)} />}
      {following && <Follow detail={detail} onClose={() => setFollowing(false)} />}
    </Card>
  );
}

function LineRows({ line, currency }: { line: LineOfContract; currency: string }) {
  const book = useBook();
  const detach = useChange("contract.detach");
  const done = useDone();
  const plans: (LineOfContractInPlan | null)[] = line.plans.length > 0 ? line.plans : [null];
  const leave = async () => {
    try {
      await detach.run({ id: line.line });
      done(`“${line.label}” is detached; its amounts stay.`);
    } catch (thrown) {
      sayError(asCallError(thrown));
    }
  };
  const difference = (amount: string | null) =>
    amount === null || signOf(amount) === 0 ? (
      "–"
    ) : (
      <span className={signOf(amount) > 0 ? classes.good : classes.bad}>
        {signOf(amount) > 0 ? "+" : ""}
        {money(amount, currency)}
      </span>
    );
  return plans.map((plan, index) => (
    <tr key={plan?.plan ?? "none"}>
      <th scope="row">
        {index > 0 && <span className="unseen">{line.label}</span>}
        {index === 0 && (plan ? <a href={`#/budget?plan=${plan.plan}&line=${line.line}`}>{line.label}</a> : line.label)}
      </th>
      <td>{index === 0 && line.department}</td>
      <td>{index === 0 && formatPercent(line.share)}</td>
      <td>
        {plan && (
          <>
            {plan.name} <PlanState plan={plan} />
          </>
        )}
      </td>
      <td>{plan && money(plan.planned, currency)}</td>
      <td>{plan && money(plan.by_contract, currency)}</td>
      <td>{plan && difference(plan.difference)}</td>
      <td>
        {index === 0 && book.read_only === null && (
          <Button size="compact-xs" variant="subtle" onClick={() => void leave()} aria-label={`Detach ${line.label}`}>
            Detach
          </Button>
        )}
      </td>
    </tr>
  ));
}

interface Part {
  key: number;
  description: string;
  department: number | null;
  share: AmountText;
}

/** The draft budgets that lines can be made in. */
function useDrafts() {
  const { plans } = useBook();
  return plans.filter((plan) => takesAmounts(plan) && plan.kind === "budget");
}

function PlanSelect(props: { value: number | null; onChange: (plan: number | null) => void; error?: string }) {
  const drafts = useDrafts();
  return <IdSelect label="Plan" options={drafts.map(({ id, name }) => ({ id, label: name }))} {...props} />;
}

function MakeLines({ detail, onClose }: { detail: ContractDetail; onClose: () => void }) {
  const drafts = useDrafts();
  const name = detail.row.title || detail.row.number;
  const fresh = (key: number, share: string | null): Part => ({
    key,
    description: name,
    department: detail.draft.department,
    share: amountText(share),
  });
  const [plan, setPlan] = useState<number | null>(drafts[0]?.id ?? null);
  const [parts, setParts] = useState<Part[]>([fresh(0, detail.free)]);
  const [error, setError] = useState<CallError | null>(null);
  const make = useChange("contract.make_lines");
  const done = useDone();
  const change = (at: number, part: Partial<Part>) =>
    setParts(parts.map((one, place) => (place === at ? { ...one, ...part } : one)));
  const submit = async () => {
    setError(null);
    try {
      refuseUnread(Object.fromEntries(parts.map(({ share }) => ["share", share])));
      const lines = parts.map(({ description, department, share }) => ({
        description,
        department,
        share: share.amount ?? "0",
      }));
      await make.run({ contract: detail.row.id, plan: plan ?? 0, lines });
      onClose();
      done(`${plural(lines.length, "line")} of “${name}” made.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <Dialog title={`Make budget lines of ${name}`} onClose={onClose} size={720}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={["plan", "share"]} />
        {drafts.length === 0 ? (
          <p className="soft">No budget is a draft: make a new version of one, or a new year, first.</p>
        ) : (
          <PlanSelect value={plan} onChange={setPlan} error={problemAt(error, "plan")} />
        )}
        <div>
          {parts.map((part, at) => (
            <div key={part.key} className={classes.share}>
              <TextInput
                label="Line"
                value={part.description}
                onChange={(event) => change(at, { description: event.currentTarget.value })}
              />
              <DepartmentSelect value={part.department} onChange={(department) => change(at, { department })} />
              <AmountField
                label="Share"
                suffix="%"
                value={part.share}
                onChange={(share) => change(at, { share })}
                error={at === 0 ? problemAt(error, "share") : undefined}
              />
              <ActionIcon
                mt={26}
                variant="subtle"
                color="gray"
                aria-label={`Take line ${at + 1} away`}
                disabled={parts.length === 1}
                onClick={() => setParts(parts.filter((_, place) => place !== at))}
              >
                <IconX size={15} />
              </ActionIcon>
            </div>
          ))}
        </div>
        <div className={classes.actions}>
          <Button
            className={classes.left}
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setParts([...parts, fresh(Math.max(...parts.map(({ key }) => key)) + 1, null)])}
          >
            Another line
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={make.busy} disabled={plan === null}>
            Make lines
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Follow({ detail, onClose }: { detail: ContractDetail; onClose: () => void }) {
  const drafts = useDrafts();
  const [line, setLine] = useState<number | null>(null);
  const [label, setLabel] = useState("");
  const [plan, setPlan] = useState<number | null>(drafts[0]?.id ?? null);
  const [share, setShare] = useState(amountText(detail.free));
  const [error, setError] = useState<CallError | null>(null);
  const follow = useChange("contract.follow");
  const done = useDone();
  const name = detail.row.title || detail.row.number;
  const submit = async () => {
    setError(null);
    try {
      refuseUnread({ share });
      await follow.run({ contract: detail.row.id, line: line ?? 0, share: share.amount ?? "0", plan });
      onClose();
      done(`The line follows “${name}”.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <Dialog title={`Let a line follow ${name}`} onClose={onClose}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={["line", "plan", "share"]} />
        <LineSelect
          title="Budget line"
          placeholder="By its name or vendor"
          value={line}
          label={label}
          onChange={(chosen, text) => {
            setLine(chosen);
            setLabel(text);
          }}
          error={problemAt(error, "line")}
        />
        <AmountField
          label="Share of the contract"
          suffix="%"
          value={share}
          onChange={setShare}
          error={problemAt(error, "share")}
        />
        {drafts.length > 0 && <PlanSelect value={plan} onChange={setPlan} error={problemAt(error, "plan")} />}
        <p className="soft">
          Its months in the plan become its share of the contract’s schedule. Approved plans keep their figures;
          forecasts follow the contract when they are cut anew.
        </p>
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={follow.busy} disabled={line === null}>
            Follow
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
