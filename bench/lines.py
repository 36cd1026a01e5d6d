"""What a run found: one line per measurement, printed as a table."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass
class Line:
    """One measurement.

    value   in `unit`; beside it what it is compared with in the same run, and their ratio
    target  what the ratio, or the value where nothing is compared, must not pass; None: told only
    """

    name: str
    value: float
    unit: str = "ms"
    beside: float | None = None
    beside_name: str = ""
    target: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the other one."""
        return self.value / self.beside if self.beside else None

    @property
    def verdict(self) -> str:
        """ok, missed, or nothing where no target is set."""
        if self.target is None:
            return ""
        asked = self.ratio if self.ratio is not None else self.value
        return "ok" if (asked >= self.target if self.at_least else asked <= self.target) else "missed"


def table(lines: Sequence[Line]) -> str:
    """The lines as text, columns under each other."""
    rows = [("what", "value", "beside", "ratio", "target", "")]
    for one in lines:
        sign = "≥" if one.at_least else "≤"
        unit = "" if one.ratio is not None else f" {one.unit}"
        rows.append(
            (
                one.name,
                f"{_number(one.value)} {one.unit}",
                f"{_number(one.beside)} {one.unit} {one.beside_name}" if one.beside is not None else "",
                f"{one.ratio:.2f}" if one.ratio is not None else "",
                f"{sign} {_number(one.target)}{unit}" if one.target is not None else "",
                one.verdict,
            )
        )
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def say_lines(lines: Sequence[Line]) -> None:
    """Hand the lines to the run that started this part: one JSON text on the last line of output."""
    print(json.dumps([asdict(one) for one in lines], ensure_ascii=False))


def read_lines(text: str) -> list[Line]:
    """The lines that a part handed over."""
    return [Line(**one) for one in json.loads(text.strip().splitlines()[-1])]


def times(work: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each round."""
    found = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return found


def median(work: Callable[[], object], rounds: int) -> float:
    """Seconds, p50."""
    return statistics.median(times(work, rounds))


def tell(text: str) -> None:
    """A word on what goes on, beside the results."""
    print(text, file=sys.stderr, flush=True)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _width(text: str) -> int:
    return sum(2 if "\u2e80" <= one <= "\uffe6" else 1 for one in text)
