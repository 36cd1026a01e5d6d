"""Files are served by their owner's rule and by nothing else."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base.scope import community_scope
from linli.files import actions, api, registry
from linli.files.models import File
from linli.journal.models import Line
from linli.kernel import Actor, NotFound, Refused
from linli.places.tests.factories import community

from .factories import AT, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


@pytest.fixture(autouse=True)
def owner() -> Iterator[None]:
    """A kind of record whose files only its user opens: the key is the account."""
    api.register_owner("test.owner", lambda actor, key: actor.user_id == key)
    yield
    registry.owners.pop("test.owner")


@pytest.fixture
def here() -> int:
    return community()


@pytest.fixture
def actor(here: int) -> Actor:
    return accounts.actor("social_worker", here)


def store(actor: Actor, content: Any = b"rows", name: str = "名册.xlsx", **other: Any) -> int:
    return api.store(
        actor, name, content, **({"owner": "test.owner", "key": actor.user_id, "at": AT} | other)
    )


def test_a_file_is_kept_and_opened_again(here: int, actor: Actor, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"from a path")
    with community_scope(here):
        for content, plain in (
            (b"bytes", b"bytes"), (tmp_path / "x", b"from a path"), (io.BytesIO(b"stream"), b"stream"), ([b"a", b"b"], b"ab"),
        ):  # fmt: skip
            assert api.open(actor, store(actor, content)) == plain
        assert Line.objects.filter(verb="store").count() == 4


def test_a_file_of_another_community_is_not_found(here: int, actor: Actor) -> None:
    there = community()
    with community_scope(there):
        foreign = store(accounts.actor("secretary", there), key=actor.user_id)
    with community_scope(here), pytest.raises(NotFound):
        api.open(actor, foreign)


def test_a_file_whose_rule_says_no_is_not_found_by_anybody(client: Client, here: int, actor: Actor) -> None:
    with community_scope(here):
        file_id = store(actor)
    colleague = accounts.user("同事", "secretary", here)
    accounts.sign_in(client, colleague)
    assert client.get(reverse("files:file", args=[file_id])).status_code == 404
    assert client.get(reverse("files:file", args=[file_id + 1])).status_code == 404


def test_a_file_without_a_registered_owner_is_served_to_nobody(here: int, actor: Actor) -> None:
    with community_scope(here):
        file_id = store(actor, owner="nobody.knows")
        with pytest.raises(NotFound):
            api.open(actor, file_id)


def test_a_download_has_a_harmless_name_and_is_not_sniffed(client: Client, here: int) -> None:
    user = accounts.user("王敏", "social_worker", here)
    accounts.sign_in(client, user)
    with community_scope(here):
        file_id = store(accounts.actor("social_worker", here, user_id=user.pk), b"<script>", '名册"\r\n.html')
    answer = client.get(reverse("files:file", args=[file_id]))
    assert b"".join(answer.streaming_content) == b"<script>"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Length"] == "8"
    assert "no-store" in answer["Cache-Control"]


def test_a_picture_may_stand_in_a_page(client: Client, here: int) -> None:
    user = accounts.user("王敏", "social_worker", here)
    accounts.sign_in(client, user)
    with community_scope(here):
        file_id = store(accounts.actor("social_worker", here, user_id=user.pk), picture(), "a.jpg")
    shown = client.get(reverse("files:file", args=[file_id]))
    assert shown["Content-Disposition"].startswith("inline")
    assert list(shown.streaming_content)  # type: ignore[attr-defined]
    kept = client.get(reverse("files:file", args=[file_id]) + "?download")
    assert kept["Content-Disposition"].startswith("attachment")
    assert list(kept.streaming_content)  # type: ignore[attr-defined]


def test_an_upload_over_the_limit_is_refused(here: int, actor: Actor, settings: Any) -> None:
    settings.LINLI_UPLOAD_MIB = 1
    with community_scope(here), pytest.raises(Refused, match="larger than 1 MB"):
        store(actor, b"x" * (1024 * 1024 + 1))
    with community_scope(here):
        assert store(actor, b"x" * (1024 * 1024 + 1), limit=0)


def test_when_the_journal_fails_there_is_no_row(
    here: int, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("linli.journal.api.write", fail)
    with community_scope(here), pytest.raises(RuntimeError):
        store(actor)
    with community_scope(here):
        assert not File.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_contents_without_a_row_are_swept_after_a_day(here: int, actor: Actor, vault: Path) -> None:
    with community_scope(here):
        kept = store(actor)
    with transaction.atomic():
        with community_scope(here):
            store(actor)
        transaction.set_rollback(True)
    found = [one for one in vault.rglob("*") if one.is_file()]
    assert len(found) == 2
    with community_scope(here):
        assert actions.sweep_orphans(community=here, before=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)) == 0
        assert actions.sweep_orphans(community=here, before=dt.datetime(2100, 1, 1, tzinfo=dt.UTC)) == 1
        assert api.open(actor, kept) == b"rows"


@pytest.mark.django_db(transaction=True)
def test_a_content_that_is_to_be_forgotten_is_gone_and_its_line_stays(
    here: int, actor: Actor, vault: Path
) -> None:
    with community_scope(here):
        file_id = store(actor)
        api.forget_content(actor, file_id, AT, why="retention")
        with pytest.raises(NotFound):
            api.open(actor, file_id)
        [ref] = api.files_of(actor, "test.owner", actor.user_id or 0)
    assert ref.gone
    assert [one for one in vault.rglob("*") if one.is_file()] == []


def test_a_damaged_content_is_not_found_and_not_half_given(client: Client, here: int, vault: Path) -> None:
    user = accounts.user("王敏", "social_worker", here)
    accounts.sign_in(client, user)
    with community_scope(here):
        file_id = store(accounts.actor("social_worker", here, user_id=user.pk), os.urandom(1000))
    [place] = [one for one in vault.rglob("*") if one.is_file()]
    place.write_bytes(place.read_bytes()[:-1])
    assert client.get(reverse("files:file", args=[file_id])).status_code == 404
