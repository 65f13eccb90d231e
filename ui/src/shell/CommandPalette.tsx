// Ctrl/Cmd-K: find anything in the book, or do anything the window can do.
import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useRead } from "../api";
import type { Hit } from "../api.gen";
import { useFocusBack } from "../kit/Dialog";
import { formatDate } from "../kit/date";
import { inMarks } from "../kit/number";
import { useCommands } from "./commands";
import { KeysDialog } from "./KeysDialog";
import { go } from "./location";
import { closePalette, useOver } from "./palette";
import classes from "./palette.module.css";

const KINDS: Record<Hit["kind"], string> = {
  line: "Budget line",
  vendor: "Vendor",
  category: "Category",
  department: "Department",
  project: "Project",
  plan: "Plan",
  actual: "Actual",
};

/** The core tells an actual apart by its day and amount. */
function detailOf({ kind, detail }: Hit): string {
  return kind === "actual" ? inMarks(detail.replace(/^\d{4}-\d{2}-\d{2}/, formatDate)) : detail;
}

interface Item {
  key: string;
  group: string;
  label: string;
  detail: string;
  disabled: boolean;
  run: () => void;
}

export function CommandPalette() {
  const over = useOver();
  if (over === "keys") return <KeysDialog onClose={closePalette} />;
  if (over !== "palette") return null;
  return (
    <Modal.Root opened onClose={closePalette} size={620} yOffset="12vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label="Search and commands">
        <Palette />
      </Modal.Content>
    </Modal.Root>
  );
}

function Palette() {
  useFocusBack();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 120);
  const commands = useCommands();
  const found = useRead("search.find", { text: asked }, { enabled: asked.length > 1, keep: true });
  const [at, setAt] = useState(0);

  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const items: Item[] = [
    ...(asked.length > 1 && text.trim().length > 1 ? (found.data ?? []) : []).map((hit) => ({
      key: `${hit.kind}:${hit.id}`,
      group: "In this book",
      label: hit.label,
      detail: [KINDS[hit.kind], detailOf(hit)].filter(Boolean).join(" · "),
      disabled: false,
      run: () => go(hit.page),
    })),
    ...commands
      .filter((command) => words.every((word) => command.label.toLowerCase().includes(word)))
      .map((command) => ({
        key: command.name,
        group: "Commands",
        label: command.label,
        detail: command.keys ?? "",
        disabled: Boolean(command.disabled),
        run: command.run,
      })),
  ];
  const current = Math.min(at, items.length - 1);

  useEffect(() => {
    document.getElementById(`palette-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const run = (item: Item | undefined) => {
    if (!item || item.disabled) return;
    closePalette();
    // The palette gives the focus back first; what opens next takes it from there.
    window.setTimeout(item.run, 0);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(items.length - 1, current + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(items[current]);
    }
  };

  return (
    <div className={classes.palette}>
      <input
        className={classes.paletteInput}
        placeholder="Search lines, vendors, actuals, or type a command"
        aria-label="Search and commands"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={items.length > 0 ? `palette-${current}` : undefined}
        value={text}
        data-autofocus
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={classes.paletteList} role="listbox" id="palette-list" aria-label="Results" tabIndex={-1}>
        {items.map((item, index) => (
          <PaletteItem
            key={item.key}
            item={item}
            index={index}
            heading={items[index - 1]?.group === item.group ? null : item.group}
            selected={index === current}
            onPick={() => run(item)}
            onOver={() => setAt(index)}
          />
        ))}
      </div>
      {items.length === 0 && (
        <p className="soft" style={{ margin: 0, padding: "4px 16px 16px" }} role="status">
          Nothing in this book and no command has “{text}” in it.
        </p>
      )}
    </div>
  );
}

function PaletteItem(props: {
  item: Item;
  index: number;
  heading: string | null;
  selected: boolean;
  onPick: () => void;
  onOver: () => void;
}) {
  const { item, index, heading, selected, onPick, onOver } = props;
  return (
    <>
      {heading && (
        <div className={classes.paletteGroup} role="presentation">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input holds the focus and answers the keys */}
      <div
        className={classes.paletteItem}
        role="option"
        id={`palette-${index}`}
        aria-selected={selected}
        aria-disabled={item.disabled}
        tabIndex={-1}
        onClick={onPick}
        onMouseMove={onOver}
      >
        <span className={classes.label}>{item.label}</span>
        <span className={classes.detail}>{item.detail}</span>
      </div>
    </>
  );
}
