// The rules by which postings find their line: tried from the top, the first one whose conditions are all met wins.
import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { call, useChange, useRead } from "../api";
import type { LearnedRule, RuleDraft, RuleRow } from "../api.gen";
import { formatAmount, formatCount } from "../kit/number";
import { EmptyState, Pill, Refusal } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import settings from "../settings/settings.module.css";
import { useBook } from "../shell/book";
import { go, setParameters, usePlace } from "../shell/location";
import { sayError } from "../shell/undo";
import { ApplyDialog } from "./ApplyDialog";
import classes from "./actuals.module.css";
import { Part } from "./Part";
import { NEW_RULE, RuleDialog } from "./RuleDialog";

/** What a rule asks for, in a line. */
export function conditionsOf({ rule, vendor }: RuleRow): string {
  const from = rule.amount_from === null ? "" : `from ${formatAmount(rule.amount_from)}`;
  const to = rule.amount_to === null ? "" : `to ${formatAmount(rule.amount_to)}`;
  return [
    vendor,
    rule.text && `text has ${rule.text}`,
    rule.account && `account ${rule.account}`,
    rule.cost_centre && `cost centre ${rule.cost_centre}`,
    [from, to].filter(Boolean).join(" "),
  ]
    .filter(Boolean)
    .join(" · ");
}

const linesOf = ({ lines }: RuleRow): string =>
  lines.length === 1 ? (lines[0]?.label ?? "") : lines.map(({ label, percent }) => `${label} ${percent} %`).join(", ");

export function Rules() {
  const book = useBook();
  const list = useRead("rule.list", null);
  const place = useChange("rule.place");
  const [editing, setEditing] = useState<{ draft: RuleDraft; learned?: LearnedRule } | null>(null);
  const [applying, setApplying] = useState(false);
  const frozen = book.read_only !== null;
  const rows = list.data;
  const { parameters } = usePlace();
  const linked = parameters.get("id");
  const learn = parameters.get("learn");
  useEffect(() => {
    if (learn) {
      setParameters({ learn: null });
      const actuals = learn.split(",").map(Number);
      call("rule.learn", { actuals })
        .then((learned) => setEditing({ draft: learned.rule, learned }))
        .catch(sayError);
    }
    const row = linked ? rows?.find((one) => String(one.id) === linked) : undefined;
    if (row) {
      setParameters({ id: null });
      setEditing({ draft: row.rule });
    }
  }, [learn, linked, rows]);

  const move = (row: RuleRow, to: number) => void place.run({ id: row.id, to }).catch(sayError);
  const columns: Column<RuleRow>[] = [
    {
      key: "order",
      title: "Order",
      width: 88,
      render: (row) => {
        const at = rows?.indexOf(row) ?? 0;
        return (
          <span className={classes.order}>
            <span>{at + 1}</span>
            <ActionIcon
              variant="subtle"
              size={24}
              aria-label={`Try ${row.rule.name} earlier`}
              disabled={frozen || at === 0}
              onClick={() => move(row, at - 1)}
            >
              <IconArrowUp size={13} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              size={24}
              aria-label={`Try ${row.rule.name} later`}
              disabled={frozen || at + 1 === rows?.length}
              onClick={() => move(row, at + 1)}
            >
              <IconArrowDown size={13} />
            </ActionIcon>
          </span>
        );
      },
    },
    {
      key: "name",
      title: "Rule",
      width: "26%",
      render: (row) => <OpenButton onClick={() => setEditing({ draft: row.rule })}>{row.rule.name}</OpenButton>,
    },
    { key: "when", title: "Where", render: (row) => <span title={conditionsOf(row)}>{conditionsOf(row)}</span> },
    { key: "line", title: "Goes to", width: "24%", render: (row) => <span title={linesOf(row)}>{linesOf(row)}</span> },
    {
      key: "source",
      title: "Came by",
      rare: true,
      width: 84,
      render: (row) => <Pill>{row.rule.source === "learned" ? "Learned" : "Typed"}</Pill>,
    },
    {
      key: "matched",
      title: "Matched",
      width: 84,
      right: true,
      render: (row) =>
        row.matched === 0 ? (
          <span className="soft">–</span>
        ) : (
          <a href={`#/actuals?rule=${row.id}`}>{formatCount(row.matched)}</a>
        ),
    },
  ];
  const add = (
    <Button disabled={frozen} onClick={() => setEditing({ draft: NEW_RULE })}>
      New rule
    </Button>
  );
  return (
    <Part
      id="rules"
      tools={
        <>
          <Button variant="default" disabled={frozen || !rows?.length} onClick={() => setApplying(true)}>
            Apply rules…
          </Button>
          {add}
        </>
      }
    >
      <Refusal error={list.error} />
      {rows && rows.length > 0 && (
        <>
          <div className={settings.bar}>
            <p>
              Tried from the top on postings without a line; the first rule that is met wins. What you match by hand
              stays as it is.
            </p>
          </div>
          <Table
            label="Rules"
            columns={columns}
            count={rows.length}
            rowAt={(at) => rows[at]}
            keyOf={(row) => row.id}
            onRow={(row) => setEditing({ draft: row.rule })}
            fill
          />
        </>
      )}
      {rows?.length === 0 && (
        <EmptyState
          title="Let postings find their line"
          text="A rule gives postings of a vendor, with certain words, of an account or of an amount to a budget line. Match a few by hand and make a rule of them, or write one. New imports are matched at once."
        >
          {add}
          <Button variant="default" onClick={() => go("actuals?state=unmatched")}>
            Show what is unmatched
          </Button>
        </EmptyState>
      )}
      {editing && (
        <RuleDialog
          start={editing.draft}
          learned={editing.learned}
          lines={rows?.find((row) => row.id === editing.draft.id)?.lines}
          onClose={(saved) => {
            setEditing(null);
            if (saved) setApplying(true);
          }}
        />
      )}
      {applying && <ApplyDialog onClose={() => setApplying(false)} />}
    </Part>
  );
}
