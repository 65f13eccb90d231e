// What leaves the book as a file: the budget as PDF or spreadsheet, actuals and history as spreadsheets.
import { type Chosen, call, choose, openFile, type Purpose, showFile } from "../api";
import type {
  ActualQuery,
  ExplainAsked,
  ExportFillIn,
  ExportForecast,
  ExportRating,
  ShowbackJob,
  VarianceQuery,
  Written,
} from "../api.gen";
import { currentLocale } from "../kit/number";
import { toast } from "../kit/toast";
import type { Id } from "../words";
import { sayError } from "./undo";

type Format = "xlsx" | "csv";

/** Letter where the country uses it, else A4. */
export function paper(locale: string = currentLocale()): "a4" | "letter" {
  const region = /[-_]([A-Z]{2})\b/.exec(locale)?.[1] ?? (locale === "en" ? "US" : "");
  return ["US", "CA", "MX", "CL", "CO", "CR", "GT", "PA", "PH", "PR", "SV", "VE"].includes(region) ? "letter" : "a4";
}

/** A name without the signs that a file's name cannot have on one system or another. */
export const fileName = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();

/** Asks where to, writes, and offers the file; whether it was written. */
async function hand(purpose: Purpose, name: string, write: (file: string) => Promise<Written>): Promise<boolean> {
  try {
    const file: Chosen | null = await choose(purpose, fileName(name));
    if (!file) return false;
    const written = await write(file.token);
    const show = showFile();
    toast({
      message: written.note ? `${file.name} is written. ${written.note}` : `${file.name} is written.`,
      actions: [
        { label: "Open", run: () => void openFile(file).catch(sayError) },
        ...(show ? [{ label: "Show in folder", run: () => void show(file).catch(sayError) }] : []),
      ],
    });
    return true;
  } catch (thrown) {
    sayError(thrown);
    return false;
  }
}

export const printBudget = (plan: Id, compare: Id | null, name: string): Promise<boolean> =>
  hand("save_pdf", name, (file) => call("report.budget", { plan, compare, paper: paper(), file }));

/** Who bears what with all statements, or the statement of one department. */
export const printShowback = (asked: Omit<ShowbackJob, "paper" | "file">, name: string): Promise<boolean> =>
  hand("save_pdf", name, (file) => call("report.showback", { ...asked, paper: paper(), file }));

export const exportBudget = (plan: Id, format: Format, name: string): Promise<boolean> =>
  hand(`save_${format}`, name, (file) => call("export.budget", { plan, format, file }));

export const exportActuals = (query: ActualQuery | null, format: Format, name = "Actuals"): Promise<boolean> =>
  hand(`save_${format}`, name, (file) => call("export.actuals", { format, file, query }));

/** A forecast, line by line as it is shown. */
export const exportForecast = (asked: Omit<ExportForecast, "file">, name: string): Promise<boolean> =>
  hand(`save_${asked.format}`, name, (file) => call("export.forecast", { ...asked, file }));

export const exportVariance = (query: VarianceQuery, format: Format): Promise<boolean> =>
  hand(`save_${format}`, `Variance ${query.period ?? ""}`.trim(), (file) =>
    call("export.variance", { query, format, file }),
  );

export const exportHistory = (format: Format): Promise<boolean> =>
  hand(`save_${format}`, "History", (file) => call("export.history", { format, file }));

/** A budget that its department fills in without Outlay. */
export const exportFillIn = (asked: Omit<ExportFillIn, "file">, name: string): Promise<boolean> =>
  hand("save_xlsx", name, (file) => call("export.fill_in", { ...asked, file }));

/** A workbook in which somebody rates vendors without Outlay. */
export const exportRating = (asked: Omit<ExportRating, "file">, name: string): Promise<boolean> =>
  hand("save_xlsx", name, (file) => call("export.rating", { ...asked, file }));

/** Where a figure comes from, on paper. */
export const printExplanation = (asked: ExplainAsked, title: string): Promise<boolean> =>
  hand("save_pdf", title, (file) => call("explain.print", { asked, paper: paper(), file }));

/** A copy of a document of the book. */
export const saveDocument = (id: Id, title: string): Promise<boolean> =>
  hand("save_copy", title, (file) => call("document.save", { id, file }));
