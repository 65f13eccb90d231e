// Cells as spreadsheets put them on the clipboard: tab-separated text, and a table of HTML.
// Nothing is read into numbers here: "1.234,50" stays "1.234,50", and the core says what it means.

/** The cells of tab-separated text as Excel, Calc and Sheets write it: a cell with tabs, breaks or quotes is quoted. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let place = 0;
  while (place < text.length) {
    let cell: string;
    const quoted = text[place] === '"' ? readQuoted(text, place) : null;
    if (quoted) {
      cell = quoted.cell;
      place = quoted.end;
    } else {
      const end = nextBreak(text, place);
      cell = text.slice(place, end);
      place = end;
    }
    row.push(cell);
    if (text[place] === "\t") {
      place += 1;
      // A tab at the very end closes one cell and opens an empty one.
      if (place === text.length) row.push("");
    } else {
      rows.push(row);
      row = [];
      place += text.startsWith("\r\n", place) ? 2 : 1;
    }
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function nextBreak(text: string, from: number): number {
  for (let place = from; place < text.length; place += 1) {
    const sign = text[place];
    if (sign === "\t" || sign === "\n" || sign === "\r") return place;
  }
  return text.length;
}

/** null: the quote is not closed before a break, so it is a quote in plain text. */
function readQuoted(text: string, from: number): { cell: string; end: number } | null {
  let cell = "";
  let place = from + 1;
  while (place < text.length) {
    const quote = text.indexOf('"', place);
    if (quote < 0) return null;
    cell += text.slice(place, quote);
    if (text[quote + 1] === '"') {
      cell += '"';
      place = quote + 2;
      continue;
    }
    const end = quote + 1;
    const closes = end === text.length || text[end] === "\t" || text[end] === "\n" || text[end] === "\r";
    return closes ? { cell: cell.replaceAll("\r\n", "\n"), end } : null;
  }
  return null;
}

export function writeTsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\r\n");
}

/** The cells as a table: what mail and word processors take. */
export function writeHtml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<td>${escapeHtml(text).replaceAll("\n", "<br>")}</td>`;
  const body = rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("");
  return `<table><tbody>${body}</tbody></table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The cells of the first table in a piece of HTML; a cell over several columns fills the others with nothing. */
export function parseHtml(html: string): string[][] {
  // Parsed as a document of its own: no script of it runs and nothing of it is loaded.
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return [];
  return [...table.querySelectorAll("tr")].map((row) =>
    [...row.querySelectorAll("td, th")].flatMap((cell) => {
      for (const line of cell.querySelectorAll("br")) line.replaceWith("\n");
      const text = (cell.textContent ?? "").replaceAll("\u00a0", " ").trim();
      const span = Math.max(1, Math.min(200, Number(cell.getAttribute("colspan")) || 1));
      return [text, ...Array<string>(span - 1).fill("")];
    }),
  );
}

/** What was copied elsewhere, as tab-separated text: the text if it has any, else the table. */
export function pastedText(data: Pick<DataTransfer, "getData"> | null): string {
  const text = data?.getData("text/plain") ?? "";
  if (text !== "") return text;
  const html = data?.getData("text/html") ?? "";
  return html === "" ? "" : writeTsv(parseHtml(html));
}
