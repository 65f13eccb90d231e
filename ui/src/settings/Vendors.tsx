// The companies money goes to.
import { Textarea, TextInput } from "@mantine/core";
import { useChange, useRead } from "../api";
import type { Vendor, VendorDraft } from "../api.gen";
import { IdSelect } from "../kit/fields";
import { problemAt } from "../kit/parts";
import { RecordList } from "./RecordList";
import classes from "./settings.module.css";

const NEW: VendorDraft = {
  id: null,
  name: "",
  category: null,
  tier: "",
  criticality: "",
  owner: "",
  status: "",
  number: "",
  contacts: "",
  notes: "",
};
const newDraft = () => NEW;
const draftOf = (vendor: Vendor): VendorDraft => ({ ...vendor });

const TEXTS = [
  ["tier", "Tier"],
  ["criticality", "Criticality"],
  ["owner", "Owner"],
  ["status", "Status"],
  ["number", "Number in the ledger"],
  ["contacts", "Contacts"],
] as const;

export function Vendors() {
  const list = useRead("vendor.list", null);
  const categories = useRead("category.list", null);
  const save = useChange("vendor.save");
  const remove = useChange("vendor.remove");
  const categoryOf = new Map(categories.data?.map(({ id, name }) => [id, name]));
  return (
    <RecordList
      word="vendor"
      note="The companies money goes to. Imports add the ones they meet; lines and actuals name them."
      empty="Vendors come along with an import of budget or actuals, or type the first one."
      rows={list.data}
      loading={list.error}
      nameOf={(row) => row.name}
      textOf={(row) =>
        [row.name, row.owner, row.tier, row.status, row.number, row.contacts, categoryOf.get(row.category ?? 0)].join(
          " ",
        )
      }
      nameTitle="Vendor"
      columns={[
        {
          key: "category",
          title: "Category",
          width: "22%",
          render: (row) => (row.category === null ? "" : categoryOf.get(row.category)),
        },
        { key: "tier", title: "Tier", width: "12%", render: (row) => row.tier },
        { key: "criticality", title: "Criticality", rare: true, width: "11%", render: (row) => row.criticality },
        { key: "owner", title: "Owner", width: "15%", render: (row) => row.owner },
        { key: "status", title: "Status", rare: true, width: "11%", render: (row) => row.status },
      ]}
      newDraft={newDraft}
      draftOf={draftOf}
      fields={["name", "category", "tier", "criticality", "owner", "status", "number", "contacts", "notes"]}
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
            label="Category"
            none="None"
            value={draft.category}
            onChange={(category) => change({ category })}
            options={(categories.data ?? []).map(({ id, name }) => ({ id, label: name }))}
            error={problemAt(error, "category")}
          />
          <div className={classes.pair}>
            {TEXTS.map(([field, label]) => (
              <TextInput
                key={field}
                label={label}
                value={draft[field]}
                onChange={(event) => change({ [field]: event.currentTarget.value })}
                error={problemAt(error, field)}
              />
            ))}
          </div>
          <Textarea
            label="Notes"
            autosize
            minRows={2}
            value={draft.notes}
            onChange={(event) => change({ notes: event.currentTarget.value })}
            error={problemAt(error, "notes")}
          />
          {draft.id !== null && <a href={`#/actuals?vendor=${draft.id}`}>Show what was spent there</a>}
        </>
      )}
    />
  );
}
