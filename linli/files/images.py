"""Pictures made harmless: decoded, turned upright, made smaller and written anew without metadata.

A phone's picture says where and when it was taken and by which device; none of that is kept.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from linli.kernel import Refused, say

MOST_PIXELS = 40_000_000
LONGEST = 2560
_READ = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


def clean_image(content: bytes) -> tuple[bytes, str]:
    """(content, media type) of the picture written anew: PNG when it was one or is see-through, else JPEG.

    Raises Refused for what is no picture, is cut off, or has more than 40 million pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_READ) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Refused(
                        say("The picture has more than 40 million pixels. Send a smaller one."), "file"
                    )
                picture.load()
                return _written(picture)
    except UnidentifiedImageError:
        raise Refused(say("This is no picture that can be read. Send JPEG or PNG."), "file") from None
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        raise Refused(say("The picture is cut off or damaged. Send it again."), "file") from None


def _written(picture: Image.Image) -> tuple[bytes, str]:
    see_through = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    form = "PNG" if see_through or picture.format == "PNG" else "JPEG"
    upright = ImageOps.exif_transpose(picture)
    plain = upright.convert("RGBA" if see_through else "RGB")
    plain.thumbnail((LONGEST, LONGEST))
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = io.BytesIO()
    options = {"quality": 85} if form == "JPEG" else {"optimize": True}
    bare.save(out, form, **options)
    return out.getvalue(), f"image/{form.lower()}"
