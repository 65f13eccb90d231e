// The initiatives budget lines belong to, with their dates.
import { TextInput } from "@mantine/core";
import { useChange, useRead } from "../api";
import type { Project, ProjectDraft } from "../api.gen";
import { formatDate } from "../kit/date";
import { DateField } from "../kit/fields";
import { problemAt } from "../kit/parts";
import { RecordList } from "./RecordList";
import classes from "./settings.module.css";

const NEW: ProjectDraft = { id: null, name: "", start: null, end: null };
const newDraft = () => NEW;
const draftOf = ({ id, name, start, end }: Project): ProjectDraft => ({ id, name, start, end });

export function Projects() {
  const list = useRead("project.list", null);
  const save = useChange("project.save");
  const remove = useChange("project.remove");
  return (
    <RecordList
      word="project"
      note="Initiatives that budget lines can belong to. The budget groups by them."
      empty="A project gathers the lines of one initiative, so that its budget can be seen as one."
      rows={list.data}
      loading={list.error}
      nameOf={(row) => row.name}
      nameTitle="Project"
      columns={[
        { key: "start", title: "Start", width: 140, render: (row) => row.start && formatDate(row.start) },
        { key: "end", title: "End", width: 140, render: (row) => row.end && formatDate(row.end) },
      ]}
      newDraft={newDraft}
      draftOf={draftOf}
      fields={["name", "start", "end"]}
      save={save.run}
      remove={(id) => remove.run({ id })}
      form={({ draft, change, error }) => (
        <>
          <TextInput
            label="Name"
            data-autofocus
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={problemAt(error, "name")}
          />
          <div className={classes.pair}>
            <DateField
              label="Start"
              value={draft.start}
              onChange={(start) => change({ start })}
              error={problemAt(error, "start")}
            />
            <DateField
              label="End"
              value={draft.end}
              onChange={(end) => change({ end })}
              error={problemAt(error, "end")}
            />
          </div>
        </>
      )}
    />
  );
}
