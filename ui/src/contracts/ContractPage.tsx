// One contract: until when it binds and why, what it costs in which term, and which budget lines pay for it.
import { Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { asCallError, useChange, useRead } from "../api";
import type { ContractDetail } from "../api.gen";
import { Documents } from "../documents/Documents";
import { formatDate, shortMonth } from "../kit/date";
import { formatAmount, formatPercent, inMarks } from "../kit/number";
import { Card, Refusal } from "../kit/parts";
import { useBook } from "../shell/book";
import { go } from "../shell/location";
import { Page } from "../shell/Page";
import { sayError, useDone } from "../shell/undo";
import { AmendForm, ContractForm } from "./ContractForm";
import classes from "./contracts.module.css";
import { Lines } from "./Lines";
import { NoticeForm } from "./NoticeForm";
import { money, StatePill } from "./Register";
import { Terms } from "./Terms";
import { BILLED, PER } from "./words";

type Open = "change" | "amend" | "notice" | null;

export function ContractPage({ id }: { id: number }) {
  const detail = useRead("contract.get", { id, as_of: null }, { keep: true });
  const name = detail.data ? detail.data.row.title || detail.data.row.number : "Contract";
  return (
    <Page title={`Contracts › ${name}`} tools={detail.data && <Tools detail={detail.data} name={name} />}>
      <Refusal error={detail.error} />
      {detail.data && <Contract detail={detail.data} />}
    </Page>
  );
}

function Tools({ detail, name }: { detail: ContractDetail; name: string }) {
  const book = useBook();
  const [open, setOpen] = useState<Open>(null);
  const withdraw = useChange("contract.withdraw");
  const renew = useChange("contract.renew");
  const remove = useChange("contract.remove");
  const done = useDone();
  const { draft, row } = detail;
  const attempt = async (what: () => Promise<unknown>, message: string) => {
    try {
      await what();
      done(message);
    } catch (thrown) {
      sayError(asCallError(thrown));
    }
  };
  if (book.read_only !== null) return null;
  const ended = row.state === "ended";
  const current = detail.amendments.filter(({ from }) => from <= detail.as_of).at(-1)?.agreed ?? draft;
  return (
    <>
      <Button variant="default" onClick={() => setOpen("change")}>
        Change…
      </Button>
      <Button variant="default" onClick={() => setOpen("amend")}>
        Amend…
      </Button>
      {row.renewal === "act" && !ended && (
        <Button
          onClick={() => void attempt(() => renew.run({ id: row.id }), `“${name}” is renewed for one more term.`)}
          loading={renew.busy}
        >
          Renew
        </Button>
      )}
      {(row.renewal === "automatic" || row.renewal === "evergreen") &&
        !ended &&
        (draft.notice_given === null ? (
          <Button onClick={() => setOpen("notice")}>Give notice…</Button>
        ) : (
          <Button
            variant="default"
            onClick={() => void attempt(() => withdraw.run({ id: row.id }), `The notice of “${name}” is withdrawn.`)}
          >
            Withdraw notice
          </Button>
        ))}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" aria-label="More" px={8}>
            <IconDots size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => go("contracts")}>Back to the register</Menu.Item>
          <Menu.Item
            color="red"
            onClick={() =>
              void attempt(async () => {
                await remove.run({ id: row.id });
                go("contracts");
              }, `“${name}” is removed.`)
            }
          >
            Remove the contract
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === "change" && <ContractForm start={draft} onClose={() => setOpen(null)} />}
      {open === "amend" && (
        <AmendForm
          contract={row.id}
          name={name}
          currency={row.currency}
          start={current}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "notice" && <NoticeForm id={row.id} name={name} day={detail.as_of} onClose={() => setOpen(null)} />}
    </>
  );
}

function Contract({ detail }: { detail: ContractDetail }) {
  return (
    <div className={classes.stack}>
      <Figures detail={detail} />
      <Terms detail={detail} />
      <div className={classes.pair}>
        <Why detail={detail} />
        <Money detail={detail} />
      </div>
      <Lines detail={detail} />
      <Card title="Documents">
        <Documents owner={{ contract: detail.row.id }} of={detail.row.title || detail.row.number} />
      </Card>
      <div className={classes.pair}>
        <History detail={detail} />
        <Licences detail={detail} />
      </div>
    </div>
  );
}

function Figure({ label, value, note, bad }: { label: string; value: string; note: string; bad?: boolean }) {
  return (
    <div className={classes.figure}>
      <span className={classes.label}>{label}</span>
      <span className={classes.value} style={bad ? { color: "var(--bad)" } : undefined}>
        {value}
      </span>
      <span className={classes.detail}>{note}</span>
    </div>
  );
}

function Figures({ detail }: { detail: ContractDetail }) {
  const { row, terms, draft } = detail;
  const here = terms.find(({ is_current }) => is_current);
  const next = here && terms.find(({ number }) => number === here.number + 1);
  const by = detail.reasons.find(({ label }) => label === "Cancel by" || label === "Decide by");
  const price = detail.amendments.filter(({ from }) => from <= detail.as_of).at(-1)?.agreed.price ?? draft.price;
  const each =
    here?.price && price ? `${money(here.price, row.currency)} ${PER[price.per]}, ${BILLED[price.billed]}` : "";
  const noticed = draft.notice_given !== null;
  return (
    <div className={classes.figures}>
      <Figure
        label={noticed ? "Notice given" : (by?.label ?? "Cancel by")}
        value={noticed ? formatDate(draft.notice_given ?? "") : by?.day ? formatDate(by.day) : "–"}
        note={noticed ? draft.notice_proof : (by?.note ?? "no day to cancel by is known")}
        bad={!noticed && row.days_left !== null && row.days_left >= 0 && row.days_left <= 30}
      />
      <Figure
        label={`This term, ${row.currency}`}
        value={here?.total ? money(here.total, row.currency) : "–"}
        note={each || "its price is not known"}
      />
      <Figure
        label={`Next term, ${row.currency}`}
        value={next?.total ? money(next.total, row.currency) : "–"}
        note={next ? `${formatDate(next.first)} – ${formatDate(next.last)}` : "none as things stand"}
      />
      <Figure
        label="Committed until"
        value={row.committed_until && row.state !== "ended" ? formatDate(row.committed_until) : "–"}
        note={row.term_end ? `term ends ${formatDate(row.term_end)}` : ""}
      />
      <div className={classes.figure}>
        <span className={classes.label}>State</span>
        <span className={classes.value}>
          <StatePill row={row} />
        </span>
        <span className={classes.detail}>
          {[row.vendor, row.number, row.owner].filter(Boolean).join(" · ") || "no vendor, number or owner is stated"}
        </span>
      </div>
    </div>
  );
}

/** ISO days inside a sentence of the core, as days are read. */
export const inDays = (text: string) => inMarks(text).replace(/\d{4}-\d{2}-\d{2}/g, formatDate);

function Why({ detail }: { detail: ContractDetail }) {
  const by = detail.reasons.find(({ label, day }) => day && (label === "Cancel by" || label === "Decide by"));
  return (
    <Card title={by?.day ? `Why ${formatDate(by.day)}?` : "What is agreed"} note="Every date, step by step">
      <table className={classes.why}>
        <tbody>
          {detail.reasons.map(({ label, day, text, note }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{day ? formatDate(day) : text}</td>
              <td>{inDays(note)}</td>
            </tr>
          ))}
          {detail.draft.convenience && (
            <tr>
              <th scope="row">For convenience</th>
              <td colSpan={2} style={{ whiteSpace: "normal", fontWeight: 400 }}>
                {detail.draft.convenience}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </Card>
  );
}

function Money({ detail }: { detail: ContractDetail }) {
  const { row, years, months } = detail;
  const cell = (amount: string) => money(amount, row.currency);
  if (years.length === 0) {
    return (
      <Card title="What it costs is not known">
        <p className="soft">
          Give it a price, or a value a year, and its months, its invoices and its budget lines follow.
        </p>
      </Card>
    );
  }
  return (
    <Card
      title="What it costs, by year and month"
      note={`${row.currency}. Expense by the days of the service, invoices on their days; prepaid is the difference so far.`}
    >
      <Numbers
        label="Cost by year"
        columns={["Year", "Expense", "Invoiced"]}
        rows={years.map((year) => [`FY${year.fiscal_year}`, cell(year.recognised), cell(year.invoiced)])}
      />
      <details>
        <summary className="soft">Month by month</summary>
        <Numbers
          label="Cost by month"
          columns={["Month", "Expense", "Invoiced", "Prepaid"]}
          rows={months.map((month) => [
            shortMonth(month.month),
            cell(month.recognised),
            cell(month.invoiced),
            cell(month.prepaid),
          ])}
        />
      </details>
    </Card>
  );
}

/** Figures by name: the first cell of a row is its head. */
function Numbers({ label, columns, rows }: { label: string; columns: string[]; rows: string[][] }) {
  return (
    <table className={`${classes.why} ${classes.numbers}`} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...figures], row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two licences may be of the same product, and rows never move
          <tr key={row}>
            <th scope="row">{name}</th>
            {figures.map((figure, column) => (
              <td key={columns[column + 1]}>{figure}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function History({ detail }: { detail: ContractDetail }) {
  return (
    <Card title="History" note="What was agreed and decided, the latest first">
      <table className={classes.why} aria-label="History">
        <tbody>
          {[...detail.amendments].reverse().map(({ id, from, title }) => (
            <tr key={`amendment-${id}`}>
              <th scope="row">{formatDate(from)}</th>
              <td style={{ whiteSpace: "normal" }}>{title}</td>
              <td>amendment</td>
            </tr>
          ))}
          {detail.history.map(({ change, at, who, summary }) => (
            <tr key={change}>
              <th scope="row">{formatDate(at)}</th>
              <td style={{ whiteSpace: "normal", fontWeight: 400 }}>
                <a href={`#/activity?change=${change}`}>{inDays(summary)}</a>
              </td>
              <td>{who}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Licences({ detail }: { detail: ContractDetail }) {
  if (detail.licences.length === 0) {
    return (
      <Card title="Licences">
        <p className="soft">No licence names this contract. An import of licences links them by its number.</p>
      </Card>
    );
  }
  const count = (value: string | null) => (value === null ? "–" : formatAmount(value));
  return (
    <Card title="Licences" note="Bought, assigned and used, as imported">
      <Numbers
        label="Licences"
        columns={["Product", "Bought", "Assigned", "Used"]}
        rows={detail.licences.map(({ product, bought, assigned, used }) => [
          product,
          count(bought),
          count(assigned),
          count(used),
        ])}
      />
    </Card>
  );
}

export const percent = (share: string) => formatPercent(share);
