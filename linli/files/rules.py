"""Names and kinds of files, decided on plain values."""

from __future__ import annotations

import unicodedata

from linli.kernel.masking import mask_text

#: Kinds that a browser may show in the page; all others are downloads.
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "zip": "application/zip",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
}
OTHER = "application/octet-stream"
_HOSTILE = frozenset('\\/:*?"<>|')


def safe_name(name: str) -> str:
    """A file name without folders, control signs, direction marks and signs Windows refuses; ≤ 120 letters.

    A name is read in lists, logs and download folders: identity numbers and phones in it are hidden.
    """
    last = mask_text(name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join(
        "_" if sign in _HOSTILE else sign
        for sign in unicodedata.normalize("NFC", last)
        if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    plain = plain.strip(" .") or "file"
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[: 119 - len(ending)].rstrip(' .')}.{ending}"
    return plain[:120]


def kind_of(name: str) -> str:
    """The media type by the ending; unknown ones are plain bytes."""
    return KINDS.get(name.rpartition(".")[2].lower(), OTHER)
