// The tree of cost categories; each says what its lines are unless a line says otherwise: OpEx or CapEx.
import { Select, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { useChange, useRead } from "../api";
import type { Category, CategoryDraft, Expense } from "../api.gen";
import { IdSelect } from "../kit/fields";
import { formatCount } from "../kit/number";
import { Pill, problemAt } from "../kit/parts";
import { RecordList } from "./RecordList";
import { placed, possibleParents } from "./tree";

const NEW: CategoryDraft = { id: null, name: "", parent: null, expense: "opex" };
const newDraft = () => NEW;
const draftOf = ({ id, name, parent, expense }: Category): CategoryDraft => ({ id, name, parent, expense });

export const EXPENSES: { value: Expense; label: string }[] = [
  { value: "opex", label: "OpEx" },
  { value: "capex", label: "CapEx" },
];

export function Categories() {
  const list = useRead("category.list", null);
  const save = useChange("category.save");
  const remove = useChange("category.remove");
  const tree = useMemo(() => placed(list.data ?? []), [list.data]);
  const depths = new Map(tree.map(({ row, depth }) => [row.id, depth]));
  return (
    <RecordList
      word="category"
      note="What money is spent on. A line belongs to one category; CapEx or OpEx is what its new lines start with."
      empty="Categories group budget lines on every screen and report."
      rows={list.data && tree.map(({ row }) => row)}
      loading={list.error}
      nameOf={(row) => row.name}
      nameTitle="Category"
      nameColumn={(row) => <span style={{ paddingLeft: (depths.get(row.id) ?? 0) * 18 }}>{row.name}</span>}
      columns={[
        {
          key: "expense",
          title: "New lines are",
          width: 140,
          render: (row) => <Pill>{row.expense === "capex" ? "CapEx" : "OpEx"}</Pill>,
        },
        { key: "lines", title: "Lines", width: 100, right: true, render: (row) => formatCount(row.lines) },
      ]}
      newDraft={newDraft}
      draftOf={draftOf}
      fields={["name", "parent", "expense"]}
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
          <IdSelect
            label="Under"
            none="Top of the tree"
            value={draft.parent}
            onChange={(parent) => change({ parent })}
            options={possibleParents(list.data ?? [], draft.id).map(({ id, name }) => ({ id, label: name }))}
            error={problemAt(error, "parent")}
          />
          <Select
            label="New lines are"
            data={EXPENSES}
            value={draft.expense}
            onChange={(value) => change({ expense: value as Expense })}
            allowDeselect={false}
            error={problemAt(error, "expense")}
          />
        </>
      )}
    />
  );
}
