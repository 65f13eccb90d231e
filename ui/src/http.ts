// The way to the core in a plain browser: `cargo xtask serve` answers the same calls on loopback.
import type { Chosen, Progress, Purpose, ShellEvent, Transport } from "./api";

const ACCEPT: Record<Purpose, string> = {
  open_book: ".outlay",
  save_book: ".outlay",
  keep_file: "",
  save_copy: "",
  import_file: ".csv,.txt,.tsv,.psv,.xlsx,.xlsm,.xlsb,.xls,.ods,.zip,.gz",
  save_pdf: ".pdf",
  save_xlsx: ".xlsx",
  save_csv: ".csv",
};

const ENDING: Partial<Record<Purpose, string>> = {
  save_book: ".outlay",
  save_pdf: ".pdf",
  save_xlsx: ".xlsx",
  save_csv: ".csv",
};

/** The secret of this run: in the address it was opened with, or in the page. Taken out of the address at once. */
function secret(): string {
  const found = /^#token=([^&]+)(?:&(.*))?$/.exec(window.location.hash);
  if (found?.[1]) {
    sessionStorage.setItem("outlay.token", found[1]);
    window.history.replaceState(null, "", `${window.location.pathname}${found[2] ? `#${found[2]}` : ""}`);
  }
  const meta = document.querySelector<HTMLMetaElement>('meta[name="outlay-token"]');
  return meta?.content || sessionStorage.getItem("outlay.token") || "";
}

export function http(): Transport {
  const token = secret();
  let tell: (event: ShellEvent) => void = () => {};

  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    try {
      return await fetch(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } });
    } catch {
      throw new Error("The core does not answer. Is `cargo xtask serve` still running?");
    }
  };

  const grant = async (name: string, body: Blob | null): Promise<Chosen> => {
    const answer = await send(`/grant?name=${encodeURIComponent(name)}`, { method: "POST", body });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Chosen;
  };

  // A call that takes long is asked how far it is, twice a second.
  const follow = (id: number) =>
    window.setInterval(async () => {
      const answer = await send(`/progress?id=${id}`).catch(() => null);
      if (!answer?.ok) return;
      const progress = (await answer.json()) as Progress | null;
      if (progress) tell({ kind: "progress", id, ...progress });
    }, 500);

  return {
    async call(id, name, argument) {
      const following = follow(id);
      try {
        const answer = await send(`/call/${name}?id=${id}`, { method: "POST", body: argument });
        const text = await answer.text();
        if (!answer.ok) throw text || `The core did not answer (${answer.status}).`;
        return JSON.parse(text);
      } finally {
        window.clearInterval(following);
      }
    },
    async cancel(id) {
      // Read to its end: a browser keeps the connection of an answer that nobody reads.
      await (await send(`/cancel?id=${id}`, { method: "POST" })).text();
    },
    connect(listener) {
      tell = listener;
      window.addEventListener("dragover", (event) => event.preventDefault());
      window.addEventListener("drop", async (event) => {
        event.preventDefault();
        const file = event.dataTransfer?.files[0];
        if (file) tell({ kind: "dropped", ...(await grant(file.name, file)) });
      });
    },
    async choose(purpose, name) {
      if (purpose === "save_copy") return grant(name, null);
      const ending = ENDING[purpose];
      if (ending) return grant(name.endsWith(ending) ? name : `${name || "Outlay"}${ending}`, null);
      const file = await pick(ACCEPT[purpose]);
      return file ? grant(file.name, file) : null;
    },
    async openFile(file) {
      const answer = await send(`/saved/${encodeURIComponent(file.token)}`);
      if (!answer.ok) return;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = file.name;
      link.click();
      URL.revokeObjectURL(link.href);
    },
    openLink: async (link) => {
      window.open(link, "_blank", "noopener,noreferrer");
    },
    pasteText: () => navigator.clipboard.readText().catch(() => null),
  };
}

/** Asks the browser for one file. */
function pick(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}
