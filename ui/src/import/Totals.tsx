// What an import adds up to, to be held against the file or the ledger: rows, sums by currency, sums by month.
import type { Imported, ImportKind } from "../api.gen";
import { shortMonth } from "../kit/date";
import { currencyDecimals, formatAmount, formatCount } from "../kit/number";
import { useBook } from "../shell/book";
import classes from "./facts.module.css";
import { currenciesOf } from "./findings";

export function Counts({ imported }: { imported: Imported }) {
  const counts = [
    ["Rows read", imported.read],
    ["New", imported.imported],
    ["Changed", imported.updated],
    ["Unchanged", imported.unchanged],
    ["Left out", imported.left_out],
    ["Missing from the file", imported.missing],
  ] as const;
  return (
    <table className={classes.facts} aria-label="Rows">
      <tbody>
        {counts.map(([label, count]) => (
          <tr key={label} data-none={count === 0 || undefined}>
            <th scope="row">{label}</th>
            <td>{formatCount(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const money = (amount: string | undefined, currency: string) =>
  amount === undefined ? "–" : formatAmount(amount, { decimals: currencyDecimals(currency) });

/** Whether a sum has more decimals than its currency, as those of cloud bills have. */
const isFiner = (amount: string | undefined, currency: string): boolean =>
  (amount?.split(".")[1]?.replace(/0+$/, "").length ?? 0) > currencyDecimals(currency);

/** One currency reads down, several read across. */
export function Totals({ imported }: { imported: Imported }) {
  const base = useBook().settings.currency;
  const { totals, before, after } = imported;
  // A currency that the file does not touch is nothing to tie out.
  const currencies = currenciesOf([totals, before, after], base).filter(
    (currency) => currency in totals || before[currency] !== after[currency],
  );
  const sums = [
    ["In the file", totals],
    ["Book before", before],
    ["Book after", after],
  ] as const;
  if (currencies.length === 0) return null;
  if (currencies.length === 1) {
    const currency = currencies[0] ?? base;
    return (
      <table className={classes.facts} aria-label="Sums">
        <thead>
          <tr>
            <th scope="col">Net sums</th>
            <th scope="col">{currency}</th>
          </tr>
        </thead>
        <tbody>
          {sums.map(([label, amounts]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                {amounts === totals ? <b>{money(amounts[currency], currency)}</b> : money(amounts[currency], currency)}
              </td>
            </tr>
          ))}
          {isFiner(totals[currency], currency) && (
            <tr>
              <th scope="row">In the file, exactly</th>
              <td>{formatAmount(totals[currency] ?? "0")}</td>
            </tr>
          )}
        </tbody>
      </table>
    );
  }
  return (
    <div className={classes.wide}>
      <table className={classes.facts} aria-label="Sums">
        <thead>
          <tr>
            <th scope="col">Net sums</th>
            {sums.map(([label]) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {currencies.map((currency) => (
            <tr key={currency}>
              <th scope="row">{currency}</th>
              <td>
                <b>{money(totals[currency], currency)}</b>
              </td>
              <td>{money(before[currency], currency)}</td>
              <td>{money(after[currency], currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const YEAR = 12;

/** More than a year of months is folded away. */
export function Months({ imported, kind }: { imported: Imported; kind: ImportKind | null }) {
  const { by_month } = imported;
  const title = (kind && BY[kind]) || "By month";
  if (by_month.length === 0) return null;
  if (by_month.length <= YEAR) return <MonthTable by_month={by_month} title={title} />;
  return (
    <details className={classes.fold}>
      <summary>{formatCount(by_month.length)} sums by month</summary>
      <MonthTable by_month={by_month} title={title} />
    </details>
  );
}

/** What the month of a record is, where it is not plain. */
const BY: Partial<Record<ImportKind, string>> = {
  contracts: "By month of the start",
  licences: "By month of the start",
  orders: "By month of the order",
};

function MonthTable({ by_month, title }: Pick<Imported, "by_month"> & { title: string }) {
  const mixed = new Set(by_month.map(({ currency }) => currency)).size > 1;
  return (
    <table className={classes.facts} aria-label="Sums by month">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">Rows</th>
          {mixed && <th scope="col">Currency</th>}
          <th scope="col">Net sum</th>
        </tr>
      </thead>
      <tbody>
        {by_month.map(({ month, currency, amount, count }) => (
          <tr key={`${month} ${currency}`}>
            <th scope="row">{shortMonth(month)}</th>
            <td>{formatCount(count)}</td>
            {mixed && <td>{currency}</td>}
            <td>{money(amount, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
