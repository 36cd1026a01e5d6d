"""Files and work for tests."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from PIL import Image

from linli.files.models import Work

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)


def picture(width: int = 40, height: int = 30, form: str = "JPEG", **options: Any) -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#1F4E79").save(out, form, **options)
    return out.getvalue()


def work(community: int, user: int | None = None, **fields: Any) -> Work:
    """One piece of work."""
    values: dict[str, Any] = {"kind": "files.export", "started": AT, "facts": {"title": "名单"}} | fields
    return Work.objects.create(community_id=community, user=user, **values)
