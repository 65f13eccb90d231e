// What holds for the whole book: whose it is, its money and its year, and the lists everything else chooses from.
import { usePlace } from "../shell/location";
import { Page } from "../shell/Page";
import { Book } from "./Book";
import { Categories } from "./Categories";
import { Departments } from "./Departments";
import { Plans } from "./Plans";
import { Projects } from "./Projects";
import { Rates } from "./Rates";
import classes from "./settings.module.css";
import { Vendors } from "./Vendors";

const PARTS = [
  { id: "book", label: "Book", part: Book },
  { id: "plans", label: "Plans", part: Plans },
  { id: "rates", label: "Rates", part: Rates },
  { id: "categories", label: "Categories", part: Categories },
  { id: "departments", label: "Departments", part: Departments },
  { id: "vendors", label: "Vendors", part: Vendors },
  { id: "projects", label: "Projects", part: Projects },
] as const;

export default function SettingsPage() {
  const { parameters } = usePlace();
  const part = PARTS.find(({ id }) => id === parameters.get("section")) ?? PARTS[0];
  return (
    <Page title="Settings" fixed>
      <nav className={classes.parts} aria-label="Parts of the settings">
        {PARTS.map(({ id, label }) => (
          <a key={id} href={`#/settings?section=${id}`} aria-current={id === part.id ? "page" : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <part.part />
    </Page>
  );
}
