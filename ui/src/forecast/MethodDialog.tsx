// By which method lines are forecast: what each would make of the year, and how near it would have been.
import { Button, Radio } from "@mantine/core";
import { useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { ForecastChoice, ForecastLine, ForecastOffer, ForecastRow, Plan } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatMonth } from "../kit/date";
import { currencyDecimals, formatAmount, inMarks, plural } from "../kit/number";
import { Pill, Refusal } from "../kit/parts";
import { useDone } from "../shell/undo";
import classes from "./forecast.module.css";

export const keyOf = (choice: ForecastChoice): string => `${choice.method}/${choice.last ?? ""}`;

interface MethodDialogProps {
  plan: Plan;
  lines: readonly ForecastRow[];
  readOnly: string | null;
  onClose: () => void;
}

export function MethodDialog({ plan, lines, readOnly, onClose }: MethodDialogProps) {
  const first = lines[0];
  const known = useRead("forecast.line", { plan: plan.id, line: first?.line ?? 0 }, { enabled: first !== undefined });
  const title =
    lines.length === 1 ? `How “${first?.label}” is forecast` : `How ${plural(lines.length, "line")} are forecast`;
  // The dialog opens with its methods, so that the focus finds the one in use.
  if (!known.data && !known.error) return null;
  return (
    <Dialog title={title} size={700} onClose={onClose}>
      <Refusal error={known.error} />
      {known.data && (
        <Offers
          key={known.data.line}
          line={known.data}
          plan={plan}
          lines={lines}
          readOnly={readOnly}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function Offers({ line, plan, lines, readOnly, onClose }: MethodDialogProps & { line: ForecastLine }) {
  const [picked, setPicked] = useState(line.chosen ? keyOf(line.choice) : "");
  const [error, setError] = useState<CallError | null>(null);
  const set = useChange("forecast.set_method");
  const done = useDone();
  const one = lines.length === 1;
  const choice = line.offers.find((offer) => keyOf(offer.choice) === picked)?.choice ?? null;
  const submit = async () => {
    try {
      const changed = await set.run({ plan: plan.id, lines: lines.map((row) => ({ line: row.line ?? 0, choice })) });
      onClose();
      done(
        changed.lines === 0 ? "Nothing changed by that." : `${plural(changed.lines, "line")} of ${plan.name} changed.`,
      );
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Refusal error={error} />
      {readOnly && <p className={classes.facts}>{readOnly}</p>}
      <Radio.Group value={picked} onChange={setPicked} aria-label="Method">
        <table className={classes.offers}>
          <thead>
            <tr>
              <th scope="col">Method</th>
              {one && (
                <>
                  <th scope="col" className={classes.right}>
                    Full year, {line.currency}
                  </th>
                  <th scope="col" className={classes.right}>
                    Low to high
                  </th>
                  <th scope="col" className={classes.right}>
                    {line.held_back > 0 ? `Off in the last ${plural(line.held_back, "month")}` : "Off"}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            <tr data-chosen={picked === "" || undefined}>
              <td colSpan={one ? 4 : 1}>
                <Radio
                  value=""
                  size="xs"
                  styles={LABEL}
                  data-autofocus={picked === "" || undefined}
                  disabled={readOnly !== null}
                  label={one ? `Default of its category: ${line.default_method}` : "Default of the category"}
                />
              </td>
            </tr>
            {line.offers.map((offer) => (
              <OfferRow
                key={keyOf(offer.choice)}
                offer={offer}
                line={line}
                one={one}
                picked={picked}
                locked={readOnly !== null}
              />
            ))}
          </tbody>
        </table>
      </Radio.Group>
      {one && line.manual.length > 0 && (
        <p className={classes.facts} style={{ margin: "10px 0 0" }}>
          Typed by hand and kept by every method: {line.manual.map(formatMonth).join(", ")}.
        </p>
      )}
      {one && line.steps.length > 0 && (
        <ul className={classes.steps} aria-label="How the forecast was computed">
          {line.steps.map((step) => (
            <li key={step}>{figuresInMarks(step)}</li>
          ))}
        </ul>
      )}
      <div className={classes.actions}>
        <span />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={readOnly !== null} loading={set.busy}>
          Forecast by it
        </Button>
      </div>
    </form>
  );
}

/** The figures of a step as they are written elsewhere. */
const figuresInMarks = (step: string): string =>
  step.replace(/-?\d{4,}(\.\d+)?|-?\d+\.\d+/g, (text) => formatAmount(text));

const LABEL = { label: { fontSize: 13 } };

interface OfferProps {
  offer: ForecastOffer;
  line: ForecastLine;
  one: boolean;
  picked: string;
  locked: boolean;
}

function OfferRow({ offer, line, one, picked, locked }: OfferProps) {
  const key = keyOf(offer.choice);
  const figure = (amount: string) => formatAmount(amount, { decimals: currencyDecimals(line.currency) });
  const radio = (
    <Radio
      value={key}
      size="xs"
      styles={LABEL}
      label={offer.method}
      data-autofocus={picked === key || undefined}
      disabled={locked || (one && offer.lacks !== null)}
    />
  );
  if (!one) {
    return (
      <tr data-chosen={picked === key || undefined}>
        <td>{radio}</td>
      </tr>
    );
  }
  return (
    <tr data-chosen={picked === key || undefined}>
      <td>{radio}</td>
      {offer.lacks !== null ? (
        <td colSpan={3} className={classes.lacks}>
          {offer.lacks}
        </td>
      ) : (
        <>
          <td className={classes.right}>{offer.total !== null && figure(offer.total)}</td>
          <td className={classes.right}>
            {offer.low !== null && offer.high !== null ? `${figure(offer.low)} – ${figure(offer.high)}` : "–"}
          </td>
          <td className={classes.right}>
            {offer.best && (
              <>
                <Pill tone="good">nearest</Pill>{" "}
              </>
            )}
            {offer.off === null ? "–" : inMarks(offer.off)}
          </td>
        </>
      )}
    </tr>
  );
}
