import { expect, it } from "vitest";
import { type Marks, withMarks } from "./useTyping";

const waits = { text: "12", message: null };
const refused = { text: "x", message: "That is no amount." };

it("marks stand at their cells until they are taken off", () => {
  const none: Marks = new Map();
  const one = withMarks(
    none,
    [
      { key: "line:1", column: 3 },
      { key: "line:2", column: 3 },
    ],
    waits,
  );
  const two = withMarks(one, [{ key: "line:1", column: 4 }], refused);
  expect(two.get("line:1")?.get(3)).toEqual(waits);
  expect(two.get("line:1")?.get(4)).toEqual(refused);
  // Rows that are not touched keep their marks as they are, so that they are not drawn again.
  expect(two.get("line:2")).toBe(one.get("line:2"));
  const less = withMarks(
    two,
    [
      { key: "line:1", column: 3 },
      { key: "line:1", column: 4 },
    ],
    null,
  );
  expect([...less.keys()]).toEqual(["line:2"]);
  expect(none.size).toBe(0);
});
