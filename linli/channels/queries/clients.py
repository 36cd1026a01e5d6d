"""Clients and their keys. Every reader needs the communities in scope."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.accounts import api as accounts
from linli.base import keys
from linli.base.scope import all_communities
from linli.kernel import Actor, NotFound
from linli.kernel.actor import SYSTEM, TECH_ADMIN

from ..models import Client, Sent
from ..rules import keys as rules


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client as the list of keys shows it."""

    id: int
    version: int
    community: int
    name: str
    contact: str
    rights: tuple[str, ...]
    tail: str
    made_at: dt.datetime
    made_by: str
    used_on: dt.date | None
    revoked_at: dt.datetime | None
    revoked_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends, by the key."""

    id: int
    name: str
    rights: tuple[str, ...]


def homes(actor: Actor) -> list[int]:
    """The communities whose keys the actor keeps: the own one, for the technical administrator every one."""
    if actor.community is not None:
        return [actor.community]
    return all_communities() if actor.holds(TECH_ADMIN, SYSTEM) else []


def clients(actor: Actor) -> list[ClientRow]:
    """Every key, those that work first, newest first. Two statements beside those of `homes`."""
    rows = list(Client.objects.filter(community__in=homes(actor)).order_by("-made_at", "-pk"))
    names = accounts.names({one for row in rows for one in (row.made_by, row.revoked_by)})
    rows.sort(key=lambda row: row.revoked_at is not None)
    return [_plain(row, names) for row in rows]


def client(actor: Actor, key: int) -> ClientRow:
    """One key. Raises NotFound."""
    row = Client.objects.filter(community__in=homes(actor), pk=key).first()
    if row is None:
        raise NotFound("client")
    return _plain(row, accounts.names({row.made_by, row.revoked_by}))


def caller(community: int, key: str) -> Caller | None:
    """Who sends under a key that was not revoked. One statement, found by its keyed hash."""
    if not key or len(key) > rules.KEY_MOST:
        return None
    found = Client.objects.filter(community=community, digest=digest_of(key), revoked_at__isnull=True)
    row = found.values_list("pk", "name", "rights").first()
    return Caller(row[0], row[1], tuple(row[2])) if row else None


def number_of(community: int, client: int, token: str) -> str:
    """The number of the appeal that a client sent under a token; "" for none. One statement."""
    found = Sent.objects.filter(community=community, digest=token_digest(client, token))
    return found.values_list("number", flat=True).first() or ""


def digest_of(key: str) -> bytes:
    """By what a key is found."""
    return keys.digest(key, "channels key")


def token_digest(client: int, token: str) -> bytes:
    """By what a client's token is found."""
    return keys.digest(f"{client}\0{token}", "channels token")


def _plain(row: Client, names: dict[int, str]) -> ClientRow:
    return ClientRow(
        row.pk, row.version, row.community_id, row.name, row.contact, tuple(row.rights), row.tail, row.made_at,
        names.get(row.made_by or 0, ""), row.used_on, row.revoked_at, names.get(row.revoked_by or 0, ""), row.why,
    )  # fmt: skip
