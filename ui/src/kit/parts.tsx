// The small pieces every screen is made of: cards, figures, pills, empty screens, refusals.
import type { ReactNode } from "react";
import type { CallError } from "../api";
import type { Figure, Tone } from "../api.gen";
import classes from "./kit.module.css";
import { formatAmount, inMarks, UNIT_NAME, type Unit } from "./number";

/** A white card with what it found as its title and, under it, what is shown in which unit. */
export function Card(props: {
  title?: string;
  note?: string;
  tools?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) {
  return (
    <section className={classes.card} aria-label={props.title} style={props.flush ? { padding: 0 } : undefined}>
      {(props.title || props.tools) && (
        <div className={classes.cardHead} style={props.flush ? { padding: "14px 16px 0" } : undefined}>
          <div>
            {props.title && <h2 className={classes.title}>{props.title}</h2>}
            {props.note && <p className={classes.note}>{props.note}</p>}
          </div>
          {props.tools}
        </div>
      )}
      {props.children}
    </section>
  );
}

const TONES: Record<Tone, string> = {
  neutral: "",
  good: classes.good ?? "",
  bad: classes.bad ?? "",
  warn: classes.warn ?? "",
};

/** The class that colours a text by its meaning. */
export const toneClass = (tone: Tone): string => TONES[tone];

/** One large figure; a click goes to where it comes from. */
export function FigureCard(props: {
  figure: Figure;
  unit: Unit;
  signed?: boolean;
  /** What marks it as a figure that can be explained. */
  marks?: Record<string, string>;
}) {
  const { figure, unit, signed, marks } = props;
  const value =
    figure.value === null
      ? "–"
      : `${formatAmount(figure.value, { unit, decimals: 0, sign: signed ? "always" : "auto" })} ${UNIT_NAME[unit]}`.trim();
  return (
    <a className={classes.figure} href={`#/${figure.page}`} {...marks}>
      <span className={classes.figureLabel}>{figure.label}</span>
      <span className={`${classes.figureValue} ${toneClass(figure.tone)}`}>{value}</span>
      <span className={classes.figureNote}>{inMarks(figure.note)}</span>
    </a>
  );
}

/** A short word on a coloured ground. */
export function Pill({ tone, children }: { tone?: Tone | "accent"; children: ReactNode }) {
  return (
    <span className={classes.pill} data-tone={tone ?? "neutral"}>
      {children}
    </span>
  );
}

/** A screen without data: what it is for, and the next step. */
export function EmptyState({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className={classes.emptySteps}>{children}</div>
    </div>
  );
}

/** What the core refused, in its own words, with every problem that has no field of its own on this screen. */
export function Refusal({ error, fields }: { error: CallError | null; fields?: readonly string[] }) {
  if (!error) return null;
  const unseen = error.problems.filter((problem) => !fields?.includes(problem.field));
  // The message may say what the problems say.
  const others = unseen.filter((problem) => !error.message.includes(problem.message));
  if (error.problems.length > 0 && unseen.length === 0) return null;
  // A missing rate is added where the sentence says; the way there is a click.
  const asksForRate = [error.message, ...unseen.map((problem) => problem.message)].some((message) =>
    message.includes("Settings, Rates"),
  );
  return (
    <div className={classes.refusal} role="alert">
      {error.message}
      {others.length > 0 && (
        <ul>
          {others.map((problem) => (
            <li key={problem.field + problem.message}>{problem.message}</li>
          ))}
        </ul>
      )}
      {asksForRate && (
        <a className={classes.remedy} href="#/settings?section=rates">
          Add rates
        </a>
      )}
    </div>
  );
}

/** Something that needs a look before the figures can be trusted, such as a missing rate, and the way to mend it. */
export function Caution({ messages, children }: { messages: readonly string[]; children?: ReactNode }) {
  if (messages.length === 0) return null;
  return (
    <div className={classes.caution} role="note">
      <div>
        {messages.map((message) => (
          <div key={message}>{message}</div>
        ))}
      </div>
      {children}
    </div>
  );
}

/** What was found and decided, in sentences. */
export function Notes({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <ul className={classes.notes}>
      {messages.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}

/** The message at one field, for an input's `error`. */
export function problemAt(error: CallError | null, field: string): string | undefined {
  const found = error?.problems.filter((problem) => problem.field === field).map((problem) => problem.message);
  return found && found.length > 0 ? found.join(" ") : undefined;
}
