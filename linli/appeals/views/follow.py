"""The code of the receipt: the address behind its QR, and a new one for a receipt that was lost."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound
from linli.office import qr as drawing
from linli.places import api as places

from ..queries.shapes import Record
from ..rules.intake import FOLLOW


def address(request: HttpRequest, one: Record, code: str, on: dt.date) -> str:
    """Where the resident follows the appeal; number and code stand behind the # so that no log keeps them."""
    if not code:
        return ""
    try:
        page = reverse("public:follow", args=[places.community(one.community, on).code])
    except (NoReverseMatch, NotFound):  # an area without a code has no public pages
        return ""
    plain = code.replace(" ", "")
    return f"{request.build_absolute_uri(page)}#{urlencode({'number': one.number, 'code': plain})}"


def qr(text: str) -> SafeString:
    """The QR as a picture in the page."""
    return mark_safe(drawing.svg(text, size_mm=22, title=_("Scan to follow")))  # noqa: S308 -- drawn by us


def new_code(actor: Actor, one: Record, at: dt.datetime) -> str:
    """Another code for the same appeal; the earlier one stays good."""
    return accounts.hand_out_code(
        actor=actor, purpose="follow", subject="appeals.appeal", key=one.id, community=one.community, at=at, valid=FOLLOW,
        uses=None, beside=one.number,
    ).text  # fmt: skip
