"""Money as whole fen: read as people type it, written as forms show it. Nothing is ever a float."""

from __future__ import annotations

import re

_TYPED = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?(万)?元?")
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def read_yuan(text: str) -> int | None:
    """Fen of 12345.6, 12,345.60 元, ¥300 or 1.5万; None for what is no amount."""
    plain = re.sub(r"[\s,¥￥]", "", text.translate(_WIDE))
    found = _TYPED.fullmatch(plain)
    if found is None:
        return None
    fen = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    return fen * 10_000 if found[3] else fen


def yuan(fen: int) -> str:
    """12,345.60: yuan with two decimals, grouped."""
    sign, whole = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{whole // 100:,}.{whole % 100:02d}"


def plain_yuan(fen: int) -> str:
    """12345.60: the same for a field or a cell."""
    return yuan(fen).replace(",", "")
