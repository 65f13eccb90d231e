// The system's clipboard, filled and read by another program as a spreadsheet would.
import { spawn } from "node:child_process";

const KIND = { text: "UTF8_STRING", html: "text/html" };

const PUT = {
  linux: (kind) => ["xclip", "-selection", "clipboard", "-target", KIND[kind], "-in"],
  darwin: () => ["pbcopy"],
  win32: () => ["clip.exe"],
};

const GET = {
  linux: (kind) => ["xclip", "-selection", "clipboard", "-target", KIND[kind], "-out"],
  darwin: () => ["pbpaste"],
  win32: () => ["powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw"],
};

/** Whether other kinds than plain text can be put there and read: only X11's program knows of them. */
export const knowsHtml = process.platform === "linux";

/** Puts text, or a table of HTML, on the clipboard. */
export function copy(text, kind = "text") {
  const [program, ...args] = PUT[process.platform](kind);
  return new Promise((done, failed) => {
    // xclip stays behind to hand the text out; it must not keep our streams open.
    const child = spawn(program, args, { stdio: ["pipe", "ignore", "ignore"] });
    child.on("error", failed);
    child.on("exit", (code) => (code === 0 ? done() : failed(new Error(`${program} failed (${code}).`))));
    child.stdin.end(text);
  });
}

/** What another program would paste; empty while there is nothing of this kind. */
export function copied(kind = "text") {
  const [program, ...args] = GET[process.platform](kind);
  return new Promise((done, failed) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part) => {
      text += part;
    });
    child.on("error", failed);
    child.on("close", (code) => done(code === 0 ? text : ""));
  });
}
