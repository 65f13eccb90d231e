import { describe, expect, it, vi } from "vitest";
import {
  asCallError,
  askAgain,
  CallError,
  call,
  changedTopics,
  isStale,
  newClient,
  questionKey,
  setTransport,
  type Transport,
} from "./api";
import type { CommandName } from "./api.gen";

function transport(part: Partial<Transport>): Transport {
  return {
    call: async () => null,
    cancel: async () => {},
    connect: () => {},
    choose: async () => null,
    openFile: async () => {},
    openLink: async () => {},
    pasteText: async () => null,
    ...part,
  };
}

describe("what is asked again after a change", () => {
  const stale = (change: CommandName, question: CommandName) => isStale([question, null], changedTopics(change));
  it.each<[CommandName, CommandName, boolean]>([
    ["budget.edit", "budget.grid", true],
    ["budget.edit", "overview.get", true],
    ["budget.edit", "vendor.list", false],
    ["budget.edit", "book.state", true],
    ["budget.edit", "journal.list", true],
    ["actual.save", "budget.grid", false],
    ["vendor.save", "actual.list", true],
    ["journal.undo", "rate.list", true],
    ["import.run", "import.batches", true],
  ])("%s, then %s: %s", (change, question, expected) => expect(stale(change, question)).toBe(expected));

  it("a question changes nothing", () => expect(changedTopics("vendor.list")).toEqual([]));

  it("marks exactly these answers in the cache", async () => {
    const client = newClient();
    client.setQueryData(questionKey("vendor.list", null), []);
    client.setQueryData(questionKey("book.state", null), null);
    client.setQueryData(questionKey("project.list", null), []);
    await askAgain(client, "vendor.save");
    const old = (name: CommandName) => client.getQueryState(questionKey(name, null as never))?.isInvalidated;
    expect([old("vendor.list"), old("book.state"), old("project.list")]).toEqual([true, true, false]);
  });
});

describe("a call", () => {
  it("sends its argument as JSON and answers what came", async () => {
    const sent = vi.fn(async () => [{ id: 1 }]);
    setTransport(transport({ call: sent }));
    expect(await call("search.find", { text: "a" })).toEqual([{ id: 1 }]);
    expect(sent).toHaveBeenCalledWith(expect.any(Number), "search.find", '{"text":"a"}');
  });

  it("throws the error of the core with its problems", async () => {
    const error = { kind: "invalid", message: "No.", problems: [{ field: "name", message: "A vendor needs a name." }] };
    setTransport(transport({ call: () => Promise.reject(JSON.stringify(error)) }));
    await expect(call("vendor.list", null)).rejects.toMatchObject({ kind: "invalid", problems: error.problems });
  });

  it("is cancelled with its signal", async () => {
    const cancelled = vi.fn(async () => {});
    let stop: (error: unknown) => void = () => {};
    setTransport(
      transport({
        call: () => new Promise((_, reject) => (stop = reject)),
        cancel: async () => {
          await cancelled();
          stop({ kind: "cancelled", message: "Cancelled." });
        },
      }),
    );
    const control = new AbortController();
    const running = call("import.batches", null, control.signal);
    control.abort();
    await expect(running).rejects.toMatchObject({ kind: "cancelled" });
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it("makes an error of anything", () => {
    expect(asCallError("out of order")).toMatchObject({ kind: "unexpected", message: "out of order" });
    expect(asCallError(new TypeError("x"))).toBeInstanceOf(CallError);
  });
});
