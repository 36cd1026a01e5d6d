"""QR codes as inline SVG for pages and papers, and as PNG."""

from __future__ import annotations

from io import BytesIO

import segno

ERROR = "m"  # a slip on a wall is read through dirt; 15 % may be lost


def svg(text: str, *, size_mm: float | None = None, title: str | None = None) -> str:
    """An <svg> element without XML head: black on nothing, quiet zone of 4 modules, scaled by its box.

    `size_mm` sets width and height in millimetres (22 on notices and slips); `title` is its name for
    those who cannot see it.
    """
    code = segno.make(text, error=ERROR, micro=False)
    shown = str(code.svg_inline(omitsize=True, border=4, title=title, svgclass=None, lineclass=None))
    if size_mm is None:
        return shown
    return shown.replace("<svg", f'<svg width="{size_mm:g}mm" height="{size_mm:g}mm"', 1)


def png(text: str, *, scale: int = 8) -> bytes:
    """A PNG picture, `scale` pixels a module."""
    out = BytesIO()
    segno.make(text, error=ERROR, micro=False).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()
