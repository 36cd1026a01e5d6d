"""How this reader wants pages: language, large print and compact tables. Kept in cookies, across sign-out.

The cookies hold one short word each and nothing about the person.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

ELDER = "linli_elder"
COMPACT = "linli_compact"
KEEP = 400 * 24 * 3600
"""Cookies stand 400 days, the longest that browsers keep one."""

SIZES = (0, 20, 24, 30)
"""Sizes of text in px; 0 is the usual page."""


@dataclass(frozen=True)
class Look:
    """What the templates read as `ui`."""

    elder: int
    compact: bool
    demo: bool
    clock: str

    @property
    def classes(self) -> str:
        """Class names of the html element."""
        names = [f"elder elder-{self.elder}"] if self.elder else []
        return " ".join(names + (["is-compact"] if self.compact else []))

    @property
    def sizes(self) -> list[tuple[int, str, bool]]:
        """Each size with its word and whether it is the present one."""
        words = (_("usual"), _("large"), _("larger"), _("largest"))
        return [(size, word, size == self.elder) for size, word in zip(SIZES, words, strict=True)]


def look_of(request: HttpRequest, *, demo: bool, now: dt.datetime) -> Look:
    """The look that the cookies ask for; unknown values mean the usual page."""
    asked = request.COOKIES.get(ELDER, "")
    elder = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    return Look(
        elder=elder if elder in SIZES else 0,
        compact=request.COOKIES.get(COMPACT) == "1",
        demo=demo,
        clock=f"{now:%Y-%m-%d %H:%M}",
    )


def keep(response: HttpResponse, name: str, value: str) -> None:
    """Remember one choice in a cookie of this site."""
    response.set_cookie(name, value, max_age=KEEP, samesite="Lax", httponly=True)
