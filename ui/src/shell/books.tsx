// Opening, making and closing books: the same steps from the menu, the palette, a drop and the welcome screen.
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { call, choose, questionKey } from "../api";
import type { BookState, NewBook as Draft } from "../api.gen";
import type { Token } from "../words";
import { forgetChoices } from "./book";
import { go } from "./location";
import { NewBook } from "./NewBook";
import { sayError } from "./undo";

export interface BookActions {
  /** Counts the books that were opened: what is drawn for one is drawn anew for the next. */
  session: number;
  startNew: () => void;
  /** Opens the book of a token, or asks the user for one. */
  open: (file?: Token) => Promise<void>;
  create: (draft: Draft) => Promise<void>;
  exploreSample: () => Promise<void>;
  close: () => Promise<void>;
}

const Context = createContext<BookActions | null>(null);

export function useBookActions(): BookActions {
  const actions = useContext(Context);
  if (!actions) throw new Error("Book actions are used outside of BookActionsProvider.");
  return actions;
}

export function BookActionsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const [session, setSession] = useState(0);

  const actions = useMemo(() => {
    // Nothing of the book before may be asked for or seen in the next one, not even for a moment.
    const enter = async (state: BookState | null) => {
      await client.cancelQueries();
      client.removeQueries();
      client.setQueryData(questionKey("book.state", null), state);
      forgetChoices();
      go("overview");
      setMaking(false);
      setSession((before) => before + 1);
    };
    const create = async (draft: Draft) => enter(await call("book.create", draft));
    return {
      startNew: () => setMaking(true),
      create,
      open: async (file?: Token) => {
        try {
          const token = file ?? (await choose("open_book"))?.token;
          if (!token) return;
          await enter(await call("book.open", { file: token }));
        } catch (thrown) {
          sayError(thrown);
        }
      },
      exploreSample: async () => {
        try {
          await create({ file: null, organisation: "", currency: "USD", fiscal_start: 7, sample: true });
        } catch (thrown) {
          sayError(thrown);
        }
      },
      close: async () => {
        try {
          await enter(await call("book.close", null));
        } catch (thrown) {
          sayError(thrown);
        }
      },
    };
  }, [client]);
  const value = useMemo<BookActions>(() => ({ ...actions, session }), [actions, session]);

  return (
    <Context.Provider value={value}>
      {children}
      {making && <NewBook onClose={() => setMaking(false)} />}
    </Context.Provider>
  );
}
