"""A .pb file as its three tables: META, PROJECTS, VOTES, each a line of column names and rows split at semicolons.

Fields may be padded with blanks and quoted as in CSV. Nothing is interpreted here; every row keeps its line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from linli.kernel import Refused, Saying, say

META, PROJECTS, VOTES = "META", "PROJECTS", "VOTES"
TITLES = (META, PROJECTS, VOTES)
#: Characters of one field.
FIELD = 1 << 20


@dataclass(frozen=True, slots=True)
class Flag:
    """Something odd in a line; the file is read as it stands and nothing is mended."""

    line: int
    reason: Saying

    @property
    def saying(self) -> Saying:
        """Line and reason in one sentence; line 0 stands for the whole file."""
        return say("Line {line}: {reason}", line=self.line, reason=self.reason) if self.line else self.reason


class Faulty(Refused):
    """The file cannot be counted; `faults` names the lines (at most FAULTS of them)."""

    def __init__(self, faults: Sequence[Flag]) -> None:
        super().__init__(faults[0].saying, "file")
        self.faults = tuple(faults)


@dataclass(slots=True)
class Table:
    """One section: where it starts, its columns in lower case, its rows with their lines."""

    line: int = 0
    columns: tuple[str, ...] = ()
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class Sections:
    """The three tables and what was odd on the way."""

    meta: Table
    projects: Table
    votes: Table
    flags: list[Flag]


def split(text: str) -> Sections:
    """The three tables. Raises Faulty where one is missing, comes twice or has no column names."""
    flags: list[Flag] = []
    found: dict[str, Table] = {}
    table: Table | None = None
    for line, row in _rows(text, flags):
        if not any(row):
            flags.append(Flag(line, say("an empty line.")))
        elif row[0].upper() in TITLES and not any(row[1:]):
            title = row[0].upper()
            if title in found:
                raise Faulty([Flag(line, say("the section {title} comes twice.", title=title))])
            table = found[title] = Table(line)
        elif table is None:
            told = say("the file does not start with a section META, PROJECTS or VOTES.")
            raise Faulty([Flag(line, told)])
        elif not table.columns:
            table.columns = tuple(name.lower() for name in row)
        else:
            table.rows.append((line, row))
    for title in TITLES:
        if title not in found:
            raise Faulty([Flag(0, say("The section {title} is missing.", title=title))])
        if not found[title].columns:
            told = say("the section {title} has no line of column names.", title=title)
            raise Faulty([Flag(found[title].line, told)])
    return Sections(found[META], found[PROJECTS], found[VOTES], flags)


def _rows(text: str, flags: list[Flag]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they start in, blanks around fields gone."""
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise Faulty(
            [Flag(text.count("\n", 0, text.index("\x00")) + 1, say("a zero byte; this is no text file."))]
        )
    csv.field_size_limit(FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", skipinitialspace=True)
    line = 1
    try:
        for row in reader:
            if reader.line_num > line:
                told = say("a quoted field runs over {n} lines.", n=reader.line_num - line + 1)
                flags.append(Flag(line, told))
            yield line, [cell.strip() for cell in row]
            line = reader.line_num + 1
    except csv.Error:
        raise Faulty(
            [Flag(line, say("the line cannot be split at semicolons; a quotation mark may be missing."))]
        ) from None
