// Who works here, and what do they cost? The roles of a plan, each of which gives it its lines.
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { asCallError, useChange, useRead } from "../api";
import type { Month, Plan, Role, RoleRow, Roles, RoleTotal } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { shortMonth } from "../kit/date";
import { AmountField, amountText, IdSelect, MonthField, refuseUnread, useDraft } from "../kit/fields";
import { currencyDecimals, formatAmount, formatPercent, inMarks, signOf } from "../kit/number";
import { Card, EmptyState, problemAt, Refusal } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import { CategorySelect, DepartmentSelect } from "../settings/selects";
import { takesAmounts, useBook, usePlan } from "../shell/book";
import { go } from "../shell/location";
import { Page } from "../shell/Page";
import { PlanPicker } from "../shell/pickers";
import { useDone } from "../shell/undo";
import classes from "./staff.module.css";

const FIELDS = [
  "title",
  "department",
  "category",
  "headcount",
  "yearly",
  "currency",
  "first",
  "last",
  "raise_month",
  "raise_percent",
  "capitalised",
  "notes",
] as const;

export default function StaffPage() {
  const plan = usePlan();
  const roles = useRead("role.list", { id: plan?.base ?? plan?.id ?? 0 }, { enabled: plan !== null, keep: true });
  const book = useBook();
  const [open, setOpen] = useState<Role | null>(null);
  const frozen = plan === null || !takesAmounts(plan) || book.read_only !== null;
  const add = plan && !frozen && (
    <Button onClick={() => setOpen(newRole(plan, book.settings.currency))}>New role</Button>
  );
  return (
    <Page
      title="Staff"
      tools={
        <>
          <PlanPicker />
          {add}
        </>
      }
    >
      <Refusal error={roles.error} />
      {plan === null && (
        <EmptyState
          title="This book has no plan yet"
          text="Roles stand in a plan. Import a budget, or make a plan first."
        >
          <Button onClick={() => go("settings?section=plans&new=1")}>New plan</Button>
        </EmptyState>
      )}
      {plan && roles.data?.rows.length === 0 && (
        <EmptyState
          title={`Who is planned in ${plan.name}?`}
          text={
            frozen
              ? `${plan.name} has no roles and is frozen. Make a new version of it to plan its people.`
              : "A role says how many people do what, what one of them costs in a year all in, from when to when, and which share of their work is capitalised. It gives the plan a line, and another for the capitalised share."
          }
        >
          {add}
        </EmptyState>
      )}
      {plan && roles.data && roles.data.rows.length > 0 && (
        <Rows roles={roles.data} plan={plan} onOpen={frozen ? null : setOpen} />
      )}
      {plan && open && <RoleDialog plan={plan} start={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function newRole(plan: Plan, currency: string): Role {
  return {
    id: null,
    plan: plan.id,
    title: "",
    department: null,
    category: null,
    headcount: "1",
    yearly: "",
    currency,
    first: null,
    last: null,
    raise_month: null,
    raise_percent: null,
    capitalised: "0",
    notes: "",
    line: null,
    capital_line: null,
  };
}

/** An amount to the minor unit; a dash for nothing. */
const money = (amount: string, currency: string) =>
  signOf(amount) === 0 ? "–" : formatAmount(amount, { decimals: currencyDecimals(currency) });

function span({ first, last }: Role): string {
  if (first === null && last === null) return "all year";
  return `${first ? shortMonth(first) : "start"} – ${last ? shortMonth(last) : "end"}`;
}

function Rows({ roles, plan, onOpen }: { roles: Roles; plan: Plan; onOpen: ((role: Role) => void) | null }) {
  const columns: Column<RoleRow>[] = [
    {
      key: "title",
      title: "Role",
      render: ({ role }) =>
        onOpen ? <OpenButton onClick={() => onOpen(role)}>{role.title}</OpenButton> : <b>{role.title}</b>,
    },
    { key: "department", title: "Department", width: "15%", rare: true, render: (row) => row.department },
    { key: "posts", title: "Posts", width: 66, right: true, render: ({ role }) => formatAmount(role.headcount) },
    {
      key: "yearly",
      title: "A year each",
      width: 110,
      right: true,
      render: ({ role }) => money(role.yearly, role.currency),
    },
    { key: "span", title: "When", width: 118, render: ({ role }) => span(role) },
    {
      key: "raise",
      title: "Raise",
      width: 96,
      rare: true,
      render: ({ role }) =>
        role.raise_month && `${formatPercent(role.raise_percent, { sign: "always" })} ${shortMonth(role.raise_month)}`,
    },
    {
      key: "expensed",
      title: "OpEx",
      width: 112,
      right: true,
      render: ({ role, expensed }) => money(expensed, role.currency),
    },
    {
      key: "capitalised",
      title: "CapEx",
      width: 112,
      right: true,
      render: ({ role, capitalised }) => money(capitalised, role.currency),
    },
    {
      key: "total",
      title: `FY${plan.fiscal_year}`,
      width: 124,
      right: true,
      render: ({ role, total }) => (
        <b>
          {money(total, role.currency)} {role.currency}
        </b>
      ),
    },
  ];
  const inUnit = roles.totals.length === 1 ? `${roles.totals[0]?.currency}. ` : "";
  return (
    <Card
      title={inMarks(roles.finding)}
      note={`${inUnit}Each role gives ${plan.name} its lines: posts × loaded cost ÷ 12 a month, the capitalised share on a line of its own.`}
    >
      <Table
        label={`Roles of ${plan.name}`}
        columns={columns}
        count={roles.rows.length}
        rowAt={(index) => roles.rows[index]}
        keyOf={(row) => row.role.id ?? 0}
        onRow={onOpen ? (row) => onOpen(row.role) : undefined}
        footer={roles.totals.map((total) => (
          <tr key={total.currency}>
            {columns.map(({ key, right, rare }) => (
              <td
                key={key}
                className={rare ? classes.rare : undefined}
                style={{ textAlign: right ? "right" : undefined }}
              >
                {totalOf(key, total)}
              </td>
            ))}
          </tr>
        ))}
      />
    </Card>
  );
}

/** What stands under a column. */
function totalOf(column: string, total: RoleTotal): string | null {
  const { currency } = total;
  if (column === "title") return "Total";
  if (column === "posts") return formatAmount(total.headcount);
  if (column === "expensed") return money(total.expensed, currency);
  if (column === "capitalised") return money(total.capitalised, currency);
  if (column === "total") return `${money(total.total, currency)} ${currency}`;
  return null;
}

function RoleDialog({ plan, start, onClose }: { plan: Plan; start: Role; onClose: () => void }) {
  const { draft, change, error, setError } = useDraft({
    ...start,
    headcountText: amountText(start.headcount),
    yearlyText: amountText(start.yearly === "" ? null : start.yearly),
    raiseText: amountText(start.raise_percent),
    capitalisedText: amountText(start.capitalised),
  });
  const save = useChange("role.save");
  const remove = useChange("role.remove");
  const done = useDone();
  const currencies = useRead("settings.currencies", null).data ?? [];
  const attempt = async (what: () => Promise<unknown>, message: string) => {
    setError(null);
    try {
      await what();
      onClose();
      done(message);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const submit = () =>
    attempt(
      () => {
        const { headcountText, yearlyText, raiseText, capitalisedText, ...role } = draft;
        refuseUnread({
          headcount: headcountText,
          yearly: yearlyText,
          raise_percent: raiseText,
          capitalised: capitalisedText,
        });
        return save.run({
          ...role,
          headcount: headcountText.amount ?? "0",
          yearly: yearlyText.amount ?? "0",
          raise_percent: raiseText.amount ?? null,
          capitalised: capitalisedText.amount ?? "0",
        });
      },
      `“${draft.title.trim()}” is ${draft.id === null ? "added" : "changed"}.`,
    );
  const month = (label: string, field: "first" | "last" | "raise_month") => (
    <MonthField
      label={label}
      value={draft[field] as Month | null}
      onChange={(value) => change({ [field]: value })}
      error={problemAt(error, field)}
    />
  );
  const id = draft.id;
  return (
    <Dialog title={id === null ? `New role in ${plan.name}` : "Change role"} onClose={onClose} size={560}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={FIELDS} />
        <div className={classes.form}>
          <TextInput
            label="Role"
            placeholder="Platform engineer"
            data-autofocus
            value={draft.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
            error={problemAt(error, "title")}
          />
          <div className={classes.pair}>
            <AmountField
              label="Full-time posts"
              value={draft.headcountText}
              onChange={(headcountText) => change({ headcountText })}
              error={problemAt(error, "headcount")}
            />
            <AmountField
              label="Loaded cost of one, a year"
              suffix={draft.currency}
              value={draft.yearlyText}
              onChange={(yearlyText) => change({ yearlyText })}
              error={problemAt(error, "yearly")}
            />
            <DepartmentSelect
              value={draft.department}
              onChange={(department) => change({ department })}
              error={problemAt(error, "department")}
            />
            <CategorySelect
              value={draft.category}
              onChange={(category) => change({ category })}
              error={problemAt(error, "category")}
            />
            {month("From (empty: start of the year)", "first")}
            {month("To (empty: end of the year)", "last")}
            {month("Raise from", "raise_month")}
            <AmountField
              label="Raise"
              suffix="%"
              value={draft.raiseText}
              onChange={(raiseText) => change({ raiseText })}
              error={problemAt(error, "raise_percent")}
            />
            <AmountField
              label="Capitalised share"
              suffix="%"
              value={draft.capitalisedText}
              onChange={(capitalisedText) => change({ capitalisedText })}
              error={problemAt(error, "capitalised")}
            />
            <IdSelect
              label="Currency"
              options={currencies.map(({ code, name }, at) => ({ id: at, label: `${code} – ${name}` }))}
              value={Math.max(
                0,
                currencies.findIndex(({ code }) => code === draft.currency),
              )}
              onChange={(at) => change({ currency: currencies[at ?? -1]?.code ?? draft.currency })}
              error={problemAt(error, "currency")}
            />
          </div>
          <TextInput
            label="Notes"
            value={draft.notes}
            onChange={(event) => change({ notes: event.currentTarget.value })}
            error={problemAt(error, "notes")}
          />
          <div className={classes.actions}>
            {id !== null && (
              <Button
                className={classes.left}
                variant="subtle"
                color="red"
                styles={{ root: { color: "var(--bad)" } }}
                onClick={() => void attempt(() => remove.run({ id }), "The role and its lines are removed.")}
              >
                Remove
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.busy}>
              {id === null ? "Add role" : "Save"}
            </Button>
          </div>
        </div>
      </form>
    </Dialog>
  );
}
