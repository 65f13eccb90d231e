#!/usr/bin/env python3
"""What numpy, pandas, pyxirr and statsmodels take for the work of `tests/benches/numbers.rs`, on the same data.

`cargo xtask bench` runs it where Python has these packages. To get them, in the folder in which the chores build
(`CARGO_TARGET_DIR`, else `~/.cache/outlay/target`):

    python3 -m venv bench/python
    bench/python/bin/pip install numpy pandas pyxirr statsmodels

On Windows it is `bench\\python\\Scripts\\pip`. Without statsmodels there is nothing beside the trend.

Every line that it prints is: benchmark, peer, microseconds, separated by tabs; the least of five runs. With `--check`
it prints the results instead, to be held against those of the benchmarks.
"""

import datetime
import sys
import time

import numpy as np
import pandas as pd
import pyxirr

CHECK = "--check" in sys.argv
LINES, PLANS, GROUPS, CLOSED = 100_000, 3, 40, 5


def random(index, below):
    """The numbers of the Rust side: one step of a linear congruential generator on the index."""
    index = np.asarray(index, dtype=np.uint64)
    step = index * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
    return ((step >> np.uint64(33)) % np.uint64(below)).astype(np.int64)


def measure(benchmark, peer, work, runs=5, times=1):
    if CHECK:
        print(benchmark, peer, work(), sep="\t")
        return
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    print(benchmark, peer, round(min(spent) * 1_000_000 * times), sep="\t", flush=True)


def months(table, lines):
    """Twelve amounts a line."""
    return random(np.arange(lines * 12) + table * lines * 12, 1_000_000).reshape(lines, 12)


def variance():
    """Sums by group and the bridge of every plan."""
    line = np.arange(LINES)
    new, gone, unmatched = line % 50 == 1, line % 50 == 2, line % 50 == 3
    actual, opened = months(3, LINES), months(4, LINES)
    actual[gone], opened[gone] = 0, 0
    at_budget = actual - np.where(line % 4 == 0, 1, 0)[:, None] * (actual // 50)
    budgets = []
    for plan in range(PLANS):
        budget = months(plan, LINES)
        budget[new | unmatched] = 0
        budgets.append(budget / 100)
    actual, at_budget, opened = actual / 100, at_budget / 100, opened / 100

    def pandas(tables):
        results = []
        for table in tables:
            forecast = table["actual"].where(table["month"] < CLOSED, table["open"])
            closed = (table["month"] < CLOSED).astype(float)
            whole = table.assign(
                forecast=forecast,
                difference=forecast - table["budget"],
                currency=(table["actual"] - table["at_budget"]) * closed,
                planned=table["budget"] != 0,
                spent=(table["actual"] != 0) | (forecast != 0),
            )
            groups = whole.groupby("group")[["budget", "actual", "forecast"]].sum()
            lines = whole.groupby("line").agg(
                difference=("difference", "sum"),
                currency=("currency", "sum"),
                planned=("planned", "any"),
                spent=("spent", "any"),
                matched=("matched", "first"),
            )
            cause = np.select(
                [~lines["matched"], ~lines["planned"], ~lines["spent"]], ["unmatched", "new", "cancelled"], "other"
            )
            currency = lines["currency"].where(cause == "other", 0)
            items = (lines["difference"] - currency).groupby(cause).sum()
            items["currency"] = currency.sum()
            results.append((groups.sum().round(2).to_dict(), items.round(2).to_dict()))
        return results

    def numpy():
        results = []
        for budget in budgets:
            forecast = np.concatenate([actual[:, :CLOSED], opened[:, CLOSED:]], axis=1)
            group = line % GROUPS
            sums = [np.bincount(group, table.sum(axis=1), GROUPS) for table in (budget, actual, forecast)]
            difference = (forecast - budget).sum(axis=1)
            currency = (actual[:, :CLOSED] - at_budget[:, :CLOSED]).sum(axis=1)
            planned = (budget != 0).any(axis=1)
            spent = (actual != 0).any(axis=1) | (opened[:, CLOSED:] != 0).any(axis=1)
            left = ~unmatched
            is_new = left & ~planned
            cancelled = left & planned & ~spent
            rest = left & planned & spent
            items = {
                "new": difference[is_new].sum(),
                "cancelled": difference[cancelled].sum(),
                "currency": currency[rest].sum(),
                "unmatched": difference[unmatched].sum(),
                "other": (difference - currency)[rest].sum(),
            }
            results.append(([round(s.sum(), 2) for s in sums], {k: round(v, 2) for k, v in items.items()}))
        return results

    measure("variance", "numpy, a table of 12 columns", numpy)
    tables = [
        pd.DataFrame(
            {
                "line": np.repeat(line, 12),
                "group": np.repeat(line % GROUPS, 12),
                "matched": np.repeat(~unmatched, 12),
                "month": np.tile(np.arange(12), LINES),
                "budget": budget.ravel(),
                "actual": actual.ravel(),
                "at_budget": at_budget.ravel(),
                "open": opened.ravel(),
            }
        )
        for budget in budgets
    ]
    measure("variance", "pandas, a row for each month", lambda: pandas(tables))


FORECASTS = 10_000


def lines():
    """Budget, year before, contract and actual of every line, in whole units."""
    index = np.arange(4 * FORECASTS * 12).reshape(4, FORECASTS, 12)
    return random(index, 1_000_000) / 100


def forecast():
    """The six methods that calculate, for all lines at once."""
    budget, prior, amounts, actual = lines()
    budget, prior, amounts, actual = (
        pd.DataFrame(table) for table in (budget, prior, amounts, actual)
    )

    def peer(to_numpy):
        b, p, c, a = (table.to_numpy() if to_numpy else table for table in (budget, prior, amounts, actual))
        part = (lambda table, rows: table[:, rows]) if to_numpy else (lambda table, rows: table.iloc[:, rows])
        closed, opened = slice(0, CLOSED), slice(CLOSED, 12)
        posted = part(a, closed)
        to_date = posted.sum(axis=1)

        def spread(whole, weights):
            """To the cent, those with the largest remainders a cent more, so that the months sum to the whole."""
            cents = (whole * 100).round()
            share = cents / weights.sum(axis=1)
            exact = weights * share[:, None] if to_numpy else weights.mul(share, axis=0)
            parts = np.floor(exact)
            order = np.argsort(-np.asarray(exact - parts), axis=1, kind="stable")
            rank = np.empty_like(order)
            np.put_along_axis(rank, order, np.arange(order.shape[1])[None, :], axis=1)
            missing = np.asarray(cents - parts.sum(axis=1)).round()
            return (parts + (rank < missing[:, None])) / 100

        months = [
            part(b, opened),
            spread(b.sum(axis=1) - to_date, part(b, opened)),
            spread(to_date / CLOSED * (12 - CLOSED), part(b, opened) * 0 + 1),
            spread(to_date * part(p, opened).sum(axis=1) / part(p, closed).sum(axis=1), part(p, opened)),
            part(c, opened),
            part(c, opened),
        ]
        join = (lambda m: np.concatenate([posted, m], axis=1)) if to_numpy else (lambda m: pd.concat([posted, m], axis=1))
        years = [join(m) for m in months]
        return [float(year.sum(axis=1).sum().round(2)) for year in years]

    measure("forecast", "numpy, all lines at once", lambda: peer(True))
    measure("forecast", "pandas, all lines at once", lambda: peer(False))


def trend():
    """The best of three smoothings, and again without the last three months: 5 lines, told as the 200."""
    try:
        import warnings

        from statsmodels.tsa.exponential_smoothing.ets import ETSModel
    except ImportError:
        return
    warnings.simplefilter("ignore")
    _, prior, _, actual = lines()
    histories = np.concatenate([prior, actual[:, :CLOSED]], axis=1)[:5]

    def best(history, ahead):
        fits = [
            ETSModel(history, error="add", trend=trend, damped_trend=damped).fit(disp=False)
            for trend, damped in ((None, False), ("add", False), ("add", True))
        ]
        return min(fits, key=lambda fit: fit.aicc).forecast(ahead)

    def peer():
        return [(best(h, 12 - CLOSED).sum().round(2), best(h[:-3], 3).sum().round(2)) for h in histories]

    measure("trend", "statsmodels, ETSModel (5 of the lines, once)", peer, runs=1, times=40)


OPTIONS, ITEMS, RUNS = 3, 40, 10_000


def tco():
    """Nominal and present value of every option by year, and the simulation."""
    option, item = np.meshgrid(np.arange(OPTIONS), np.arange(ITEMS), indexing="ij")
    every = np.array([1, 3, 12])[item % 3]
    each = item % 4 == 0
    amount = np.where(each, 10, 1_000) * (1 + random(option * ITEMS + item, 9))

    def peer():
        month = np.arange(60)
        paid = month % every[..., None] == 0
        growth = 1.03 ** (month // 12)
        planned = amount * np.where(each, 100, 1)
        flows = planned[..., None] * paid * growth
        discount = 1.08 ** -(month // 12 + 1.0)
        nominal = flows.sum(axis=1).reshape(OPTIONS, 5, 12).sum(axis=2)
        worth = (paid * growth * discount).sum(axis=2)
        present = (flows * discount).sum(axis=(1, 2))
        random = np.random.default_rng(1)
        drawn = random.triangular(0.8 * amount, amount, 1.3 * amount, (RUNS, OPTIONS, ITEMS))
        users = random.triangular(80, 100, 150, (RUNS, 1, 1))
        values = (drawn * worth * np.where(each, users, 1)).sum(axis=2)
        deciles = np.percentile(values, [10, 50, 90], axis=0, method="inverted_cdf")
        wins = np.bincount(values.argmin(axis=1), minlength=OPTIONS) / RUNS
        return nominal.round(0).tolist(), present.round(2).tolist(), deciles.round(0).tolist(), wins.tolist()

    measure("tco", "numpy", peer)


FLOWS = 12


def flows(lists):
    """Dates and amounts of every list, every second of them with flows of both signs after the outlay."""
    index = np.arange(lists * FLOWS).reshape(lists, FLOWS)
    number = np.arange(FLOWS)
    days = number * 91 + random(2 * index, 30)
    back = random(2 * index + 1, 10_000)
    typical = np.where(number == 0, -50_000 - 3 * back, 3_000 + back)
    mixed = np.where(number == 0, -30_000 - back, 2 * back - 6_000)
    amounts = np.where((np.arange(lists) % 2 == 0)[:, None], typical, mixed)
    start = datetime.date(2020, 1, 1)
    dates = [[start + datetime.timedelta(days=int(day)) for day in row] for row in days]
    return dates, amounts.astype(float).tolist()


def xirr():
    """The internal rate of dated flows."""
    dates, amounts = flows(10_000)

    def peer():
        rates = [pyxirr.xirr(days, values) for days, values in zip(dates, amounts)]
        found = [rate for rate in rates if rate is not None]
        return len(found), sum(found)

    measure("xirr", "pyxirr", peer)


variance()
forecast()
trend()
tco()
xirr()
