// The menu at a cell: what the keyboard does, with its keys, and what the page adds for the row.
import { Menu } from "@mantine/core";
import { Fragment } from "react";
import type { MenuEntry } from "./contract";

interface GridMenuProps {
  /** Where it opens, in pixels of the window. */
  at: { x: number; y: number };
  groups: readonly (readonly MenuEntry[])[];
  onClose: () => void;
}

export function GridMenu({ at, groups, onClose }: GridMenuProps) {
  return (
    <Menu
      opened
      onChange={(open) => !open && onClose()}
      position="bottom-start"
      offset={0}
      returnFocus={false}
      // Not keydown, as is usual: the key that opened it is still on its way up and would close it.
      clickOutsideEvents={["mousedown", "touchstart"]}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label="Menu of the cell"
          style={{ position: "fixed", left: at.x, top: at.y, width: 1, height: 1, padding: 0, border: 0, opacity: 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown miw={210}>
        {groups
          .filter((entries) => entries.length > 0)
          .map((entries, index) => (
            <Fragment key={entries[0]?.label}>
              {index > 0 && <Menu.Divider />}
              {entries.map((entry) => (
                <Menu.Item
                  key={entry.label}
                  leftSection={entry.icon}
                  rightSection={entry.keys ? <span className="soft">{entry.keys}</span> : undefined}
                  disabled={entry.disabled}
                  onClick={entry.run}
                >
                  {entry.label}
                </Menu.Item>
              ))}
            </Fragment>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
