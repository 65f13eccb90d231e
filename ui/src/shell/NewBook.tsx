// A new book: whose it is, its currency, and the month its fiscal year starts in.
import { Button, Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { asCallError, type CallError, choose, useRead } from "../api";
import { Dialog } from "../kit/Dialog";
import { MONTH_NAMES } from "../kit/date";
import { problemAt, Refusal } from "../kit/parts";
import { useBookActions } from "./books";

const FIELDS = ["organisation", "currency", "fiscal_start"] as const;

export function NewBook({ onClose }: { onClose: () => void }) {
  const { create } = useBookActions();
  const currencies = useRead("settings.currencies", null);
  const [organisation, setOrganisation] = useState("");
  const [currency, setCurrency] = useState("EUR");
  const [start, setStart] = useState("1");
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);

  const make = async () => {
    setError(null);
    try {
      const file = await choose("save_book", organisation.trim() || "Budget");
      if (!file) return;
      setBusy(true);
      await create({
        file: file.token,
        organisation: organisation.trim(),
        currency,
        fiscal_start: Number(start),
        sample: false,
      });
    } catch (thrown) {
      setError(asCallError(thrown));
    } finally {
      setBusy(false);
    }
  };

  const options = currencies.data?.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` }));
  return (
    <Dialog onClose={onClose} title="New book">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Refusal error={error} fields={FIELDS} />
        <TextInput
          label="Organisation"
          description="As it is to stand on screens and reports"
          value={organisation}
          onChange={(event) => setOrganisation(event.currentTarget.value)}
          error={problemAt(error, "organisation")}
          data-autofocus
          mb="sm"
        />
        <Select
          label="Base currency"
          description="Totals are in this currency; lines may have their own"
          data={options ?? [{ value: "EUR", label: "EUR" }]}
          value={currency}
          onChange={(value) => setCurrency(value ?? currency)}
          searchable
          allowDeselect={false}
          error={problemAt(error, "currency")}
          mb="sm"
        />
        <Select
          label="Fiscal year starts in"
          data={MONTH_NAMES.map((label, at) => ({ value: String(at + 1), label }))}
          value={start}
          onChange={(value) => setStart(value ?? start)}
          allowDeselect={false}
          error={problemAt(error, "fiscal_start")}
          mb="md"
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Choose where to keep it…
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
