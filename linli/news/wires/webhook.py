"""One POST to the one configured receiver, signed.

Only the configured address is ever spoken to: redirects are not followed, no proxy of the environment is
asked, nothing of a letter can change host or path. The answer's body is not read.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..queries.letters import Parcel
from ..rules.delivery import meaning


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where to, signed with what, and how many seconds an answer may take in all."""

    url: str
    secret: str
    timeout: float


def post(receiver: Receiver, parcel: Parcel, timestamp: int) -> tuple[str, str]:
    """(verb, result) of one sending. `timestamp` is the real moment in seconds, so that old posts can be refused."""
    body = body_of(parcel)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Linli",
        "X-Linli-Id": parcel.token,
        "X-Linli-Timestamp": str(timestamp),
        "X-Linli-Signature": sign(receiver.secret, timestamp, parcel.token, body),
    }
    parts = urlsplit(receiver.url)
    line = _line(parts.scheme, parts.hostname or "", parts.port, receiver.timeout)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        line.connect()
    except (OSError, http.client.HTTPException):
        line.close()
        return "postpone", "unreachable"
    watch = threading.Timer(receiver.timeout, _hang_up, [line])
    watch.daemon = True
    watch.start()
    try:
        line.request("POST", target, body, headers)
        return meaning(line.getresponse().status)
    except (OSError, http.client.HTTPException, ValueError):
        return "postpone", "no_answer"
    finally:
        watch.cancel()
        line.close()


def body_of(parcel: Parcel) -> bytes:
    """The JSON of a letter: id, channel, to, text, at (and name, title where it has them)."""
    told = {
        "id": parcel.token,
        "channel": parcel.channel,
        "to": parcel.address,
        "text": parcel.text,
        "at": parcel.at.isoformat(),
    }
    if parcel.title:
        told["title"] = parcel.title
    return json.dumps(told, ensure_ascii=False).encode()


def sign(secret: str, timestamp: int, token: str, body: bytes) -> str:
    """v1= and the HMAC-SHA256 of "timestamp.id.body" in hex."""
    signed = f"{timestamp}.{token}.".encode() + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def _line(scheme: str, host: str, port: int | None, timeout: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=timeout)


def _hang_up(line: http.client.HTTPConnection) -> None:
    """A receiver that drips its answer is not waited for longer than one that says nothing."""
    held = line.sock
    if held is not None:
        try:
            held.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
