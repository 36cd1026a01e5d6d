"""答复公开, 找谁办, 办事指南 and what is done with what residents tell: read by anybody."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.files import api as files
from linli.kernel.text import without_controls

from ..queries import categories, desk, published
from ..queries import public as queries
from ..queries.published import PublicRow
from .common import whole
from .public import Here, at_home, page

SIZE = 20


@require_safe
@at_home
def answers(request: HttpRequest, here: Here) -> HttpResponse:
    """What was released: masked words, the answer, the building; newest first."""
    tree = categories.tree(here.community, here.on)
    tops = [(one.code, one.word) for one in tree.tops]
    asked, text = request.GET.get("category", ""), _typed(request)
    known = asked if asked in dict(tops) else ""
    number = whole(request.GET.get("page")) or 1
    found = published.published(
        here.community,
        page=number,
        size=SIZE,
        category=",".join(tree.below(known)) if known else "",
        text=text,
    )
    pictures = queries.released_pictures(here.community, [row.id for row in found.rows])
    rows = [_row(row, tree.word(row.category), pictures.get(row.id, [])) for row in found.rows]
    context = {
        "rows": rows, "found": found, "query": text, "category": known, "categories": tops,
        "newer": _turn(here, found.number - 1, known, text) if found.number > 1 else "",
        "older": _turn(here, found.number + 1, known, text) if found.further else "",
    }  # fmt: skip
    return page(request, here, "answers", _("Answers made public"), context)


@require_safe
@at_home
def answer_picture(request: HttpRequest, here: Here, photo: int) -> HttpResponseBase:
    """A picture that was released with its appeal."""
    _appeal, file = queries.released_picture(here.community, photo)
    return files.serve(request, here.actor, file)


@require_safe
@at_home
def who(request: HttpRequest, here: Here) -> HttpResponse:
    """找谁办: which matter, who, by which phone."""
    return _guide(request, here, "who", _("Who to turn to"))


@require_safe
@at_home
def guide(request: HttpRequest, here: Here) -> HttpResponse:
    """办事指南: which papers, how it goes, by which rule."""
    return _guide(request, here, "guide", _("How it is done"))


@require_safe
@at_home
def privacy(request: HttpRequest, here: Here) -> HttpResponse:
    """What is done with what residents tell us, as a list."""
    return page(request, here, "privacy", _("What we do with your data"), {}, back=here.url("report"))


def _guide(request: HttpRequest, here: Here, template: str, title: str) -> HttpResponse:
    text = _typed(request)
    rows = desk.guides(here.community, text=text, public=True)
    return page(request, here, template, title, {"rows": rows, "query": text})


def _typed(request: HttpRequest) -> str:
    return without_controls(request.GET.get("q", "")).strip()[:60]


def _row(row: PublicRow, category: str, pictures: list[int]) -> dict[str, Any]:
    return {"row": row, "category": category, "pictures": pictures}


def _turn(here: Here, number: int, category: str, text: str) -> str:
    asked = {"b": here.plate, "category": category, "q": text, "page": number}
    return "?" + urlencode({name: value for name, value in asked.items() if value})
