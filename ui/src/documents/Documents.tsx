// The documents of a budget line or a contract: files inside the book, and addresses of what lies elsewhere.
import { ActionIcon, Button, Menu, TextInput } from "@mantine/core";
import { IconDots, IconFile, IconLink } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { asCallError, type CallError, call, choose, openFile, openLink, useChange, useRead } from "../api";
import type { Document, DocumentOwner } from "../api.gen";
import { formatMoment } from "../kit/date";
import { formatSize } from "../kit/number";
import { problemAt, Refusal } from "../kit/parts";
import { OpenButton } from "../kit/Table";
import { useBook } from "../shell/book";
import { saveDocument } from "../shell/handover";
import { sayError, useDone } from "../shell/undo";
import classes from "./documents.module.css";

export function Documents({ owner, of }: { owner: DocumentOwner; of: string }) {
  const frozen = useBook().read_only !== null;
  const { data, error } = useRead("document.list", owner, { keep: true });
  const add = useChange("document.add");
  const done = useDone();
  const [linking, setLinking] = useState(false);

  const addFile = async () => {
    try {
      const file = await choose("keep_file");
      if (!file) return;
      const { title } = await add.run({ owner, file: file.token });
      done(`“${title}” is kept in the book.`);
    } catch (thrown) {
      sayError(asCallError(thrown));
    }
  };
  return (
    <div className={classes.stack}>
      <Refusal error={error} />
      {data?.length === 0 && (
        <p className={classes.note}>
          Nothing yet. A file is kept inside the book, up to 25 MB, and travels with it; an address only says where
          something lies.
        </p>
      )}
      {data && data.length > 0 && (
        <ul className={classes.list} aria-label={`Documents of ${of}`}>
          {data.map((one) => (
            <Row key={one.id} document={one} frozen={frozen} />
          ))}
        </ul>
      )}
      {!frozen && !linking && (
        <div className={classes.actions}>
          <Button variant="default" onClick={() => setLinking(true)}>
            Add an address…
          </Button>
          <Button loading={add.busy} onClick={() => void addFile()}>
            Add a file…
          </Button>
        </div>
      )}
      {linking && <LinkForm owner={owner} onClose={() => setLinking(false)} />}
    </div>
  );
}

/** A copy is opened: what is changed in it does not come back into the book. */
async function open({ id, link }: Document) {
  try {
    if (link) return await openLink(link);
    await openFile(await call("document.open", { id }));
  } catch (thrown) {
    sayError(thrown);
  }
}

function Row({ document, frozen }: { document: Document; frozen: boolean }) {
  const { id, title, link, opens, size } = document;
  const rename = useChange("document.rename");
  const remove = useChange("document.remove");
  const done = useDone();
  const [renaming, setRenaming] = useState(false);
  const attempt = async (what: () => Promise<unknown>, message: string) => {
    try {
      await what();
      done(message);
    } catch (thrown) {
      sayError(asCallError(thrown));
    }
  };
  const save = () => void saveDocument(id, title);
  const Icon = link ? IconLink : IconFile;
  return (
    <li className={classes.row}>
      <Icon size={16} aria-hidden="true" />
      <div className={classes.what}>
        {renaming ? (
          <RenameForm
            title={title}
            onClose={() => setRenaming(false)}
            onRename={(next) => rename.run({ id, title: next })}
          />
        ) : (
          <OpenButton onClick={() => (opens ? void open(document) : save())}>{title}</OpenButton>
        )}
        <span className={classes.note}>
          {[link || formatSize(size), `${formatMoment(document.at)}, ${document.who}`].join(" · ")}
        </span>
      </div>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`More about ${title}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {opens && <Menu.Item onClick={() => void open(document)}>{link ? "Open" : "Open a copy"}</Menu.Item>}
          {!link && <Menu.Item onClick={save}>Save a copy…</Menu.Item>}
          {!frozen && <Menu.Item onClick={() => setRenaming(true)}>Rename</Menu.Item>}
          {!frozen && (
            <Menu.Item
              color="var(--bad)"
              onClick={() => void attempt(() => remove.run({ id }), `“${title}” is removed.`)}
            >
              Remove
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function RenameForm(props: { title: string; onRename: (next: string) => Promise<unknown>; onClose: () => void }) {
  const { title, onRename, onClose } = props;
  const done = useDone();
  const [next, setNext] = useState(title);
  const [error, setError] = useState<CallError | null>(null);
  const field = useRef<HTMLInputElement>(null);
  // The menu that asked for it has its focus back by now.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.select());
    return () => cancelAnimationFrame(frame);
  }, []);
  const submit = async () => {
    if (next.trim() === title) return onClose();
    try {
      await onRename(next);
      onClose();
      done(`“${title}” has another name.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <form
      noValidate
      className={classes.rename}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        ref={field}
        size="xs"
        aria-label={`Name of ${title}`}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={problemAt(error, "title")}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onClose();
        }}
      />
      <Button type="submit" size="compact-sm">
        Rename
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={onClose}>
        Cancel
      </Button>
    </form>
  );
}

function LinkForm({ owner, onClose }: { owner: DocumentOwner; onClose: () => void }) {
  const add = useChange("document.link");
  const done = useDone();
  const [title, setTitle] = useState("");
  const [link, setLink] = useState("");
  const [error, setError] = useState<CallError | null>(null);
  const submit = async () => {
    setError(null);
    try {
      await add.run({ owner, title, link });
      onClose();
      done(`“${title.trim()}” is kept.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Refusal error={error} fields={["title", "link"]} />
      <TextInput
        label="What lies there"
        placeholder="Signed order form"
        autoFocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={problemAt(error, "title")}
      />
      <TextInput
        label="Address"
        placeholder="https://"
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
        error={problemAt(error, "link")}
      />
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={add.busy}>
          Add address
        </Button>
      </div>
    </form>
  );
}
