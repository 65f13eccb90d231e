// Which part of the plan's year is shown: all of it, what is over by now, a quarter or a month.
import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { Period, Plan } from "../api.gen";
import { fiscalYear, formatPeriod, monthOf, yearOfMonths } from "../kit/date";
import { useBook } from "../shell/book";
import classes from "../shell/shell.module.css";

interface PlanPeriodPickerProps {
  plan: Plan;
  period: Period | null;
  onPick: (period: Period | null) => void;
}

export function PlanPeriodPicker({ plan, period, onPick }: PlanPeriodPickerProps) {
  const book = useBook();
  const year = `FY${plan.fiscal_year}`;
  const current = fiscalYear(monthOf(book.as_of), book.settings) === plan.fiscal_year;
  const item = (value: Period | null) => (
    <Menu.Item
      key={value ?? "year"}
      onClick={() => onPick(value)}
      leftSection={<IconCheck size={14} visibility={value === period ? "visible" : "hidden"} />}
    >
      {value === null ? `Full year ${year}` : formatPeriod(value)}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.picker}>
          <span className="unseen">Period: </span>
          {period === null ? "Full year" : formatPeriod(period)}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {item(null)}
        {current && item(book.as_of)}
        <Menu.Label>Quarter</Menu.Label>
        {[1, 2, 3, 4].map((quarter) => item(`${year}-Q${quarter}`))}
        <Menu.Label>Month</Menu.Label>
        {yearOfMonths(plan.first_month).map((month) => item(month))}
      </Menu.Dropdown>
    </Menu>
  );
}
