"""Pieces made of many rows: table, board row, tabs, pager, progress, conflict, search results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.template import Context
from django.utils.translation import gettext as _

from linli.base import board
from linli.ui import words
from linli.ui.parts import Differing, Job, Tab
from linli.ui.tables import Table
from linli.ui.tags import inline


def table(context: Context, table: Table, *, pick: bool = True) -> dict[str, Any]:
    """A table of linli.ui.tables: sort, filter, column choice, paging and export in the address. `{% table table %}`

    Head and first column stick; cells can be dragged over and copied as Excel cells (pick=False switches it off);
    under 640 px a row is a title and two grey lines (Column.phone says which).
    """
    return {
        "table": table,
        "pick": pick,
        "ui": context.get("ui"),
        "request": context.get("request"),
        "name": str(table.caption or context.get("title", "")),
    }


def todo(context: Context, row: board.Row, *, open_in_row: bool = False) -> dict[str, Any]:
    """A row of today's board. `<ol class="board">{% for row in rows %}{% todo row %}{% endfor %}</ol>`

    With open_in_row=True the verb's form opens in the row: row.url must answer an htmx GET with the form alone.
    Without it, and without script, the verb is a link to that form. A form that is done answers with nothing
    and the header HX-Trigger: todo-done; the row goes. Touching the deadline prints how it was counted (row.reason).
    """
    now = inline.present(context)
    deadline, left = words.deadline_words(row.due, now)
    return {
        "row": row,
        "deadline": deadline,
        "left": left,
        "late": row.group == "late",
        "open_in_row": open_in_row,
    }


def tabs(tabs: Sequence[Tab], label: object = "") -> dict[str, Any]:
    """Tabs within a page: 居民信息 · 服务记录. The bar's second level comes from `navigation`. `{% tabs tabs %}`"""
    return {"tabs": tabs, "label": label}


def pager(table: Table) -> dict[str, Any]:
    """Which rows of how many, back and on. A Table prints its own; other lists pass any object of the same shape."""
    return {"table": table}


def progress(job: Job) -> dict[str, Any]:
    """Long work: a bar with count, asked again every second by htmx until finished; the page may be left.

    Job.url answers this piece alone. Without script the page refreshes by the link. `{% progress job %}`
    """
    return {"job": job}


def empty(sentence: object, url: str = "", action: object = "") -> dict[str, Any]:
    """Nothing here yet: one sentence and the first action. `{% empty _("No notices yet.") url _("Write the first") %}`"""
    return {"sentence": sentence, "url": url, "action": action}


def reveal(
    context: Context, url: str, masked: object, label: object = "", *, reasons: Sequence[object] = ()
) -> dict[str, Any]:
    """What is hidden, with 显示完整号码: asks for a reason, posts it to url, the answer stands for 60 s.

    `{% reveal url "5101**********1234" reasons=reasons %}`. url answers the piece ui/parts/revealed.html.
    """
    return {
        "url": url,
        "masked": masked,
        "label": label,
        "reasons": reasons,
        "csrf_token": context.get("csrf_token"),
    }


def conflict(
    rows: Sequence[Differing], who: object, when: object, *, mine_url: str = "", theirs_url: str = ""
) -> dict[str, Any]:
    """A stale form: what another person saved and what is typed here, side by side. `{% conflict rows who when %}`"""
    return {"rows": rows, "who": who, "when": when, "mine_url": mine_url, "theirs_url": theirs_url}


def found(hits: Sequence[board.Hit], query: str = "") -> dict[str, Any]:
    """Results of the search box in groups 人 · 地址 · 事项 · 数字 · 去哪里. `{% found hits query %}`"""
    names = {
        "people": _("People"),
        "places": _("Addresses"),
        "matters": _("Matters"),
        "figures": _("Figures"),
        "go": _("Go to"),
    }
    groups = [(label, [hit for hit in hits if hit.kind == kind]) for kind, label in names.items()]
    return {"groups": [(label, rows) for label, rows in groups if rows], "query": query}


def facts_row(figures: Sequence[Mapping[str, object] | object]) -> dict[str, Any]:
    """Figures in one row of text, each with 上年同期 and 累计 beside it. `{% figures figures %}`"""
    return {"figures": figures}
