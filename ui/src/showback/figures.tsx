// Figures of a showback as they are read: thousands, a dash for nothing, differences in their colour.
import { formatAmount, signOf } from "../kit/number";
import { toneClass } from "../kit/parts";

export const UNIT = "thousand";

/** "1,250.5"; a dash where there is nothing. */
export const thousands = (amount: string, decimals = 1): string =>
  formatAmount(amount, { unit: UNIT, decimals, zero: "dash" });

const TONE = { [-1]: "bad", 0: "neutral", 1: "good" } as const;

/** A difference: plus is favourable and green, minus unfavourable and red. */
export function Difference({ amount, decimals = 1 }: { amount: string; decimals?: number }) {
  const text = formatAmount(amount, { unit: UNIT, decimals, sign: "always", zero: "dash" });
  // What is shown as nothing is neither good nor bad.
  return <span className={toneClass(text === "–" ? "neutral" : TONE[signOf(amount)])}>{text}</span>;
}
