"""Released appeals, keys and pictures for tests, made past the rules."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from typing import Any

from PIL import Image

from linli.appeals.models import Appeal, Photo
from linli.appeals.tests import factories as appeals
from linli.base.scope import community_scope
from linli.channels.actions import keys
from linli.files import api as files
from linli.kernel import Actor
from linli.places.tests import factories as places

#: By the clock of tests: real, so that what is made now lies in the last 90 days.
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
_serial = itertools.count(1)


def community(**fields: Any) -> int:
    """A community with an area code of its own."""
    code = fields.pop("code", f"5101059{next(_serial):05d}")
    return appeals.community(code=code, **fields)


def released(community: int, at: dt.datetime = AT, **fields: Any) -> Appeal:
    """An appeal that was released: its public words differ from those that were said."""
    given = {
        "text": "王波家三单元501漏水，电话19200000001", "public_text": "楼上漏水", "public_answer": "已修好", "public_place": "1栋",
        "consents": True, "released_at": at, "received_at": at, "changed_at": at, "category": "pipes", "state": "in_hand",
        **fields,
    }  # fmt: skip
    number = given.pop("number", f"{at:%Y%m%d}-{next(_serial):03d}")
    return appeals.appeal(community, at=at, number=number, **given)


def building(community: int, name: str = "1栋", **fields: Any) -> Any:
    """A building with its point."""
    return places.building(community, name, 1, 1, 1, longitude=104.05, latitude=30.7, **fields)


def picture(mode: str = "RGB", size: tuple[int, int] = (8, 8), form: str = "JPEG", **options: Any) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, form, **options)
    return out.getvalue()


def photo(row: Appeal, *, public: bool = True) -> Photo:
    """A picture of an appeal."""
    community = row.community_id
    with community_scope(community):
        actor = Actor.system("a test", community)
        file = files.store(
            actor, "灯.jpg", picture(), kind="image/jpeg", owner="appeals.appeal", key=row.pk, at=AT
        )
        return Photo.objects.create(community_id=community, appeal=row, file=file, at=AT, public=public)


def client(community: int, *rights: str, name: str = "") -> tuple[int, str]:
    """(id, key) of another program that may send."""
    with community_scope(community):
        return keys.hand_out(
            actor=Actor.system("a test", community), at=AT, community=community, name=name or f"程序{next(_serial)}",
            rights=list(rights or ("report", "photos")),
        )  # fmt: skip


__all__ = ["AT", "building", "client", "community", "photo", "picture", "released"]
