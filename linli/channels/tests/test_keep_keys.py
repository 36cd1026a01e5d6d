"""Keys of other programs: handed out once, found by their hash, revoked."""

from __future__ import annotations

import pytest
from django.test import Client

from linli.accounts.tests import factories as accounts
from linli.base.scope import community_scope
from linli.channels.actions import keys
from linli.channels.models import Client as Program
from linli.channels.queries import clients
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused
from linli.kernel.actor import SECRETARY, SOCIAL_WORKER, TECH_ADMIN

from . import factories

pytestmark = pytest.mark.django_db
AT = factories.AT


def actor(community: int | None, role: str = SECRETARY) -> Actor:
    return Actor(7, "书记", community, frozenset({role}))


def hand_out(
    community: int, who: Actor, name: str = "市民通", rights: tuple[str, ...] = ("report",)
) -> tuple[int, str]:
    return keys.hand_out(actor=who, at=AT, community=community, name=name, rights=list(rights))


def test_a_key_is_kept_as_its_hash_only(here: int) -> None:
    with community_scope(here):
        made, key = hand_out(here, actor(here))
        row = Program.objects.get(pk=made)
        assert key not in str(vars(row))
        assert row.tail == key[-4:]
        assert clients.caller(here, key) == clients.Caller(made, "市民通", ("report",))
        assert clients.caller(here, key + "x") is None
        assert clients.caller(here, "") is None


def test_the_secretary_and_the_technical_administrator_keep_keys(here: int) -> None:
    with community_scope(here):
        with pytest.raises(Refused):
            hand_out(here, actor(here, SOCIAL_WORKER))
        hand_out(here, actor(None, TECH_ADMIN))
        assert [one.name for one in clients.clients(actor(None, TECH_ADMIN))] == ["市民通"]


def test_a_foreign_record_is_not_found(here: int) -> None:
    there = factories.community()
    made, _ = factories.client(there)
    with community_scope(here), pytest.raises(NotFound):
        clients.client(actor(here), made)
    with community_scope(here), pytest.raises(NotFound):
        hand_out(there, actor(here))
    with community_scope(here), pytest.raises(NotFound):
        keys.revoke(actor=actor(here), at=AT, community=there, client=made)


@pytest.mark.parametrize(
    ("name", "rights"), [("", ("report",)), ("市民通", ()), ("市民通", ("all",)), ("长" * 61, ("report",))]
)
def test_what_is_no_key_is_refused(here: int, name: str, rights: tuple[str, ...]) -> None:
    with community_scope(here), pytest.raises(Refused):
        hand_out(here, actor(here), name, rights)


def test_a_program_has_one_key_at_a_time(here: int) -> None:
    with community_scope(here):
        made, _ = hand_out(here, actor(here))
        with pytest.raises(Refused):
            hand_out(here, actor(here))
        keys.revoke(actor=actor(here), at=AT, community=here, client=made, why="换人了")
        with pytest.raises(Refused):
            keys.revoke(actor=actor(here), at=AT, community=here, client=made)
        hand_out(here, actor(here))
        assert [one.revoked_at is None for one in clients.clients(actor(here))] == [True, False]


def test_nothing_is_changed_when_the_journal_fails(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made, key = factories.client(here)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr(journal, "write", broken)
    with community_scope(here), pytest.raises(RuntimeError):
        hand_out(here, actor(here), "别的")
    with community_scope(here), pytest.raises(RuntimeError):
        keys.revoke(actor=actor(here), at=AT, community=here, client=made)
    with community_scope(here):
        assert Program.objects.filter(community=here).count() == 1
        assert clients.caller(here, key) is not None


def test_the_page_shows_a_fresh_key_once(here: int) -> None:
    client = Client()
    accounts.sign_in(client, accounts.user("书记", SECRETARY, here))
    assert client.get("/channels/keys/new/").status_code == 200
    assert client.post("/channels/keys/new/", {"name": ""}).status_code == 422
    shown = client.post(
        "/channels/keys/new/", {"name": "市民通", "rights": ["report", "photos"]}, follow=True
    )
    with community_scope(here):
        row = Program.objects.get(community=here)
    body = shown.content.decode()
    key = body.split('class="secret">')[1].split("<")[0]
    assert key.endswith(row.tail)
    assert shown["Cache-Control"] == "no-store"
    assert key not in client.get("/channels/keys/").content.decode()
    assert client.get(f"/channels/keys/{row.pk}/revoke/").status_code == 200
    assert client.post(f"/channels/keys/{row.pk}/revoke/", {"why": "不用了"}).status_code == 302
    with community_scope(here):
        assert clients.caller(here, key) is None


def test_the_technical_administrator_chooses_the_community(here: int) -> None:
    there = factories.community()
    client = Client()
    from linli.places.tests.factories import area

    accounts.sign_in(client, accounts.user("技术", TECH_ADMIN, area("subdistrict").pk))
    assert client.post("/channels/keys/new/", {"name": "市民通", "rights": ["report"]}).status_code == 422
    made = client.post("/channels/keys/new/", {"name": "市民通", "rights": ["report"], "community": there})
    assert made.status_code == 302
    with community_scope(there):
        assert Program.objects.filter(community=there).count() == 1
