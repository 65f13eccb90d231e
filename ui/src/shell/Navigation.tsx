// The left side: whose book this is, the screens, and undo, redo and the colour scheme at its foot.
import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBook2,
  IconDeviceDesktop,
  IconDoorExit,
  IconFilePlus,
  IconMoon,
  IconSun,
} from "@tabler/icons-react";
import { formatCount, plural } from "../kit/number";
import { Pill } from "../kit/parts";
import { useBook } from "./book";
import { useBookActions } from "./books";
import { shortcut } from "./keys";
import { usePlace } from "./location";
import { PAGES, type PageEntry } from "./pages";
import classes from "./shell.module.css";
import { useUndo } from "./undo";

const GROUPS = [...new Set(PAGES.map((page) => page.group))];

export function Navigation() {
  return (
    <nav className={classes.nav} aria-label="Screens">
      <BookHead />
      {GROUPS.map((group) => (
        <NavigationGroup key={group} group={group} pages={PAGES.filter((page) => page.group === group)} />
      ))}
      <Foot />
    </nav>
  );
}

function BookHead() {
  const book = useBook();
  const actions = useBookActions();
  const name = book.settings.organisation || book.name;
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <button type="button" className={classes.book}>
          <span className={classes.mark} aria-hidden>
            O
          </span>
          <span className={classes.bookNames}>
            <span className={classes.bookName}>{name}</span>
            <span className={classes.bookFacts}>
              FY{book.fiscal_year} · {book.settings.currency}
            </span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {book.name} · {plural(book.line_count, "line")}
        </Menu.Label>
        <Menu.Item leftSection={<IconFilePlus size={15} />} onClick={actions.startNew}>
          New book…
        </Menu.Item>
        <Menu.Item leftSection={<IconBook2 size={15} />} onClick={() => void actions.open()}>
          Open…
        </Menu.Item>
        <Menu.Item leftSection={<IconDoorExit size={15} />} onClick={() => void actions.close()}>
          Close book
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function NavigationGroup({ group, pages }: { group: string; pages: readonly PageEntry[] }) {
  const book = useBook();
  const { page } = usePlace();
  return (
    <>
      {group && (
        <div className={classes.group} id={`nav-${group}`}>
          {group}
        </div>
      )}
      <ul className={classes.list} aria-labelledby={group ? `nav-${group}` : undefined}>
        {pages.map((entry) => {
          const count = entry.badge?.(book) ?? 0;
          return (
            <li key={entry.id}>
              <a className={classes.item} href={`#/${entry.id}`} aria-current={entry.id === page ? "page" : undefined}>
                {entry.label}
                {count > 0 && (
                  <Pill tone="warn">
                    {formatCount(count)}
                    <span className="unseen"> waiting</span>
                  </Pill>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Foot() {
  const { undo, redo, undoLabel, redoLabel } = useUndo();
  const undoText = undoLabel ? `Undo: ${undoLabel} (${shortcut("Z")})` : "Nothing to undo";
  const redoText = redoLabel ? `Redo: ${redoLabel} (${shortcut("Y")})` : "Nothing to redo";
  return (
    <div className={classes.navFoot}>
      <Tooltip label={undoText} position="top-start">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={undoText}
          aria-disabled={!undoLabel}
          onClick={() => void undo()}
        >
          <IconArrowBackUp size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redoText} position="top-start">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={redoText}
          aria-disabled={!redoLabel}
          onClick={() => void redo()}
        >
          <IconArrowForwardUp size={17} />
        </ActionIcon>
      </Tooltip>
      <SchemeMenu />
    </div>
  );
}

export const SCHEMES = [
  { value: "light", label: "Light", icon: IconSun },
  { value: "dark", label: "Dark", icon: IconMoon },
  { value: "auto", label: "As the system", icon: IconDeviceDesktop },
] as const;

function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const now = SCHEMES.find((scheme) => scheme.value === colorScheme) ?? SCHEMES[2];
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Colours: ${now.label}`}>
          <now.icon size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme.value}
            leftSection={<scheme.icon size={15} />}
            onClick={() => setColorScheme(scheme.value)}
          >
            {scheme.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
