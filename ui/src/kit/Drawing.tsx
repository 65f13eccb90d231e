// A chart: the shapes of a Drawing as SVG. The same shapes are printed, so nothing is decided here but how they are touched.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import type {
  DrawingAnchor,
  DrawingColor,
  Drawing as DrawingData,
  DrawingPolygon,
  DrawingRect,
  DrawingTable,
  DrawingWeight,
  Shape,
} from "../api.gen";
import { useBareKey } from "../shell/keys";
import classes from "./drawing.module.css";
import { inMarks } from "./number";
import { Card } from "./parts";

/** The token of a colour, as CSS. */
export function colorOf(color: DrawingColor, asText = false): string {
  if (asText && color === "faint") return "var(--faint-text)";
  return `var(--${color.replace("_", "-")})`;
}

const ANCHORS: Record<DrawingAnchor, "start" | "middle" | "end"> = { start: "start", middle: "middle", end: "end" };
const WEIGHTS: Record<DrawingWeight, number> = { regular: 400, medium: 500, semi_bold: 600, bold: 700 };

/** The colours that are hatched in a drawing: each needs a pattern of its own. */
export function hatches(shapes: readonly Shape[]): DrawingColor[] {
  const found = new Set<DrawingColor>();
  for (const shape of shapes) {
    if ((shape.kind === "rect" || shape.kind === "polygon") && shape.hatch && shape.fill) found.add(shape.fill);
  }
  return [...found];
}

export interface ChartProps {
  drawing: DrawingData;
  /** What a click on a key opens. */
  onKey?: (key: string) => void;
}

/** A chart in its card: the finding, what is shown, and the figures behind it one key (T) away. */
export function Chart({ drawing, onKey }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const label = asTable ? "Show the chart (T)" : "Show the figures as a table (T)";
  useBareKey("t", () => setAsTable(!asTable));
  return (
    <Card
      title={inMarks(drawing.title)}
      note={drawing.subtitle}
      tools={
        <Tooltip label={label} position="left">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={label}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <IconChartBar size={17} /> : <IconTable size={17} />}
          </ActionIcon>
        </Tooltip>
      }
    >
      {asTable ? (
        <Figures table={drawing.table} label={inMarks(drawing.title)} />
      ) : (
        <Drawing drawing={drawing} onKey={onKey} />
      )}
    </Card>
  );
}

/** The shapes alone. */
export function Drawing({ drawing, onKey }: ChartProps) {
  const id = useId();
  const svg = useRef<SVGSVGElement>(null);
  const grow = useTextGrowth(svg, drawing.width);
  const hatch = (color: DrawingColor) => `${id}-${color}`;
  const keyed = onKey ? drawing.shapes.filter((shape) => "key" in shape && shape.key) : [];
  const move = (event: React.KeyboardEvent<SVGSVGElement>) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    const all = [...event.currentTarget.querySelectorAll<SVGElement>("[data-key]")];
    const next = all[all.indexOf(document.activeElement as SVGElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <svg
      ref={svg}
      className={classes.drawing}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role={keyed.length > 0 ? "group" : "img"}
      aria-label={`${inMarks(drawing.title)}. ${drawing.subtitle}`}
      onKeyDown={move}
    >
      <defs>
        {hatches(drawing.shapes).map((color) => (
          <pattern
            key={color}
            id={hatch(color)}
            patternUnits="userSpaceOnUse"
            width="4.6"
            height="4.6"
            patternTransform="rotate(45)"
          >
            <rect width="4.6" height="4.6" fill="var(--card)" />
            <rect width="2.3" height="4.6" fill={colorOf(color)} />
          </pattern>
        ))}
      </defs>
      {drawing.shapes.map((shape, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no name but their place in the drawing
        <OneShape key={at} shape={shape} hatch={hatch} grow={grow} onKey={onKey} first={shape === keyed[0]} />
      ))}
    </svg>
  );
}

/** A narrow window shrinks a drawing; its texts shrink less, so that they can still be read. */
function useTextGrowth(svg: React.RefObject<SVGSVGElement | null>, width: number): number {
  const [grow, setGrow] = useState(1);
  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const shown = element.clientWidth;
      if (shown > 0) setGrow(Math.min(1.4, Math.max(1, width / shown)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [svg, width]);
  return grow;
}

interface ShapeProps {
  shape: Shape;
  hatch: (color: DrawingColor) => string;
  grow: number;
  onKey?: (key: string) => void;
  first: boolean;
}

function OneShape({ shape, hatch, grow, onKey, first }: ShapeProps) {
  switch (shape.kind) {
    case "line":
      return (
        <line
          x1={shape.x1}
          y1={shape.y1}
          x2={shape.x2}
          y2={shape.y2}
          stroke={colorOf(shape.color)}
          strokeWidth={shape.width}
          strokeDasharray={shape.dashed ? "4 3" : undefined}
        />
      );
    case "text":
      return (
        <text
          x={shape.x}
          y={shape.y}
          fontSize={shape.size * grow}
          fontWeight={WEIGHTS[shape.weight]}
          fill={colorOf(shape.color, true)}
          textAnchor={ANCHORS[shape.anchor]}
        >
          {inMarks(shape.text)}
        </text>
      );
    case "rect":
      return (
        <Touchable shape={shape} onKey={onKey} first={first}>
          <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} {...paint(shape, hatch)} />
        </Touchable>
      );
    case "polygon":
      return (
        <Touchable shape={shape} onKey={onKey} first={first}>
          <polygon points={shape.points.map((point) => point.join(",")).join(" ")} {...paint(shape, hatch)} />
        </Touchable>
      );
  }
}

function paint({ fill, stroke, hatch: hatched, key, title }: DrawingRect | DrawingPolygon, hatch: ShapeProps["hatch"]) {
  return {
    fill: fill ? (hatched ? `url(#${hatch(fill)})` : colorOf(fill)) : "none",
    stroke: stroke ? colorOf(stroke) : "none",
    // An area without paint is still there for the pointer.
    pointerEvents: key || title ? ("all" as const) : undefined,
  };
}

/** What has a key can be clicked and reached with the arrows; what has a title says it under the pointer. */
function Touchable(props: {
  shape: DrawingRect | DrawingPolygon;
  onKey?: (key: string) => void;
  first: boolean;
  children: React.ReactNode;
}) {
  const { key } = props.shape;
  const title = props.shape.title && inMarks(props.shape.title);
  const open = props.onKey;
  const hint = title ? <title>{title}</title> : null;
  if (!key || !open) {
    return title ? (
      <g>
        {hint}
        {props.children}
      </g>
    ) : (
      props.children
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a shape inside a drawing is no HTML link
    <g
      className={classes.key}
      role="link"
      tabIndex={props.first ? 0 : -1}
      data-key={key}
      aria-label={title ?? key}
      onClick={() => open(key)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        open(key);
      }}
    >
      {hint}
      {props.children}
    </g>
  );
}

function Figures({ table, label }: { table: DrawingTable; label: string }) {
  return (
    <table className={classes.figures} aria-label={label}>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, at) =>
              at === 0 ? (
                <th key={table.columns[at]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={table.columns[at]}>{inMarks(cell)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
