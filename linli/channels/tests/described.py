"""Open311 as OpenAPI describes it, written by hand from the specification: what schemathesis tries."""

from __future__ import annotations

from typing import Any

FORM = {"name": "form", "in": "path", "required": True, "schema": {"enum": ["xml", "json"]}}
TEXT = {"type": "string"}
#: Every status that a client may meet; 5xx is none of them.
ANSWERS = {str(code): {"description": "answered"} for code in (200, 204, 400, 403, 404, 405, 429)}
LIST = ("jurisdiction_id", "service_request_id", "service_code", "start_date", "end_date", "status", "updated_after", "updated_before",
        "page", "page_size", "extensions")  # fmt: skip
SENT = ("jurisdiction_id", "api_key", "service_code", "description", "lat", "long", "address_string", "address_id", "email", "device_id",
        "account_id", "first_name", "last_name", "phone", "media_url", "token", "attribute[consent]", "attribute[naming]", "attribute[wish]")  # fmt: skip
#: What a client would mean, beside what nobody would.
MEANT: dict[str, list[Any]] = {
    "status": ["open", "closed"], "page": ["1", "2", "1000000000"], "page_size": ["1", "1000"], "extensions": ["true"],
    "start_date": ["2018-12-01T00:00:00Z"], "end_date": ["2018-12-31T00:00:00+08:00"], "updated_after": ["2018-12-01T00:00:00Z"],
    "service_code": ["pipes", "lighting"], "lat": ["30.7"], "long": ["104.05"], "address_string": ["1栋"], "phone": ["19200000001"],
    "description": ["楼道灯坏了"], "attribute[naming]": ["anonymous", "confidential"],
}  # fmt: skip


def parameter(name: str, where: str = "query", required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": where, "required": required, "schema": _value(name)}


def _value(name: str, **fixed: str) -> dict[str, Any]:
    if name in fixed:
        return {"enum": [fixed[name]]}
    return {"anyOf": [{"enum": MEANT[name]}, TEXT]} if name in MEANT else TEXT


def described(key: str, number: str, jurisdiction: str) -> dict[str, Any]:
    """The whole interface; `key` lets a sending come through to the end."""
    MEANT["jurisdiction_id"] = [jurisdiction, ""]
    asked = parameter("jurisdiction_id")
    body: dict[str, Any] = {"type": "object", "properties": {name: _value(name, api_key=key, jurisdiction_id=jurisdiction) for name in SENT},
            "required": ["api_key", "service_code"]}  # fmt: skip
    photo = {
        "type": "object",
        "properties": {"media": {"type": "string", "format": "binary"}, **body["properties"]},
    }
    forms = {"application/x-www-form-urlencoded": {"schema": body}, "multipart/form-data": {"schema": photo}}
    number_ = {
        "name": "number",
        "in": "path",
        "required": True,
        "schema": {"anyOf": [{"enum": [number]}, TEXT]},
    }
    keyed = {
        "/v2/services/{code}.{form}": [parameter("code", "path", True), FORM, asked],
        "/v2/requests/{number}.{form}": [number_, FORM, asked, parameter("extensions")],
        "/v2/tokens/{token}.{form}": [parameter("token", "path", True), FORM, asked, parameter("api_key")],
        "/discovery.{form}": [FORM],
        "/v2/services.{form}": [FORM, asked],
        "/v2/requests.{form}": [FORM, *(parameter(name) for name in LIST)],
        "/v2/media/{area}/{number}/{photo}": [parameter("area", "path", True), number_, parameter("photo", "path", True)],
    }  # fmt: skip
    paths: dict[str, Any] = {
        path: {"get": {"parameters": held, "responses": ANSWERS}} for path, held in keyed.items()
    }
    paths["/v2/requests.{form}"]["post"] = {
        "parameters": [FORM], "requestBody": {"content": forms, "required": True}, "responses": ANSWERS,
    }  # fmt: skip
    return {
        "openapi": "3.0.3", "info": {"title": "Open311", "version": "2"}, "servers": [{"url": "/open311"}], "paths": paths,
    }  # fmt: skip
