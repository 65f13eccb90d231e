// Days, months and moments as they are read: the same everywhere on screen and paper, with the month in words.
import type { Month, Period, Settings } from "../api.gen";
import type { IsoDate } from "../words";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "22 Nov 2026". */
export function formatDate(date: IsoDate): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (!found) return date;
  return `${Number(found[3])} ${MONTHS[Number(found[2]) - 1]} ${found[1]}`;
}

/** "November 2026". */
export function formatMonth(month: Month): string {
  const found = /^(\d{4})-(\d{2})$/.exec(month);
  return found ? `${MONTH_NAMES[Number(found[2]) - 1]} ${found[1]}` : month;
}

/** "Nov 26", for the head of a column. */
export function shortMonth(month: Month): string {
  const found = /^(\d{4})-(\d{2})$/.exec(month);
  return found ? `${MONTHS[Number(found[2]) - 1]} ${found[1]?.slice(2)}` : month;
}

/** "22 Nov 2026, 14:05", from a moment in local time. */
export function formatMoment(moment: string): string {
  const time = /T(\d{2}:\d{2})/.exec(moment)?.[1];
  return time ? `${formatDate(moment)}, ${time}` : formatDate(moment);
}

/** The time of a moment: "14:05". */
export function formatTime(moment: string): string {
  return /T(\d{2}:\d{2})/.exec(moment)?.[1] ?? "";
}

/** The month of a day. */
export function monthOf(date: IsoDate): Month {
  return date.slice(0, 7);
}

/** The last day of a month. */
export function lastDay(month: Month): IsoDate {
  const [year = 0, at = 1] = month.split("-").map(Number);
  return `${month}-${new Date(Date.UTC(year, at, 0)).getUTCDate()}`;
}

/** The month a number of months later. */
export function addMonths(month: Month, count: number): Month {
  const [year = 0, at = 1] = month.split("-").map(Number);
  const months = year * 12 + at - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** The twelve months from a first one. */
export function yearOfMonths(first: Month): Month[] {
  return Array.from({ length: 12 }, (_, at) => addMonths(first, at));
}

/** The first month of a fiscal year, as the book counts and names them. */
export function firstMonth(year: number, settings: Pick<Settings, "fiscal_start" | "fiscal_name">): Month {
  const { fiscal_start, fiscal_name } = settings;
  const begins = fiscal_name === "end" && fiscal_start > 1 ? year - 1 : year;
  return `${String(begins).padStart(4, "0")}-${String(fiscal_start).padStart(2, "0")}`;
}

/** The first month of the fiscal year that a month is in. */
export function yearStart(month: Month, fiscalStart: number): Month {
  const at = Number(month.slice(5));
  return addMonths(month, -((at - fiscalStart + 12) % 12));
}

/** The fiscal year that a month is in, by the name the book gives it. */
export function fiscalYear(month: Month, settings: Pick<Settings, "fiscal_start" | "fiscal_name">): number {
  const begins = Number(yearStart(month, settings.fiscal_start).slice(0, 4));
  return settings.fiscal_name === "end" && settings.fiscal_start > 1 ? begins + 1 : begins;
}

/** A period in words: "FY2027", "Q2 FY2027", "November 2026", "to 30 Nov 2026". */
export function formatPeriod(period: Period): string {
  const quarter = /^(FY\d+)-(Q\d)$/.exec(period);
  if (quarter) return `${quarter[2]} ${quarter[1]}`;
  if (/^\d{4}-\d{2}$/.test(period)) return formatMonth(period);
  return /^\d{4}-\d{2}-\d{2}$/.test(period) ? `to ${formatDate(period)}` : period;
}
