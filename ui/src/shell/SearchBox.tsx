// The door to the command palette in the header of a page.

import { shortcut } from "./keys";
import { openPalette } from "./palette";
import classes from "./shell.module.css";

export function SearchBox() {
  return (
    <button type="button" className={classes.searchBox} onClick={openPalette}>
      <span>Search or command</span>
      <kbd>{shortcut("K")}</kbd>
    </button>
  );
}
