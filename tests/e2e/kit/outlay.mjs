// The command line, to prepare books and to look into them from outside the window.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs `outlay` with these arguments; answers what it says. */
export async function outlay(...args) {
  const program = process.env.OUTLAY_CLI;
  if (!program) throw new Error("OUTLAY_CLI names no program: start these tests with `cargo xtask test window`.");
  return (await run(program, args)).stdout;
}

/** The same as a value. */
export const outlayJson = async (...args) => JSON.parse(await outlay(...args, "--json"));
