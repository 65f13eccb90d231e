// Who bears the cost: cost centres as a tree.
import { TextInput } from "@mantine/core";
import { useMemo } from "react";
import { useChange, useRead } from "../api";
import type { Department, DepartmentDraft } from "../api.gen";
import { IdSelect } from "../kit/fields";
import { formatCount } from "../kit/number";
import { problemAt } from "../kit/parts";
import { RecordList } from "./RecordList";
import classes from "./settings.module.css";
import { placed, possibleParents } from "./tree";

const NEW: DepartmentDraft = { id: null, code: "", name: "", parent: null };
const newDraft = () => NEW;
const draftOf = ({ id, code, name, parent }: Department): DepartmentDraft => ({ id, code, name, parent });

export function Departments() {
  const list = useRead("department.list", null);
  const save = useChange("department.save");
  const remove = useChange("department.remove");
  const tree = useMemo(() => placed(list.data ?? []), [list.data]);
  const depths = new Map(tree.map(({ row, depth }) => [row.id, depth]));
  return (
    <RecordList
      word="department"
      note="Who bears the cost. Actuals name a department by its code, the cost centre."
      empty="Departments show who bears the cost of a line. A budget import brings them along, or type the first one."
      rows={list.data && tree.map(({ row }) => row)}
      loading={list.error}
      nameOf={(row) => row.name}
      textOf={(row) => `${row.code} ${row.name}`}
      nameTitle="Department"
      nameColumn={(row) => <span style={{ paddingLeft: (depths.get(row.id) ?? 0) * 18 }}>{row.name}</span>}
      columns={[
        { key: "code", title: "Code", width: 160, render: (row) => row.code },
        { key: "lines", title: "Lines", width: 100, right: true, render: (row) => formatCount(row.lines) },
      ]}
      newDraft={newDraft}
      draftOf={draftOf}
      fields={["code", "name", "parent"]}
      save={save.run}
      remove={(id) => remove.run({ id })}
      form={({ draft, change, error }) => (
        <>
          <div className={classes.pair}>
            <TextInput
              label="Code"
              data-autofocus
              value={draft.code}
              onChange={(event) => change({ code: event.currentTarget.value })}
              error={problemAt(error, "code")}
            />
            <TextInput
              label="Name"
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              error={problemAt(error, "name")}
            />
          </div>
          <IdSelect
            label="Under"
            none="Top of the tree"
            value={draft.parent}
            onChange={(parent) => change({ parent })}
            options={possibleParents(list.data ?? [], draft.id).map(({ id, code, name }) => ({
              id,
              label: [code, name].filter(Boolean).join(" "),
            }))}
            error={problemAt(error, "parent")}
          />
        </>
      )}
    />
  );
}
