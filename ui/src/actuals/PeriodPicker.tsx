// Which time the actuals are looked at: all of it, a fiscal year, a quarter or a month.
import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { Period } from "../api.gen";
import { firstMonth, formatPeriod, yearOfMonths } from "../kit/date";
import { useBook } from "../shell/book";
import classes from "../shell/shell.module.css";

export function PeriodPicker({ period, onPick }: { period: Period | null; onPick: (period: Period | null) => void }) {
  const { fiscal_year, fiscal_years, settings } = useBook();
  const chosenYear = Number(/^FY(\d+)/.exec(period ?? "")?.[1] ?? fiscal_year);
  const years = [...new Set([...fiscal_years, fiscal_year])].sort((a, b) => b - a);
  const item = (value: Period | null) => (
    <Menu.Item
      key={value ?? "all"}
      onClick={() => onPick(value)}
      leftSection={<IconCheck size={14} visibility={value === period ? "visible" : "hidden"} />}
    >
      {value === null ? "All time" : formatPeriod(value)}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.picker}>
          <span className="unseen">Period: </span>
          {period === null ? "All time" : formatPeriod(period)}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {item(null)}
        <Menu.Label>Fiscal year</Menu.Label>
        {years.map((year) => item(`FY${year}`))}
        <Menu.Label>Quarter of FY{chosenYear}</Menu.Label>
        {[1, 2, 3, 4].map((quarter) => item(`FY${chosenYear}-Q${quarter}`))}
        <Menu.Label>Month of FY{chosenYear}</Menu.Label>
        {yearOfMonths(firstMonth(chosenYear, settings)).map((month) => item(month))}
      </Menu.Dropdown>
    </Menu>
  );
}
