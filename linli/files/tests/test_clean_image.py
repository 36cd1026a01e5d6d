"""Pictures made harmless."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from linli.files.api import clean_image
from linli.kernel import Refused

from .factories import picture


def test_nothing_of_the_camera_or_the_place_is_kept() -> None:
    exif = Image.Exif()
    exif[271] = "Telephone Maker"
    exif.get_ifd(0x8825)[2] = (30.0, 40.0, 50.0)
    content, kind = clean_image(picture(exif=exif, comment=b"secret"))
    assert kind == "image/jpeg"
    assert b"Telephone" not in content
    assert b"secret" not in content
    assert not Image.open(io.BytesIO(content)).getexif()


def test_a_picture_lying_on_its_side_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[274] = 6
    content, _kind = clean_image(picture(40, 30, exif=exif))
    assert Image.open(io.BytesIO(content)).size == (30, 40)


def test_a_large_picture_is_made_smaller() -> None:
    content, _kind = clean_image(picture(4000, 1000))
    assert Image.open(io.BytesIO(content)).size == (2560, 640)


def test_a_png_stays_one() -> None:
    assert clean_image(picture(form="PNG"))[1] == "image/png"


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg onload=alert(1)>", b"GIF89a", picture()[:-200], b"%PDF-1.4", picture(form="PNG")[:60]],
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        clean_image(content)


def test_more_than_forty_million_pixels_are_refused_before_they_are_unpacked() -> None:
    with pytest.raises(Refused, match="40 million"):
        clean_image(picture(8000, 5001, form="PNG"))
