// What stands over the steps: a mapping that was used before, and what the file leaves open, each a click away from
// being settled.
import { Button } from "@mantine/core";
import type { ImportGiven, ImportKind, ImportMapping, ImportQuestion } from "../api.gen";
import { formatDate } from "../kit/date";
import classes from "./import.module.css";
import { KINDS } from "./words";

export function Remembered(props: { mapping: ImportMapping; onUse: () => void; onDecline: () => void }) {
  const { mapping, onUse, onDecline } = props;
  return (
    <section className={classes.before} aria-label="A mapping used before">
      <span>
        Files like this were last read on {formatDate(mapping.at)} (<b>{mapping.file_name}</b>), with settings of your
        own.
      </span>
      <Button size="compact-sm" onClick={onUse}>
        Use that mapping
      </Button>
      <Button size="compact-sm" variant="default" onClick={onDecline}>
        Not this time
      </Button>
    </section>
  );
}

/** Where the columns do not tell what a file is. */
export function WhatKind({ onAnswer }: { onAnswer: (kind: ImportKind) => void }) {
  return (
    <section className={classes.questions} aria-label="What this file is">
      {/* biome-ignore lint/a11y/useSemanticElements: buttons, and no fields of a form */}
      <div role="group" aria-label="What is this file?">
        <span>What is this file? Its columns do not tell.</span>
        <div className={classes.answers}>
          {(Object.keys(KINDS) as ImportKind[]).map((kind) => (
            <Button key={kind} size="compact-sm" variant="default" onClick={() => onAnswer(kind)}>
              {KINDS[kind]}
            </Button>
          ))}
        </div>
      </div>
    </section>
  );
}

export interface QuestionsProps {
  questions: readonly ImportQuestion[];
  onAnswer: (gives: ImportGiven) => void;
}

export function Questions({ questions, onAnswer }: QuestionsProps) {
  if (questions.length === 0) return null;
  return (
    <section className={classes.questions} aria-label="What the file leaves open">
      {questions.map(({ sentence, answers }) => (
        // biome-ignore lint/a11y/useSemanticElements: buttons, and no fields of a form
        <div key={sentence} role="group" aria-label={sentence}>
          <span>{sentence}</span>
          <div className={classes.answers}>
            {answers.map(({ label, gives, assumed }) => (
              <Button key={label} size="compact-sm" variant="default" onClick={() => onAnswer(gives)}>
                {assumed ? `${label} (as read)` : label}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}
