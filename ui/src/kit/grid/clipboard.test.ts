// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { parseHtml, parseTsv, pastedText, writeHtml, writeTsv } from "./clipboard";

describe("tab-separated text", () => {
  const rows: [string, string, string[][]][] = [
    [
      "a block of Excel",
      "1\t2\r\n3\t4\r\n",
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["one cell", "12", [["12"]]],
    ["nothing", "", []],
    [
      "empty cells",
      "\t\n1\t\t",
      [
        ["", ""],
        ["1", "", ""],
      ],
    ],
    ["an empty row", "1\n\n2", [["1"], [""], ["2"]]],
    ["German decimals", "1.234,50\t-0,5\n", [["1.234,50", "-0,5"]]],
    ["quotes", '"a ""b"" c"\tx', [['a "b" c', "x"]]],
    [
      "a break and a tab inside a cell",
      '"a\r\nb"\t"c\td"\r\n1\t2',
      [
        ["a\nb", "c\td"],
        ["1", "2"],
      ],
    ],
    ["an inch mark", '24" monitor\t"Big" one', [['24" monitor', '"Big" one']]],
    ["a quote that never ends", '"a\tb\nc', [['"a', "b"], ["c"]]],
    ["old Mac line ends", "1\r2", [["1"], ["2"]]],
  ];
  it.each(rows)("%s", (_, text, cells) => {
    expect(parseTsv(text)).toEqual(cells);
  });

  it("is written as it is read", () => {
    const cells = [
      ["1,5", 'a "b"'],
      ["c\nd", "e\tf"],
      ["", "x"],
    ];
    expect(writeTsv(cells)).toBe('1,5\t"a ""b"""\r\n"c\nd"\t"e\tf"\r\n\tx');
    expect(parseTsv(writeTsv(cells))).toEqual(cells);
  });
});

describe("a table of HTML", () => {
  it("is written with its text escaped", () => {
    expect(
      writeHtml([
        ["1", '<b> & "q"'],
        ["a\nb", ""],
      ]),
    ).toBe(
      "<table><tbody><tr><td>1</td><td>&lt;b&gt; &amp; &quot;q&quot;</td></tr><tr><td>a<br>b</td><td></td></tr></tbody></table>",
    );
  });

  it("is read as Excel and Calc write it", () => {
    const excel = `<html><head><style>td {color:red}</style></head><body><!--StartFragment-->
      <table border=0><col width=64><tr height=20><td align=right>1.234,50</td><td>A&amp;B</td></tr>
      <tr><td colspan=2>&nbsp;wide </td><td>x<br>y</td></tr></table><!--EndFragment--></body></html>`;
    expect(parseHtml(excel)).toEqual([
      ["1.234,50", "A&B"],
      ["wide", "", "x\ny"],
    ]);
  });

  it("holds no table", () => {
    expect(parseHtml("<p>12</p>")).toEqual([]);
  });
});

describe("what is pasted", () => {
  const data = (held: Record<string, string>) => ({ getData: (type: string) => held[type] ?? "" });

  it("is the text, else the table", () => {
    const html = "<table><tr><td>1</td><td>2</td></tr></table>";
    expect(pastedText(data({ "text/plain": "3\t4", "text/html": html }))).toBe("3\t4");
    expect(pastedText(data({ "text/html": html }))).toBe("1\t2");
    expect(pastedText(data({}))).toBe("");
    expect(pastedText(null)).toBe("");
  });
});
