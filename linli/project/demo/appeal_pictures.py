"""Pictures of the demonstration: drawn, of nobody and nowhere."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw

_SIZE = (640, 480)
_WALLS = ((201, 196, 186), (186, 190, 194), (214, 206, 190), (170, 174, 168))
_DARK = {"lighting", "gate", "lift"}
_GREEN = {"greenery", "environment", "fitness", "roads"}


def drawn(rng: random.Random, category: str, *, after: bool) -> bytes:
    """A wall, a floor and the matter upon it; brighter and empty when the work is done."""
    dark = category in _DARK and not after
    wall = (58, 60, 66) if dark else rng.choice(_WALLS)
    floor = (120, 140, 104) if category in _GREEN else tuple(max(0, one - 45) for one in wall)
    image = Image.new("RGB", _SIZE, wall)
    draw = ImageDraw.Draw(image)
    horizon = rng.randint(250, 320)
    draw.rectangle((0, horizon, *_SIZE), fill=floor)
    draw.rectangle((60, horizon - 190, 190, horizon), outline=(90, 84, 76), width=6)
    for step in range(4):
        left = 330 + step * 66
        draw.line((left, horizon, left + 40, _SIZE[1]), fill=(110, 104, 96), width=2)
    if not after:
        for _ in range(rng.randint(5, 11)):
            x, y, r = rng.randint(230, 560), rng.randint(horizon + 8, 430), rng.randint(14, 46)
            tint = rng.choice(((78, 70, 60), (44, 84, 108), (140, 96, 52), (96, 96, 96), (60, 92, 60)))
            draw.ellipse((x, y, x + r, y + r * 2 // 3), fill=tint)
    else:
        draw.rectangle((430, horizon - 130, 470, horizon - 104), fill=(250, 244, 214))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
