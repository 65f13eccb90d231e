// What the rules would match of what has no line yet, before it is done.
import { Button } from "@mantine/core";
import { useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { Period, RuleMatches } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { currencyDecimals, formatAmount, formatCount, plural } from "../kit/number";
import { Refusal } from "../kit/parts";
import { Table } from "../kit/Table";
import forms from "../settings/settings.module.css";
import { useBook } from "../shell/book";
import { useDone } from "../shell/undo";
import classes from "./actuals.module.css";
import { PeriodPicker } from "./PeriodPicker";

export function ApplyDialog({ onClose }: { onClose: () => void }) {
  const book = useBook();
  const { currency } = book.settings;
  const [period, setPeriod] = useState<Period | null>(null);
  const [refused, setRefused] = useState<CallError | null>(null);
  const { data: found, error } = useRead("rule.preview", { period }, { keep: true });
  const apply = useChange("rule.apply");
  const done = useDone();
  const run = async () => {
    setRefused(null);
    try {
      const { matched } = await apply.run({ period });
      onClose();
      done(`${plural(matched, "actual")} matched by rules.`);
    } catch (thrown) {
      setRefused(asCallError(thrown));
    }
  };
  const finding = !found
    ? "Apply rules"
    : found.matched === 0
      ? "No posting without a line meets a rule"
      : `${plural(found.rules.length, "rule matches", "rules match")} ${plural(found.matched, "posting")}`;
  return (
    <Dialog title={finding} size={640} onClose={onClose}>
      <Refusal error={error ?? refused} />
      <div className={classes.bar} style={{ margin: 0 }}>
        <PeriodPicker period={period} onPick={setPeriod} />
        <span className="soft">
          {found && `${plural(found.left, "posting stays", "postings stay")} unmatched`}
          {found && found.closed > 0 && `, ${formatCount(found.closed)} of them because their month is closed`}
        </span>
      </div>
      {found && found.rules.length > 0 && (
        <div className={classes.box}>
          <Table<RuleMatches>
            label="What each rule matches"
            columns={[
              { key: "name", title: "Rule", render: (row) => <b>{row.name}</b> },
              {
                key: "lines",
                title: "Goes to",
                width: "34%",
                render: (row) => row.lines.map(({ label }) => label).join(", "),
              },
              { key: "count", title: "Postings", width: 76, right: true, render: (row) => formatCount(row.count) },
              {
                key: "total",
                title: currency,
                width: 120,
                right: true,
                render: (row) =>
                  row.total === null ? "no rate" : formatAmount(row.total, { decimals: currencyDecimals(currency) }),
              },
            ]}
            count={found.rules.length}
            rowAt={(at) => found.rules[at]}
            keyOf={(row) => row.rule}
          />
        </div>
      )}
      <div className={forms.actions} style={{ marginTop: 12 }}>
        <Button variant="default" onClick={onClose}>
          {found?.matched === 0 ? "Close" : "Cancel"}
        </Button>
        {found?.matched !== 0 && (
          <Button loading={apply.busy} disabled={!found} onClick={() => void run()}>
            Match {found ? plural(found.matched, "posting") : ""}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
