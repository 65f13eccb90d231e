// Why figures are missing: most often a rate that the book does not have, and the way to where it is given.
import { Button } from "@mantine/core";
import { Caution } from "../kit/parts";
import { go } from "./location";

/** Whether a sentence of the core asks for a rate; it says where rates are given. */
export const asksForRate = (message: string): boolean => message.includes("Settings, Rates");

export function MissingRates({ messages }: { messages: readonly string[] }) {
  return (
    <Caution messages={messages}>
      {messages.some(asksForRate) && (
        <Button size="compact-sm" variant="default" onClick={() => go("settings?section=rates")}>
          Add rates
        </Button>
      )}
    </Caution>
  );
}
