// What lies over the page: the command palette, the list of keys, or nothing.
import { shared } from "../kit/shared";

const over = shared<"palette" | "keys" | null>(null);

export const openPalette = () => over.set("palette");
export const openKeys = () => over.set("keys");
export const closePalette = () => over.set(null);
export const useOver = over.use;
