// The terms of a contract on a line of time, with the days to cancel by.
import type { ContractDetail } from "../api.gen";
import { formatDate } from "../kit/date";
import { formatAmount } from "../kit/number";
import { Card } from "../kit/parts";
import classes from "./contracts.module.css";
import { PER } from "./words";

const DAY = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;

export function Terms({ detail }: { detail: ContractDetail }) {
  const { row, draft, as_of } = detail;
  const terms = detail.terms.filter(({ last }, index) => last >= as_of || index === 0).slice(0, 5);
  const first = terms[0];
  const last = terms.at(-1);
  if (!first || !last) return null;
  const noticed = draft.notice_given !== null;
  // A long past before the terms that matter takes no more room than they do.
  const current = terms.find(({ is_current }) => is_current) ?? first;
  const from = Math.max(at(first.first), at(current.first) - 3 * 366);
  const to = at(last.last) + 1;
  const place = (day: string) => `${((Math.min(Math.max(at(day), from), to) - from) / (to - from)) * 100}%`;
  const width = (one: string, other: string) =>
    `${((Math.min(at(other) + 1, to) - Math.max(at(one), from)) / (to - from)) * 100}%`;
  const years: string[] = [];
  for (let year = Number(first.first.slice(0, 4)); year <= Number(last.last.slice(0, 4)) + 1; year += 1) {
    const day = `${year}-01-01`;
    if (at(day) >= from && at(day) < to) years.push(day);
  }
  const per = draft.price ? PER[draft.price.per] : "a year";
  const nameOf = (number: number) => (number === 0 ? "Initial term" : `Renewal ${number}`);
  const shown = terms.filter(({ last: end }) => at(end) >= from);
  const deadlines = noticed ? [] : shown.filter(({ cancel_by }) => cancel_by && at(cancel_by) >= from).slice(0, 3);
  const next = deadlines.find(({ cancel_by }) => (cancel_by ?? "") >= as_of);
  return (
    <Card
      title="Terms and prices"
      note={
        noticed
          ? `${row.currency}. It ends with its notice.`
          : `${row.currency}. Solid: running. Dashed: renews unless something is done. Outline: later, indicative.`
      }
    >
      <div className={classes.timeline} role="img" aria-label={`${terms.length} terms from ${formatDate(first.first)}`}>
        {years.map((day) => (
          <span key={day} className={classes.year} style={{ left: place(day) }}>
            {day.slice(0, 4)}
          </span>
        ))}
        {shown.map((term) => (
          <span
            key={term.number}
            className={classes.term}
            data-kind={term.is_current ? "running" : term.number === current.number + 1 ? "next" : "later"}
            style={{ left: place(term.first), width: width(term.first, term.last) }}
            title={`${nameOf(term.number)}: ${formatDate(term.first)} – ${formatDate(term.last)}`}
          >
            {nameOf(term.number)}
            {term.price !== null && ` · ${formatAmount(term.price)}${term.is_current ? ` ${per}` : ""}`}
          </span>
        ))}
        {deadlines.map(({ number, cancel_by }) => (
          <span
            key={number}
            className={classes.deadline}
            data-later={number !== next?.number || undefined}
            data-early={(at(cancel_by ?? "") - from) / (to - from) < 0.2 || undefined}
            style={{ left: place(cancel_by ?? "") }}
          >
            <span>
              {number === next?.number ? "Cancel by" : "then"} {formatDate(cancel_by ?? "")}
            </span>
          </span>
        ))}
      </div>
    </Card>
  );
}
