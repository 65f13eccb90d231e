// The frame of each part of the actuals: its tools in the header, and the way to the others.
import type { ReactNode } from "react";
import parts from "../settings/settings.module.css";
import { Page } from "../shell/Page";

const PARTS = [
  { id: "", label: "Postings" },
  { id: "rules", label: "Rules" },
  { id: "months", label: "Months" },
  { id: "prepaid", label: "Prepaid" },
] as const;

export interface PartProps {
  id: (typeof PARTS)[number]["id"];
  search?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

export function Part({ id: shown, search, tools, children }: PartProps) {
  return (
    <Page title="Actuals" fixed search={search} tools={tools}>
      <nav className={parts.parts} aria-label="Parts of the actuals">
        {PARTS.map(({ id, label }) => (
          <a
            key={id}
            href={id ? `#/actuals?section=${id}` : "#/actuals"}
            aria-current={id === shown ? "page" : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
      {children}
    </Page>
  );
}
