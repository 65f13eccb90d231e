#!/usr/bin/env python3
"""What openpyxl (read-only) or pandas take to bring a file into a table of SQLite: `import.py PEER FILE DATABASE`.

`cargo xtask bench import` runs it where Python has both. To get them, in the folder in which the chores build
(`CARGO_TARGET_DIR`, else `~/.cache/outlay/target`):

    python3 -m venv bench/import/python
    bench/import/python/bin/pip install openpyxl pandas python-calamine
"""

import importlib.util
import sqlite3
import sys

peer, file, database = sys.argv[1:4]
connection = sqlite3.connect(database)
connection.execute("PRAGMA journal_mode = WAL")

if peer == "openpyxl":
    import openpyxl

    sheet = openpyxl.load_workbook(file, read_only=True).active
    rows = sheet.iter_rows(values_only=True)
    names = next(rows)
    columns = ", ".join('"' + name + '"' for name in names)
    connection.execute(f"CREATE TABLE rows ({columns})")
    plain = (tuple(str(cell) if hasattr(cell, "year") else cell for cell in row) for row in rows)
    connection.executemany("INSERT INTO rows VALUES (" + ", ".join("?" * len(names)) + ")", plain)
else:
    import pandas

    if file.endswith(".csv"):
        table = pandas.read_csv(file)
    else:
        # The fastest of its readers that is there.
        fast = importlib.util.find_spec("python_calamine") is not None
        table = pandas.read_excel(file, engine="calamine" if fast else "openpyxl")
    table.to_sql("rows", connection, index=False)
connection.commit()
connection.close()
