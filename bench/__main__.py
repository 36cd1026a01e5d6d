"""`make bench`: deadlines, imports, pages, tables, appeals, contact cards, growth, each beside what it is compared with.

    python -m bench [--communities N] [--people M] [--rows R] [--only worktime,import,peer,pages,tables,appeals,contact,ballots,votes]
                    [--appeals N] [--writes N] [--votes N] [--small URL --large URL]

Without addresses of filled databases the embedded PostgreSQL runs in data/bench, and two databases are filled there
once: one community, and N of them (10 unless asked otherwise; the sizes of the targets are --communities 100,
a quarter of an hour of filling). Every part runs in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import against, ground
from bench.lines import Line, read_lines, table, tell

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("worktime", "import", "peer", "pages", "tables", "appeals", "contact", "ballots", "votes")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--communities", type=int, default=10, help="communities of the large database (100)")
    parser.add_argument("--people", type=int, default=10_000, help="people in each")
    parser.add_argument("--rows", type=int, default=10_000, help="rows of the workbook that is imported")
    parser.add_argument("--appeals", type=int, default=100_000, help="appeals of the one community (100,000)")
    parser.add_argument("--writes", type=int, default=10_000, help="writes of eight at once on one appeal")
    parser.add_argument("--votes", type=int, default=100_000, help="vote attempts by 64 clients (100,000)")
    parser.add_argument("--only", default=",".join(PARTS), help="parts to run")
    parser.add_argument("--small", default="", help="address of a database with one filled community")
    parser.add_argument("--large", default="", help="address of a database with many")
    parser.add_argument(
        "--peer", default="", help="python that has requirements/bench.txt; else an environment is made"
    )
    asked = parser.parse_args()
    parts = [one for one in asked.only.split(",") if one in PARTS]
    lines: list[Line] = []
    with ground.databases(asked.small, asked.large, asked.communities, asked.people) as where:
        tell(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {where.told}")
        if "worktime" in parts:
            lines += part("worktime", where.small)
        if "ballots" in parts:
            lines += part("ballots", where.small)
        if "votes" in parts:
            lines += part("votes", where.small, ground.FIRST, str(asked.votes))
        if "import" in parts or "peer" in parts:
            lines += _imports(where.small, asked.rows, asked.peer if "peer" in parts else None)
        if "pages" in parts:
            lines += against.pages(
                part("pages", where.small, ground.FIRST), part("pages", where.large, ground.FIRST)
            )
        if "tables" in parts:
            lines += against.tables(
                part("tables", where.small, ground.FIRST), part("tables", where.large, ground.FIRST)
            )
        if "appeals" in parts:
            lines += _appeals(where.small, asked.appeals, asked.writes)
        if "contact" in parts:
            lines += part("contact", where.small, ground.FIRST)
    print(table(lines))
    missed = sum(one.verdict == "missed" for one in lines)
    print(f"\n{missed} missed, load {os.getloadavg()[0]:.1f}; {where.told}")
    return 0


def part(name: str, database: str, *arguments: str) -> list[Line]:
    """The lines of one part, run on one database."""
    tell(f"{name} …")
    environment = ground.environment(database)
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return read_lines(done.stdout)


def _appeals(database: str, count: int, writes: int) -> list[Line]:
    """A community with few appeals beside one with many; then lives, writers and the sweep of as many open ones."""
    few, many = ground.with_appeals(database, 1_000), ground.with_appeals(database, count)
    lines = against.appeals(part("appeals", few, ground.FIRST), part("appeals", many, ground.FIRST))
    lines += part("lives", many, ground.FIRST) + part("writers", many, ground.FIRST, str(writes))
    with ground.copied(ground.with_appeals(database, count, "open")) as copy:
        return lines + part("sweeping", copy, ground.FIRST)


def _imports(database: str, rows: int, peer: str | None) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder, ground.scratch(database) as scratch:
        found = part("importing", scratch, str(rows), folder)
        if peer is None:
            return against.imports(found, None)
        tell("peer …")
        python = peer or ground.peer_python()
        command = [python, str(ROOT / "bench" / "peer.py"), f"{folder}/plain.xlsx"]
        environment = {**ground.environment(scratch), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        return against.imports(found, done.stdout)


if __name__ == "__main__":
    sys.exit(main())
