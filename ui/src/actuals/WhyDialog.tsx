// Why an actual belongs to its line: who chose it, the import that named it, or the rule with each condition it met.
import { Button } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useRead } from "../api";
import type { ActualPart, RuleCondition } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatDate } from "../kit/date";
import { currencyDecimals, formatAmount } from "../kit/number";
import { Refusal } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import forms from "../settings/settings.module.css";
import { go } from "../shell/location";
import type { Id } from "../words";
import classes from "./actuals.module.css";

const FIELDS: Record<string, string> = {
  vendor: "Vendor",
  text: "Text has",
  account: "Account",
  cost_centre: "Cost centre",
  amount: "Amount",
};

const CONDITIONS: Column<RuleCondition>[] = [
  { key: "field", title: "Condition", width: 96, render: ({ field }) => FIELDS[field] ?? field },
  { key: "wanted", title: "The rule asks for", width: "32%", render: ({ wanted }) => <b>{wanted}</b> },
  { key: "found", title: "The actual has", render: ({ found }) => <span title={found}>{found || "nothing"}</span> },
  {
    key: "met",
    title: "Met",
    width: 56,
    render: ({ met }) =>
      met ? (
        <IconCheck size={14} aria-label="Met" color="var(--good)" />
      ) : (
        <IconX size={14} aria-label="Not met" color="var(--bad)" />
      ),
  },
];

export function WhyDialog({ id, onClose }: { id: Id; onClose: () => void }) {
  const { data: why, error } = useRead("actual.why", { id });
  const row = why?.row;
  const decimals = currencyDecimals(row?.currency ?? "");
  return (
    <Dialog
      title={why?.reason === "unmatched" ? "Why has this no line?" : "Why this line?"}
      size={620}
      onClose={onClose}
    >
      <Refusal error={error} />
      {why && row && (
        <>
          <p className={classes.facts}>
            {[formatDate(row.date), row.vendor, row.text].filter(Boolean).join(" · ")} ·{" "}
            {formatAmount(row.amount, { decimals })} {row.currency}
          </p>
          <p className={classes.lead}>{why.sentence}</p>
          {why.conditions.length > 0 && (
            <Table
              label="Conditions of the rule"
              columns={CONDITIONS}
              count={why.conditions.length}
              rowAt={(at) => why.conditions[at]}
              keyOf={({ field }) => field}
            />
          )}
          {why.parts.length > 0 && (
            <Table<ActualPart>
              label="What belongs to which line"
              columns={[
                { key: "line", title: "Budget line", render: (part) => part.label },
                {
                  key: "amount",
                  title: `Amount in ${row.currency}`,
                  width: 150,
                  right: true,
                  render: (part) => formatAmount(part.amount, { decimals }),
                },
              ]}
              count={why.parts.length}
              rowAt={(at) => why.parts[at]}
              keyOf={(part) => part.line}
            />
          )}
          <div className={forms.actions} style={{ marginTop: 12 }}>
            {why.rule !== null && (
              <Button variant="default" onClick={() => go(`actuals?section=rules&id=${why.rule}`)}>
                Open the rule
              </Button>
            )}
            <Button onClick={onClose}>Close</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
