// The four steps of an import, each with what it found in a line; one of them is open.
import { IconAlertCircle, IconCheck, IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import type { Finding } from "./findings";
import classes from "./steps.module.css";
import { STEP_NAMES, STEPS, type Step } from "./words";

export interface StepsProps {
  at: Step;
  findings: Record<Step, Finding>;
  onStep: (step: Step) => void;
  children: ReactNode;
}

export function Steps({ at, findings, onStep, children }: StepsProps) {
  const id = useId();
  return (
    <ol className={classes.steps} aria-label="Steps of the import">
      {STEPS.map((step, index) => {
        const { text, open } = findings[step];
        const isOpen = step === at;
        return (
          <li key={step} aria-current={isOpen ? "step" : undefined} data-open={isOpen || undefined}>
            <h2>
              <button
                type="button"
                id={`${id}-${step}`}
                aria-expanded={isOpen}
                aria-controls={isOpen ? `${id}-panel` : undefined}
                onClick={() => onStep(step)}
              >
                <Mark number={index + 1} open={open} done={text !== "" && !open} />
                <span className={classes.stepText}>
                  <b>{STEP_NAMES[step]}</b>
                  <span title={text} data-open={open || undefined}>
                    {text || "\u00a0"}
                  </span>
                </span>
                {isOpen ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
              </button>
            </h2>
            {isOpen && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by the keyboard
              <section className={classes.panel} id={`${id}-panel`} aria-labelledby={`${id}-${step}`} tabIndex={0}>
                {children}
              </section>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Mark({ number, open, done }: { number: number; open: boolean; done: boolean }) {
  if (open) {
    return (
      <span className={classes.mark} data-tone="warn">
        <IconAlertCircle size={18} aria-label="Wants a decision" />
      </span>
    );
  }
  if (done) {
    return (
      <span className={classes.mark} data-tone="good">
        <IconCheck size={16} aria-label="Found" />
      </span>
    );
  }
  return <span className={classes.mark}>{number}</span>;
}
