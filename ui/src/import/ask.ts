// What a workbook that is sent out is called, and what it asks for at first.

export const SCALES = ["3", "4", "5", "6", "10"];

/** The quarter that has ended last on a day: 2026-11-22 is in the fourth, so 2026-Q3. */
export function quarterBefore(day: string): string {
  const [year, month] = day.split("-").map(Number);
  if (!year || !month) return "";
  const quarter = Math.ceil(month / 3) - 1;
  return quarter === 0 ? `${year - 1}-Q4` : `${year}-Q${quarter}`;
}

export const budgetName = (plan: string, department: string): string =>
  [plan, department, "to fill in"].filter(Boolean).join(" ");

export const ratingName = (period: string, rater: string): string =>
  ["Rating", period.trim(), rater.trim()].filter(Boolean).join(" ");
