"""Answers in XML and JSON from the same plain values.

A list becomes an element that holds one element for each of its values, named in ITEMS; what is empty is an empty
element in XML and null in JSON. Codes are strings in both.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from django.http import HttpResponse
from lxml import etree

from linli.base import clock

#: The name of one of the values in a list of this name.
ITEMS = {
    "services": "service", "service_requests": "request", "errors": "error", "attributes": "attribute", "values": "value",
    "endpoints": "endpoint", "formats": "format", "media_urls": "media_url",
}  # fmt: skip
TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
#: Characters that XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def answer(form: str, root: str, value: Any, status: int = 200) -> HttpResponse:
    """`value` under the name `root`, in the form asked for: "xml" or "json"."""
    body = to_xml(root, value) if form == "xml" else to_json(value)
    return HttpResponse(body, content_type=TYPES[form], status=status)


def errors(form: str, status: int, words: list[str]) -> HttpResponse:
    """The list of errors of the specification; the code is the status."""
    code: Any = str(status) if form == "xml" else status
    return answer(form, "errors", [{"code": code, "description": one} for one in words], status)


def to_json(value: Any) -> bytes:
    """Plain values as JSON in UTF-8."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def to_xml(root: str, value: Any) -> bytes:
    """Plain values as XML with its declaration, in UTF-8."""
    top = etree.Element(root)
    _fill(top, value)
    written: bytes = etree.tostring(top, encoding="UTF-8", xml_declaration=True)
    return written


def moment(at: dt.datetime | None) -> str | None:
    """2018-12-28T09:00:00+08:00, to the second."""
    return None if at is None else at.astimezone(clock.SHANGHAI).replace(microsecond=0).isoformat()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value) or None


def _fill(element: Any, value: Any) -> None:
    if isinstance(value, dict):
        for name, one in value.items():
            _fill(etree.SubElement(element, name), one)
    elif isinstance(value, list):
        for one in value:
            _fill(etree.SubElement(element, ITEMS.get(element.tag, "item")), one)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        element.text = _NOT_XML.sub("", str(value))
