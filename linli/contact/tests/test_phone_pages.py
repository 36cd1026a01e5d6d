"""The phone's addresses and the desk's pages about phones, as a browser asks for them."""

from __future__ import annotations

import gzip
import json
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.contact.actions import devices, routes
from linli.contact.models import Clash, Device, Visit
from linli.contact.tests.phones import Phone, Street, Written, enrolled, street
from linli.kernel.actor import GRID_WORKER, SECRETARY
from linli.residents.tests import factories as residents

pytestmark = pytest.mark.django_db


@dataclass
class Line:
    """A signed-in browser with an enabled phone."""

    here: Street
    client: Client
    phone: Phone
    header: str

    def post(self, name: str, body: dict[str, Any], **extra: Any) -> Any:
        """As the phone's scripts ask."""
        return self.client.post(
            reverse(f"contact:phone_{name}"), json.dumps(body), content_type="application/json", headers={"X-Linli-Phone": self.header}, **extra,
        )  # fmt: skip

    def sealed(self, *held: Written) -> list[dict[str, Any]]:
        """Operations as they go over the line."""
        found = [self.phone.sealed(one) for one in held]
        return [
            {"key": str(one.key), "serial": one.serial, "kind": one.kind, "at": one.written_at.isoformat(), "box": one.box}
            for one in found
        ]  # fmt: skip


@pytest.fixture
def line() -> Line:
    here = street()
    cell = next(iter(here.worker.cells))
    user = accounts.user("周网格", GRID_WORKER, here.community, cell=cell, username="wangge-1")
    client = Client()
    accounts.sign_in(client, user)
    made = client.post(
        reverse("contact:phone_enrol"), json.dumps({"name": "红米"}), content_type="application/json"
    ).json()
    with community_scope(here.community):
        from linli.contact.queries.devices import named

        device = named(here.community, uuid.UUID(made["key"]), made["token"])
        assert device is not None
    actor = residents.actor(here.community, GRID_WORKER, user_id=user.pk, cells=here.worker.cells)
    return Line(here, client, Phone(actor, device), f"{here.community}.{made['key']}.{made['token']}")


def test_the_shell_its_worker_and_its_manifest_hold_nothing_about_anybody(client: Client) -> None:
    shell = client.get(reverse("contact:phone"))
    worker = client.get(reverse("contact:phone_worker"))
    manifest = client.get(reverse("contact:phone_manifest")).json()
    assert (shell.status_code, worker.status_code) == (200, 200)
    assert "csrf" not in shell.content.decode()
    assert "sessionid" not in shell.cookies
    assert (
        worker["Service-Worker-Allowed"]
        == reverse("contact:phone")
        == manifest["scope"]
        == manifest["start_url"]
    )
    assert worker["Content-Type"].startswith("text/javascript")
    assert worker["Cache-Control"] == "no-cache"
    assert {one["sizes"] for one in manifest["icons"]} == {"192x192", "512x512"}
    assert "<script>" not in shell.content.decode()


def test_every_script_that_the_shell_imports_is_kept_by_the_worker(client: Client) -> None:
    import re
    from pathlib import Path

    from linli.contact.views.offline import STATIC

    folder = Path(__file__).parents[1] / "static/contact/phone"
    kept = {one.removeprefix("contact/phone/") for one in STATIC if one.startswith("contact/phone/")}
    assert kept == {one.name for one in folder.glob("*.js")} - {"worker.js"}
    for one in kept:
        text = (folder / one).read_text()
        assert set(re.findall(r'from "\./([a-z]+\.js)"', text)) <= kept


def test_every_word_that_the_scripts_use_is_in_the_shell() -> None:
    import re
    from pathlib import Path

    from linli.contact.views.offline_words import words

    text = "\n".join(
        one.read_text() for one in (Path(__file__).parents[1] / "static/contact/phone").glob("*.js")
    )
    held = words()
    used = set(re.findall(r'[^a-zA-Z]t\("([a-z_0-9]+)"', text)) | {
        f"erased_{one}" for one in ("tries", "time", "locked", "released", "unknown")
    }
    assert {one for one in used if one not in held} == set()
    assert set(re.findall(r'table\("([a-z_]+)"\)', text)) <= set(held)


def test_a_route_comes_packed_and_is_noted_in_the_log_of_reads(line: Line) -> None:
    with community_scope(line.here.community):
        routes.plan(
            actor=line.phone.actor,
            at=clock.now(),
            user=line.phone.actor.user_id or 0,
            on=clock.today(),
            households=line.here.households,
        )
    answer = line.post("pack", {"now": clock.real_now().isoformat()})
    assert (answer.status_code, answer["Content-Encoding"], answer["Cache-Control"].split(",")[0]) == (
        200,
        "gzip",
        "max-age=0",
    )
    held = json.loads(gzip.decompress(answer.content))
    assert (len(held["rows"]), held["state"], held["full"], held["hours"]) == (4, "active", True, 24)
    marks = {str(row[0]): row[-1] for row in held["rows"]}
    later = line.post("pack", {"v": 1, "marks": marks})
    assert json.loads(gzip.decompress(later.content))["rows"] == []
    from linli.journal import api as journal

    with community_scope(line.here.community):
        assert journal.readers_of(line.phone.actor, "household", line.here.households[0])


def test_records_are_sent_with_the_offset_of_the_phones_clock(line: Line) -> None:
    at = clock.real_now()
    line.phone.ahead = 7200
    one = line.phone.visit(line.here.households[0], at)
    body = {"now": line.phone.clock(clock.real_now()).isoformat(), "ops": line.sealed(one)}
    told = line.post("send", body).json()
    assert [answer["state"] for answer in told["answers"]] == ["kept"]
    assert abs(told["off"] - 7200) < 60
    assert line.post("send", body).json()["answers"] == told["answers"]
    with community_scope(line.here.community):
        assert abs((Visit.objects.get().at - clock.now()).total_seconds()) < 60
        assert abs(Device.objects.get().clock_off - 7200) < 60


def test_without_a_session_nothing_is_taken_and_the_lock_is_still_heard(line: Line) -> None:
    line.client.logout()
    for name in ("pack", "send", "enrol"):
        assert line.post(name, {}).status_code == 302
    told = line.post("state", {"now": clock.real_now().isoformat()})
    assert told.json()["state"] == "active"
    with community_scope(line.here.community):
        devices.lock(actor=line.here.secretary, at=clock.now(), device=line.phone.device.id)
    assert line.post("state", {"wiped": True}).json()["state"] == "locked"
    with community_scope(line.here.community):
        assert Device.objects.get().wiped_at is not None


@pytest.mark.parametrize(
    "header", ["", "x", "1.2.3", "999999.00000000-0000-0000-0000-000000000000.x", "-1.a.b"]
)
def test_a_phone_that_nobody_knows_hears_so_and_learns_nothing(line: Line, header: str) -> None:
    line.header = header
    for name in ("state", "pack", "send"):
        answer = line.post(name, {})
        assert (answer.status_code, answer.json()) == (404, {"state": "unknown"})


def test_a_token_alone_opens_neither_route_nor_sending_of_another(line: Line) -> None:
    other = Client()
    accounts.sign_in(
        other,
        accounts.user(
            "别人",
            GRID_WORKER,
            line.here.community,
            cell=next(iter(line.here.worker.cells)),
            username="wangge-2",
        ),
    )
    line.client = other
    for name in ("pack", "send"):
        answer = line.post(name, {"ops": []})
        assert answer.status_code == 422
        assert answer.json()["why"]


def test_forms_without_a_token_against_forgery_are_not_taken(line: Line) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = line.client.cookies
    line.client = strict
    assert line.post("send", {"ops": []}).status_code == 403
    told = strict.get(reverse("contact:phone_hello")).json()
    strict.defaults["HTTP_X_CSRFTOKEN"] = told["csrf"]
    assert line.post("send", {"ops": []}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        '{"ops": 3}',
        '{"ops": [3]}',
        '{"ops": [{"key": "x"}]}',
        '{"now": "x"}',
        '{"now": "2018-12-28T09:00:00"}',
    ],
)
def test_a_broken_body_is_answered_with_a_sentence_or_taken_for_empty(line: Line, body: str) -> None:
    answer = line.client.post(
        reverse("contact:phone_send"),
        body,
        content_type="application/json",
        headers={"X-Linli-Phone": line.header},
    )
    assert answer.status_code in (200, 422)
    answer.json()


def test_the_desk_sees_phones_locks_one_and_settles_what_differs(line: Line) -> None:
    desk = Client()
    accounts.sign_in(desk, accounts.user("书记", SECRETARY, line.here.community, username="shuji-1"))
    line.phone.edit(line.here.households[0], clock.now(), call_at="下班以后")
    with community_scope(line.here.community):
        from linli.contact.actions import sheets

        sheets.edit(
            actor=line.here.secretary,
            at=clock.now(),
            household=line.here.households[0],
            before={},
            fields={"call_at": "周末"},
        )
    line.phone.visit(987_654, clock.now(), said="没收下的话")
    line.phone.send(clock.now())
    page = desk.get(reverse("contact:clashes")).content.decode()
    assert "周末" in page
    assert "下班以后" in page
    assert "没收下的话" in page
    with community_scope(line.here.community):
        one = Clash.objects.get().pk
    wrong = desk.post(
        reverse("contact:clash", args=[one]), {"choice": "typed", "value": "", "seen": "周末", "version": 1}
    )
    assert wrong.status_code == 422
    stale = desk.post(reverse("contact:clash", args=[one]), {"choice": "mine", "seen": "别的", "version": 1})
    assert stale.status_code == 409
    assert (
        desk.post(
            reverse("contact:clash", args=[one]), {"choice": "mine", "seen": "周末", "version": 1}
        ).status_code
        == 302
    )
    assert desk.get(reverse("contact:clash", args=[one])).status_code == 302
    with community_scope(line.here.community):
        sent = Clash.objects.get().sent.device.sent.get(state="refused").pk
    assert desk.post(reverse("contact:sent_looked_at", args=[sent])).status_code == 302
    assert "没收下的话" not in desk.get(reverse("contact:clashes")).content.decode()
    listed = desk.get(reverse("contact:devices")).content.decode()
    assert "红米" in listed
    assert "周网格" in listed
    assert (
        desk.post(reverse("contact:device_lock", args=[line.phone.device.id]), {"version": 1}).status_code
        == 302
    )
    assert (
        desk.post(reverse("contact:device_release", args=[line.phone.device.id]), {"version": 2}).status_code
        == 302
    )


def test_a_photo_part_is_answered_with_how_far_it_is(line: Line) -> None:
    url = reverse("contact:phone_part", args=["00000000-0000-4000-8000-000000000001", 0])
    answer = line.client.post(
        url, b"abc", content_type="application/octet-stream", headers={"X-Linli-Phone": line.header}
    )
    assert answer.json() == {"got": 3}


def test_two_phones_of_the_street_are_two(line: Line) -> None:
    assert enrolled(line.here.worker).device.id != line.phone.device.id
