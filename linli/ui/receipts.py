"""The receipt of what was sent without an account: this browser may show it again for two hours.

The code is sealed and the cookie signed, so that neither tells it to anybody; a cookie belongs to one community.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from linli.base import keys

#: The receipt that this browser may show and print again, the record that it follows, and for how long.
RECEIPT, FOLLOWED, KEPT = "linli_receipt", "linli_follow", dt.timedelta(hours=2)
_RECEIPT, _FOLLOW = "linli.appeals.receipt", "linli.appeals.follow"
#: Faults of pictures that are said on a receipt, and signs of one.
_FAULTS, _SIGNS = 9, 200


def keep(
    response: HttpResponse, community: int, area: str, key: int, code: str, faults: Sequence[str] = ()
) -> HttpResponse:
    """Let this browser show the receipt of a record of a community (its area's code in the path)."""
    held = [community, key, keys.seal(code).hex(), [one[:_SIGNS] for one in faults[:_FAULTS]]]
    return _set(response, RECEIPT, signing.dumps(held, salt=_RECEIPT), area)


def kept(request: HttpRequest, community: int) -> tuple[int, str, list[str]] | None:
    """(record, code, faults) of the receipt that this browser holds for a community; None without."""
    try:
        where, key, sealed, faults = signing.loads(
            request.COOKIES.get(RECEIPT, ""), salt=_RECEIPT, max_age=KEPT
        )
        code = keys.unseal(bytes.fromhex(sealed))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (int(key), code, list(faults)) if where == community else None


def follow(response: HttpResponse, community: int, area: str, key: int) -> HttpResponse:
    """Remember for a while that the code of this record was given; the code itself is kept nowhere."""
    return _set(response, FOLLOWED, signing.dumps([community, key], salt=_FOLLOW), area)


def followed(request: HttpRequest, community: int) -> int | None:
    """The record of a community whose code this browser gave lately; None without."""
    try:
        where, key = signing.loads(request.COOKIES.get(FOLLOWED, ""), salt=_FOLLOW, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return key if where == community and isinstance(key, int) else None


def leave(response: HttpResponse, area: str) -> HttpResponse:
    """Forget what is followed, for a phone that others use."""
    response.delete_cookie(FOLLOWED, path=f"/c/{area}/", samesite="Lax")
    return response


def _set(response: HttpResponse, name: str, value: str, area: str) -> HttpResponse:
    response.set_cookie(
        name, value, max_age=KEPT, path=f"/c/{area}/", httponly=True, samesite="Lax", secure=settings.HTTPS,
    )  # fmt: skip
    return response
