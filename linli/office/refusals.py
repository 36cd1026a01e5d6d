"""What is said to somebody whose file is not opened."""

from __future__ import annotations

from linli.kernel.refusal import Refused
from linli.kernel.say import say


def password() -> Refused:
    return Refused(say("The workbook is protected by a password. Save it without one and upload it again."))


def macros() -> Refused:
    return Refused(
        say("The workbook carries macros. Save it as .xlsx (a workbook without macros) and upload that file.")
    )


def no_workbook() -> Refused:
    return Refused(say("This is no workbook. Upload an .xlsx, .xls or .csv file."))


def cut_off() -> Refused:
    return Refused(say("The file is not complete: the upload or the copy was cut off. Upload it again."))


def bomb() -> Refused:
    return Refused(say("The file unpacks to far more than a roster needs and is not opened."))


def entities() -> Refused:
    return Refused(
        say("The workbook contains XML definitions that no office program writes and is not opened.")
    )


def too_wide(columns: int, rows: int) -> Refused:
    return Refused(
        say(
            "A sheet claims {columns} columns and {rows} rows. Copy the filled cells to a new workbook "
            "and upload that.",
            columns=columns,
            rows=rows,
        )
    )
