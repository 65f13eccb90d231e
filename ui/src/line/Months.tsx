// A line's twelve months: planned, posted, and where the planned ones come from.
import { Button } from "@mantine/core";
import { useState } from "react";
import type { LineDetail } from "../api.gen";
import { shortMonth } from "../kit/date";
import { currencyDecimals, formatAmount, signOf } from "../kit/number";
import { takesAmounts, useBook } from "../shell/book";
import classes from "./line.module.css";
import { QuantityForm } from "./QuantityForm";
import { SpreadForm } from "./SpreadForm";
import { basisWords } from "./words";

export function Months({ detail, spread }: { detail: LineDetail; spread: boolean }) {
  const book = useBook();
  const { line, plan, basis } = detail;
  const open = takesAmounts(plan) && book.read_only === null;
  const free = open && basis?.kind !== "role" && basis?.kind !== "contract";
  const [form, setForm] = useState<"spread" | "quantity" | null>(spread && free ? "spread" : null);
  const foreign = line.currency !== detail.base_currency;
  const close = () => setForm(null);
  if (form === "spread") return <SpreadForm detail={detail} onClose={close} />;
  if (form === "quantity") return <QuantityForm detail={detail} onClose={close} />;
  return (
    <div className={classes.stack}>
      <p className={classes.words}>{basisWords(detail)}</p>
      <MonthTable detail={detail} />
      <p className={classes.note}>
        Planned in {line.currency}, posted in {detail.base_currency} at the actual rates of the months.
        {foreign &&
          (detail.rate === null
            ? ` There is no budget rate for ${line.currency} in ${plan.name}.`
            : ` Budget rate: 1 ${line.currency} = ${formatAmount(detail.rate)} ${detail.base_currency}; the year comes to ${formatAmount(detail.base_total ?? "")} ${detail.base_currency}.`)}
      </p>
      {free && (
        <div className={classes.actions}>
          <Button variant="default" onClick={() => setForm("spread")}>
            Spread an amount…
          </Button>
          <Button variant="default" onClick={() => setForm("quantity")}>
            {basis?.kind === "quantity" ? "Change quantities…" : "Plan by quantity…"}
          </Button>
        </div>
      )}
      {basis?.kind === "role" && open && <p className={classes.note}>Change the role on the Staff screen.</p>}
      {detail.contract && (
        <p className={classes.note}>
          <a href={`#/contracts?contract=${detail.contract.id}`}>Open the contract “{detail.contract.name}”</a>
        </p>
      )}
    </div>
  );
}

function MonthTable({ detail }: { detail: LineDetail }) {
  const { line, basis, actual } = detail;
  const decimals = currencyDecimals(line.currency);
  const quantities = basis?.kind === "quantity" ? basis : null;
  return (
    <table className={classes.months} aria-label={`Months of ${line.description}`}>
      <thead>
        <tr>
          <th scope="col">Month</th>
          {quantities && (
            <th scope="col" className={classes.right}>
              {quantities.unit}
            </th>
          )}
          <th scope="col" className={classes.right}>
            Planned
          </th>
          <th scope="col" className={classes.right}>
            Posted
          </th>
          <th scope="col">
            <span className="unseen">Note</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {detail.months.map((month, position) => (
          <tr key={month}>
            <th scope="row">{shortMonth(month)}</th>
            {quantities && <td className={classes.right}>{formatAmount(quantities.quantities[position] ?? "")}</td>}
            <td className={classes.right}>{formatAmount(detail.amounts[position] ?? "", { decimals })}</td>
            <td className={classes.right}>
              {actual === null ? "rate missing" : posted(actual[position] ?? "", detail.base_currency)}
            </td>
            <td className={classes.changed}>{detail.changed.includes(month) ? "changed by hand" : ""}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Year</th>
          {quantities && <td />}
          <td className={classes.right}>{formatAmount(detail.total, { decimals })}</td>
          <td />
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function posted(amount: string, currency: string): string {
  return signOf(amount) === 0 ? "–" : formatAmount(amount, { decimals: currencyDecimals(currency) });
}
