// What changed: every step since the book was made, who made it, what stood there before and after, and the way back.
import { Button, Menu, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useRows } from "../api";
import type { Entry, JournalQuery, Topic } from "../api.gen";
import { formatDate, formatTime } from "../kit/date";
import { DateField } from "../kit/fields";
import { formatCount } from "../kit/number";
import { EmptyState, Pill, Refusal } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import { exportHistory } from "../shell/handover";
import { go, setParameters, usePlace } from "../shell/location";
import { Page } from "../shell/Page";
import classes from "./activity.module.css";
import { EntryDialog } from "./EntryDialog";

export const TOPICS: Record<Topic, string> = {
  book: "Book",
  settings: "Settings",
  rate: "Rates",
  category: "Categories",
  department: "Departments",
  vendor: "Vendors",
  project: "Projects",
  plan: "Plans",
  budget: "Budget",
  actual: "Actuals",
  contract: "Contracts",
  document: "Documents",
  order: "Orders",
  licence: "Licences",
  score: "Scores",
  bill: "Cloud bills",
  alias: "Aliases",
  role: "Staff",
  depreciation: "Depreciation",
  forecast: "Forecast",
  comment: "Comments",
  allocation: "Allocation",
  rule: "Rules",
  closing: "Closed months",
  import: "Imports",
  journal: "History",
};

type Query = Omit<JournalQuery, "from" | "count">;

/** What the address asks for. */
export function queryOf(parameters: URLSearchParams): Query {
  const topic = parameters.get("topic");
  return {
    topic: topic && topic in TOPICS ? (topic as Topic) : null,
    who: parameters.get("who"),
    text: parameters.get("text") ?? "",
    from_date: parameters.get("from"),
    to_date: parameters.get("to"),
  };
}

export default function ActivityPage() {
  const { parameters } = usePlace();
  const query = queryOf(parameters);
  const list = useRows("journal.list", query);
  const change = Number(parameters.get("change") ?? 0);
  const open = (entry: Entry) => setParameters({ change: String(entry.change) });
  const filtered = Boolean(query.topic || query.who || query.text || query.from_date || query.to_date);

  const columns: Column<Entry>[] = [
    { key: "day", title: "Day", width: 104, render: (entry) => formatDate(entry.at) },
    { key: "time", title: "Time", width: 58, render: (entry) => <span className="soft">{formatTime(entry.at)}</span> },
    {
      key: "summary",
      title: "What",
      render: (entry) => <OpenButton onClick={() => open(entry)}>{entry.summary}</OpenButton>,
    },
    {
      key: "state",
      title: <span className="unseen">State</span>,
      width: 100,
      // An undo is itself no change that could be taken back: redo brings back what it undid.
      render: (entry) => (!entry.in_effect && entry.undoes === null ? <Pill>Taken back</Pill> : null),
    },
    {
      key: "topics",
      title: "In",
      width: "14%",
      render: (entry) => <span className="soft">{entry.topics.map((topic) => TOPICS[topic]).join(", ")}</span>,
    },
    { key: "who", title: "Who", width: 130, render: (entry) => entry.who },
    { key: "rows", title: "Records", width: 84, right: true, render: (entry) => formatCount(entry.rows) },
  ];

  return (
    <Page
      title="Activity"
      fixed
      search={<TextFilter value={query.text} />}
      tools={
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default">Export</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>The whole history</Menu.Label>
            <Menu.Item onClick={() => void exportHistory("xlsx")}>Excel workbook</Menu.Item>
            <Menu.Item onClick={() => void exportHistory("csv")}>CSV</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    >
      <div className={classes.filters}>
        <NativeSelect
          aria-label="Only changes in"
          data={[
            { value: "", label: "Everything" },
            ...Object.entries(TOPICS)
              .filter(([topic]) => topic !== "journal" && topic !== "book")
              .map(([value, label]) => ({ value, label })),
          ]}
          value={query.topic ?? ""}
          onChange={(event) => setParameters({ topic: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label="Only changes by"
          data={[
            { value: "", label: "Everyone" },
            ...(list.answer?.people ?? (query.who ? [query.who] : [])).map((value) => ({ value, label: value })),
          ]}
          value={query.who ?? ""}
          onChange={(event) => setParameters({ who: event.currentTarget.value })}
        />
        <DateField
          ariaLabel="From day"
          placeholder="From day"
          value={query.from_date}
          onChange={(from) => setParameters({ from })}
        />
        <DateField
          ariaLabel="To day"
          placeholder="To day"
          value={query.to_date}
          onChange={(to) => setParameters({ to })}
        />
        {filtered && (
          <Button variant="subtle" onClick={() => go("activity")}>
            Show all
          </Button>
        )}
        <p className={classes.count} role="status">
          {list.answer && `${formatCount(list.count)} ${list.count === 1 ? "change" : "changes"}`}
        </p>
      </div>
      <Refusal error={list.error} />
      {list.answer && list.count === 0 && (
        <EmptyState
          title={filtered ? "No change is like that" : "What changed?"}
          text={
            filtered
              ? "Nothing in the history goes with this filter."
              : "This screen lists every change to the book with what stood there before and after, and takes any of them back. Nothing has been changed yet."
          }
        >
          {filtered && (
            <Button variant="default" onClick={() => go("activity")}>
              Show all changes
            </Button>
          )}
        </EmptyState>
      )}
      {list.count > 0 && (
        <Table
          label="Changes, the newest first"
          columns={columns}
          count={list.count}
          rowAt={list.rowAt}
          keyOf={(entry) => entry.change}
          onSeen={list.onSeen}
          isSelected={(entry) => entry.change === change}
          onRow={open}
          fill
        />
      )}
      {change > 0 && <EntryDialog change={change} onClose={() => setParameters({ change: null })} />}
    </Page>
  );
}

function TextFilter({ value }: { value: string }) {
  const [text, setText] = useState(value);
  const [settled] = useDebouncedValue(text, 200);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (settled !== value && settled === text) setParameters({ text: settled });
  }, [settled, value, text]);
  return (
    <TextInput
      className={classes.text}
      aria-label="Filter changes"
      placeholder="Filter by what was changed"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && setText("")}
    />
  );
}
