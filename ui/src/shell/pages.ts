// The screens, in the order of the navigation: one line a screen.
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { BookState } from "../api.gen";

export interface PageEntry {
  id: string;
  label: string;
  group: "" | "Plan" | "Spend" | "Supply" | "Book";
  page: LazyExoticComponent<ComponentType>;
  /** How many things wait there. */
  badge?: (book: BookState) => number;
}

export const PAGES: readonly PageEntry[] = [
  { id: "overview", label: "Overview", group: "", page: lazy(() => import("../overview/OverviewPage")) },
  { id: "budget", label: "Budget", group: "Plan", page: lazy(() => import("../budget/BudgetPage")) },
  { id: "forecast", label: "Forecast", group: "Plan", page: lazy(() => import("../forecast/ForecastPage")) },
  { id: "staff", label: "Staff", group: "Plan", page: lazy(() => import("../staff/StaffPage")) },
  {
    id: "actuals",
    label: "Actuals",
    group: "Spend",
    page: lazy(() => import("../actuals/ActualsPage")),
    badge: (book) => book.unmatched_count,
  },
  { id: "variance", label: "Variance", group: "Spend", page: lazy(() => import("../variance/VariancePage")) },
  { id: "showback", label: "Showback", group: "Spend", page: lazy(() => import("../showback/ShowbackPage")) },
  { id: "contracts", label: "Contracts", group: "Supply", page: lazy(() => import("../contracts/ContractsPage")) },
  { id: "import", label: "Import", group: "Book", page: lazy(() => import("../import/ImportPage")) },
  { id: "activity", label: "Activity", group: "Book", page: lazy(() => import("../activity/ActivityPage")) },
  { id: "settings", label: "Settings", group: "Book", page: lazy(() => import("../settings/SettingsPage")) },
];
