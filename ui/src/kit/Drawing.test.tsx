import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { Drawing as DrawingData, DrawingRect } from "../api.gen";
import { colorOf, Drawing, hatches } from "./Drawing";

const rect = (part: Partial<DrawingRect>): DrawingData["shapes"][number] => ({
  kind: "rect",
  x: 0,
  y: 0,
  width: 10,
  height: 20,
  fill: null,
  stroke: null,
  hatch: false,
  key: null,
  title: null,
  ...part,
});

const drawing: DrawingData = {
  width: 100,
  height: 50,
  title: "Spend is on budget",
  subtitle: "k USD",
  shapes: [
    rect({ fill: "actual" }),
    rect({ fill: "actual", hatch: true, stroke: "actual" }),
    rect({ key: "2026-07", title: "July <b>2026</b>" }),
    rect({ key: "2026-08", title: "August 2026" }),
    { kind: "text", x: 5, y: 6, text: "<script>", size: 11, weight: "semi_bold", color: "faint", anchor: "middle" },
    { kind: "line", x1: 0, y1: 0, x2: 1, y2: 1, color: "line", width: 1, dashed: true },
    {
      kind: "polygon",
      points: [
        [0, 0],
        [4, 0],
        [2, 3],
      ],
      fill: "bad",
      stroke: null,
      hatch: false,
      key: null,
      title: null,
    },
  ],
  table: { columns: ["Month"], rows: [["July"]] },
};

it("draws every shape in the colours of their meaning", () => {
  const svg = renderToStaticMarkup(<Drawing drawing={drawing} />);
  expect(svg).toContain('viewBox="0 0 100 50"');
  expect(svg).toContain('role="img"');
  expect(svg).toContain('aria-label="Spend is on budget. k USD"');
  expect(svg).toContain('fill="var(--actual)"');
  expect(svg).toContain('points="0,0 4,0 2,3"');
  expect(svg).toContain('stroke-dasharray="4 3"');
  expect(svg).toMatch(/fill="url\(#.*-actual\)"/);
  expect(hatches(drawing.shapes)).toEqual(["actual"]);
});

it("shows text as text", () => {
  const svg = renderToStaticMarkup(<Drawing drawing={drawing} />);
  expect(svg).toContain("&lt;script&gt;");
  expect(svg).toContain("<title>July &lt;b&gt;2026&lt;/b&gt;</title>");
});

it("makes keys reachable: one stop for Tab, the arrows go on from there", () => {
  const svg = renderToStaticMarkup(<Drawing drawing={drawing} onKey={() => {}} />);
  expect(svg).toContain('role="group"');
  expect(
    [...svg.matchAll(/role="link" tabindex="(-?\d)" data-key="([^"]+)"/g)].map(([, tab, key]) => [key, tab]),
  ).toEqual([
    ["2026-07", "0"],
    ["2026-08", "-1"],
  ]);
});

it("never writes text in a colour that is too light for it", () => {
  expect(colorOf("faint", true)).toBe("var(--faint-text)");
  expect(colorOf("good_weak")).toBe("var(--good-weak)");
});
