"""The messy roster as a plain sheet, one row of heads and one line for each person: what the peer can read."""

from __future__ import annotations

import sys

import xlsxwriter
from python_calamine import CalamineWorkbook

#: Where the roster's heads end, and the column whose merged cells mean "as above".
_FIRST, _MERGED = 4, 22


def flatten(messy: str, plain: str) -> int:
    """Write `plain` from `messy`; how many lines."""
    cells = CalamineWorkbook.from_path(messy).get_sheet_by_index(0).to_python()
    heads = [str(below or above) for above, below in zip(cells[_FIRST - 2], cells[_FIRST - 1], strict=True)]
    held: object = ""
    count = 0
    with xlsxwriter.Workbook(plain) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heads)
        for line in cells[_FIRST:]:
            if not line[1]:
                continue
            held = line[_MERGED] or held
            line[_MERGED] = held
            count += 1
            sheet.write_row(count, 0, [str(int(one)) if isinstance(one, float) else str(one) for one in line])
    return count


if __name__ == "__main__":
    print(flatten(sys.argv[1], sys.argv[2]))
