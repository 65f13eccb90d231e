// A new year from last year: rules on top, the proposal line by line below; nothing is written before it is accepted.
import { Button, Checkbox, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo } from "react";
import { useChange, useRows } from "../api";
import type { Plan, Proposal, ProposalRules, ProposedRow, ProposedTotal } from "../api.gen";
import { addMonths, shortMonth } from "../kit/date";
import { IdSelect } from "../kit/fields";
import { currencyDecimals, formatAmount, formatPercent, inMarks, signOf } from "../kit/number";
import { Card, Pill, Refusal } from "../kit/parts";
import { sharedDraft } from "../kit/shared";
import { type Column, Table } from "../kit/Table";
import { choosePlan, useBook } from "../shell/book";
import { go } from "../shell/location";
import { Page } from "../shell/Page";
import { sayError, useDone } from "../shell/undo";
import { inUnit } from "./columns";
import { PercentField } from "./FigureField";
import classes from "./newyear.module.css";

const START: ProposalRules = {
  percent: "0",
  categories: [],
  drop_one_offs: true,
  follow_projects: true,
  follow_contracts: true,
  follow_bases: true,
  carry_targets: false,
  choices: [],
};

interface Draft {
  /** The plan whose page this is: another one starts anew. */
  of: number;
  source: number;
  year: number;
  rules: ProposalRules;
  name: string | null;
}

/** What was typed, kept until the plan is made: who looks something up meanwhile finds it again. */
const kept = sharedDraft<Draft>();

export function NewYear({ plan }: { plan: Plan }) {
  const { plans, read_only } = useBook();
  const fresh = { of: plan.id, source: plan.id, year: plan.fiscal_year + 1, rules: START, name: null };
  const [draft, setDraft] = kept.use((before) => (before.of === plan.id ? before : null), fresh);
  const { source, year, rules, name: typed } = draft;
  const from = plans.find((one) => one.id === source) ?? plan;
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const [asked] = useDebouncedValue(rules, 150);
  const proposal = useRows("plan.propose", { plan: source, fiscal_year: year, rules: asked });
  const { answer } = proposal;
  const create = useChange("plan.create_from");
  const done = useDone();
  const name = typed ?? answer?.name ?? "";
  const accept = async () => {
    if (!answer) return;
    try {
      const created = await create.run({
        plan: source,
        fiscal_year: year,
        rules: asked,
        name,
        change: answer.change,
      });
      kept.forget();
      choosePlan(created.id);
      go("budget");
      done(`${created.name} is planned from ${from.name}.`);
    } catch (thrown) {
      sayError(thrown);
    }
  };
  const change = (part: Partial<ProposalRules>) =>
    setDraft((before) => ({ ...before, rules: { ...before.rules, ...part } }));
  const years = [0, 1, 2].map((more) => String(from.fiscal_year + more));
  return (
    <Page
      title="New year"
      fixed
      search={<span />}
      tools={
        <>
          <Button
            variant="default"
            onClick={() => {
              kept.forget();
              go("budget");
            }}
          >
            Cancel
          </Button>
          <Button
            disabled={!answer || asked !== rules || create.busy || read_only !== null}
            onClick={() => void accept()}
          >
            Create {name}
          </Button>
        </>
      }
    >
      <Refusal error={proposal.error} />
      <div className={classes.above}>
        <Card title="Rules" note="Each line goes by the first that fits: chosen by you, one-off, contract, percentage.">
          <div className={classes.rules}>
            <IdSelect
              label="From"
              value={source}
              onChange={(id) => id !== null && set({ source: id })}
              options={plans.map(({ id, name }) => ({ id, label: name }))}
              allowDeselect={false}
            />
            <div className={classes.pair}>
              <Select
                label="New fiscal year"
                data={years.map((value) => ({ value, label: `FY${value}` }))}
                value={String(year)}
                onChange={(value) => set({ year: Number(value) })}
                allowDeselect={false}
                comboboxProps={{ transitionProps: { duration: 0 } }}
              />
              <TextInput label="Name" value={name} onChange={(event) => set({ name: event.currentTarget.value })} />
            </div>
            <Checkbox
              size="xs"
              label="Leave out one-offs: amounts in one or two months, none the year before"
              checked={rules.drop_one_offs}
              onChange={(event) => change({ drop_one_offs: event.currentTarget.checked })}
            />
            <Checkbox
              size="xs"
              label="End project lines with their project"
              checked={rules.follow_projects}
              onChange={(event) => change({ follow_projects: event.currentTarget.checked })}
            />
            <Checkbox
              size="xs"
              label="Take the price of a line's own contract"
              checked={rules.follow_contracts}
              onChange={(event) => change({ follow_contracts: event.currentTarget.checked })}
            />
            <Checkbox
              size="xs"
              label="Go on with roles, quantities and spreads, raises included"
              checked={rules.follow_bases}
              onChange={(event) => change({ follow_bases: event.currentTarget.checked })}
            />
            <Checkbox
              size="xs"
              label="Take the targets along, raised like their category"
              description={answer && targetWords(answer)}
              checked={rules.carry_targets}
              onChange={(event) => change({ carry_targets: event.currentTarget.checked })}
            />
          </div>
        </Card>
        {answer && <Totals proposal={answer} rules={rules} onChange={change} />}
      </div>
      {answer && (
        <Lines
          proposal={answer}
          rules={rules}
          onChange={change}
          count={proposal.count}
          rowAt={proposal.rowAt}
          onSeen={proposal.onSeen}
        />
      )}
    </Page>
  );
}

/** `Hardware 1,200 → 1,236; Staffing 900 → 927`. */
function targetWords({ targets, currency }: Proposal): string | undefined {
  if (targets.length === 0) return undefined;
  const figure = (amount: string) => formatAmount(amount, { decimals: 0 });
  return `${currency}: ${targets.map((one) => `${one.label} ${figure(one.old)} → ${figure(one.new)}`).join("; ")}`;
}

interface PartProps {
  proposal: Proposal;
  rules: ProposalRules;
  onChange: (part: Partial<ProposalRules>) => void;
}

/** The categories before and after, each with its percentage. */
function Totals({ proposal, rules, onChange }: PartProps) {
  const { currency, plan, totals, total } = proposal;
  const decimals = currencyDecimals(currency);
  const percentOf = (category: number | null) =>
    rules.categories.find((one) => one.category === category)?.percent ?? null;
  const set = (category: number, percent: string | null) => {
    const others = rules.categories.filter((one) => one.category !== category);
    onChange({ categories: percent === null ? others : [...others, { category, percent }] });
  };
  const figure = (amount: string) => formatAmount(amount, { decimals });
  const change = (row: ProposedTotal) => (
    <span className={toneOf(row.change)}>{formatAmount(row.change, { decimals, sign: "always" })}</span>
  );
  const columns: Column<ProposedTotal>[] = [
    { key: "label", title: "Category", render: (row) => row.label },
    {
      key: "rule",
      title: "Percent",
      width: 92,
      right: true,
      render: (row) =>
        row.category === null ? null : (
          <PercentField
            label={`Percent for ${row.label}`}
            value={percentOf(row.category)}
            none={rules.percent}
            onChange={(percent) => row.category !== null && set(row.category, percent)}
          />
        ),
    },
    { key: "old", title: `FY${plan.fiscal_year}`, width: 122, right: true, render: (row) => figure(row.old) },
    { key: "new", title: "Proposed", width: 122, right: true, render: (row) => figure(row.new) },
    { key: "change", title: "Difference", width: 122, right: true, render: change },
    {
      key: "percent",
      title: "in percent",
      width: 84,
      right: true,
      render: (row) => <span className={toneOf(row.change)}>{formatPercent(row.percent, { sign: "always" })}</span>,
    },
  ];
  return (
    <Card
      title={inMarks(proposal.finding)}
      note={`${currency}, at the budget rates of ${plan.name}; plus is more cost`}
    >
      <div className={classes.totals}>
        <Table
          label="Totals by category"
          columns={columns}
          count={totals.length}
          rowAt={(index) => totals[index]}
          keyOf={(row) => row.key}
          fill
          footer={
            <tr>
              <th scope="row">Total</th>
              <td className={classes.right}>
                <PercentField
                  label="Percent for all lines"
                  value={rules.percent}
                  none="0"
                  onChange={(percent) => onChange({ percent: percent ?? "0" })}
                />
              </td>
              <td className={classes.right}>{figure(total.old)}</td>
              <td className={classes.right}>{figure(total.new)}</td>
              <td className={classes.right}>{change(total)}</td>
              <td className={classes.right}>
                <span className={toneOf(total.change)}>{formatPercent(total.percent, { sign: "always" })}</span>
              </td>
            </tr>
          }
        />
      </div>
    </Card>
  );
}

const toneOf = (change: string) => (signOf(change) > 0 ? classes.bad : signOf(change) < 0 ? classes.good : undefined);

interface LinesProps extends PartProps {
  count: number;
  rowAt: (index: number) => ProposedRow | undefined;
  onSeen: (first: number, last: number) => void;
}

/** Every line of the proposal: kept or not, its months, and why. */
function Lines({ proposal, rules, onChange, count, rowAt, onSeen }: LinesProps) {
  const { plan, currency } = proposal;
  const choiceOf = useMemo(() => new Map(rules.choices.map((choice) => [choice.line, choice])), [rules.choices]);
  const set = (line: number, part: { leave_out?: boolean; percent?: string | null }) => {
    const before = choiceOf.get(line) ?? { line, leave_out: null, percent: null };
    onChange({ choices: [...rules.choices.filter((one) => one.line !== line), { ...before, ...part }] });
  };
  const shown = (row: ProposedRow, amount: string) =>
    signOf(amount) === 0 ? <span className={classes.none}>–</span> : inUnit(amount, "thousand", row.currency);
  // The months of the new year stand where those of the old one stood.
  const months = Array.from({ length: 12 }, (_, month): Column<ProposedRow> => {
    const label = shortMonth(addMonths(plan.first_month, month)).split(" ")[0] ?? "";
    return {
      key: `m${month}`,
      title: label,
      width: 46,
      right: true,
      rare: true,
      render: (row) => shown(row, row.months[month] ?? "0"),
    };
  });
  const columns: Column<ProposedRow>[] = [
    {
      key: "keep",
      title: <span className="unseen">Keep</span>,
      label: "Keep",
      width: 36,
      render: (row) => (
        <Checkbox
          size="xs"
          aria-label={`Keep ${row.label}`}
          checked={!row.left_out}
          onChange={(event) => set(row.line, { leave_out: !event.currentTarget.checked })}
        />
      ),
    },
    {
      key: "label",
      title: "Line",
      width: 180,
      render: (row) => (
        <span
          className={row.left_out ? classes.out : undefined}
          title={`${row.label}${row.vendor && `, ${row.vendor}`}`}
        >
          {row.label}
          {row.currency !== currency && <span className={classes.currency}>{row.currency}</span>}
        </span>
      ),
    },
    {
      key: "old",
      title: `FY${plan.fiscal_year}`,
      width: 66,
      right: true,
      render: (row) => <span className="soft">{shown(row, row.old)}</span>,
    },
    {
      key: "percent",
      title: "Percent",
      width: 72,
      right: true,
      render: (row) => (
        <PercentField
          label={`Percent for ${row.label}`}
          value={choiceOf.get(row.line)?.percent ?? null}
          none={row.left_out ? null : row.percent}
          onChange={(percent) => set(row.line, { percent })}
        />
      ),
    },
    ...months,
    { key: "new", title: "Proposed", width: 70, right: true, render: (row) => <b>{shown(row, row.new)}</b> },
    {
      key: "why",
      title: "Why",
      render: (row) => (
        <span className="soft" title={inMarks(row.reason)}>
          {row.rule === "chosen" && <Pill tone="accent">yours</Pill>} {inMarks(row.reason)}
        </span>
      ),
    },
  ];
  return (
    <>
      <Table
        label={`Proposal from ${plan.name}`}
        columns={columns}
        count={count}
        rowAt={rowAt}
        keyOf={(row) => row.line}
        onSeen={onSeen}
        fill
      />
      <p className={classes.unit}>
        k of each line's currency ({currency} where none is named), rounded · type a percentage to overrule a rule, take
        the tick away to leave a line out
      </p>
    </>
  );
}
