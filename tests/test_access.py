"""The third wall: every address × every role × own and foreign record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from linli.accounts.rules import POWERS
from linli.accounts.tests import factories as accounts
from linli.appeals.tests import factories as appeals
from linli.ballots.tests import factories as votes
from linli.base.scope import community_scope
from linli.bills.tests import factories as bills
from linli.care.tests import factories as care
from linli.channels.tests import factories as channels
from linli.contact.tests import dividing, peopling, phones, visiting
from linli.council.tests import meeting, projecting
from linli.jobs.tests import factories as jobs
from linli.kernel import actor as roles
from linli.mediation.tests import factories as mediation
from linli.notices.tests import factories as notices
from linli.party.tests import factories as party
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents
from linli.residents.tests import files as rosters
from tests import access
from tests.access import ACCESS

pytestmark = pytest.mark.django_db
SINCE = dt.date(2018, 1, 1)
OPENED = {200, 204, 302, 303, 405, 422}


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one, space + (f"{one.namespace}:" if one.namespace else ""))
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}"


def test_every_address_is_in_the_table() -> None:
    unknown = [one for one in addresses() if one not in ACCESS and not one.startswith(access.OF_THE_SIGN_IN)]
    assert unknown == []
    assert set(ACCESS) <= set(addresses()), "the table names an address that is gone"


@dataclass
class World:
    """A community with one record of each kind that an address may name."""

    community: int
    subdistrict: Any
    cell: int
    keys: dict[str, Any] = field(default_factory=dict)


def world(number: int) -> World:
    """One of everything."""
    from linli.files.tests import factories as files
    from linli.news.models import Letter, Message
    from linli.news.tests import factories as letters

    subdistrict = places.area("subdistrict", f"街道{number}")
    community = places.community(f"社区{number}", f"51010590{number}001", subdistrict)
    building = places.building(community, "1栋", 1, 2, 2)
    cell = places.cell(community, "第1网格", buildings=[building])
    room = places.rooms(building)[0]
    one, other = (
        residents.resident(community, room, phone="19200000001"),
        residents.resident(community, places.rooms(building)[1]),
    )
    colleague = accounts.user("孙丽", "messenger", community, username=f"colleague{number}")
    here = World(community, subdistrict, cell.pk)
    if number == 1:
        party.terms()
        meeting.terms()
        jobs.terms()
        places.term("working_hours", {"days": [1, 2, 3, 4, 5], "hours": [["09:00", "12:00"]]})
    with community_scope(community):
        from linli.residents import actions

        worker = residents.actor(community, roles.SOCIAL_WORKER, roles.SECRETARY)
        doubt = actions.mark_doubt(actor=worker, at=residents.AT, kept=one.person, other=other.person)
        status = actions.grant(
            actor=worker, at=residents.AT, on=SINCE, person=one.person, kind="living_alone", source="本人"
        )
        duty = accounts.duty(community, residents.AT, residents.AT + dt.timedelta(hours=12))
        work = files.work(community, colleague.pk)
        message = Message.objects.create(
            community_id=community, user=colleague.pk, at=residents.AT, msgid="x"
        )
        facility = places.facility(community)
        told, slip, failed = (letters.letter(worker, phone=one) for one in ("19200000001", "", "19200000002"))
        Letter.objects.filter(pk=failed).update(state="failed", channel="email")
        post = colleague.posts.get()
        roster = rosters.take(community, rosters.workbook(rosters.person(number, "9-1-101")), apply=False)
    asked = appeals.appeal(
        community,
        room=room,
        unit_id=room.unit_id,
        building=building,
        reporter={"name": "王波", "phone": "19200000001"},
    )
    shown = channels.released(community, number=f"20181228-80{number}")
    photo, program = channels.photo(shown), channels.client(community)[0]
    with community_scope(community):
        from linli.appeals.actions import guides, receptions, texts

        desk = residents.actor(community, roles.SOCIAL_WORKER)
        reception = receptions.note(actor=desk, at=residents.AT, text="问高龄津贴", reply="已告知")
        guide = guides.keep(actor=desk, at=residents.AT, matter="居住登记")
        standard = texts.keep(actor=desk, at=residents.AT, title="已处理", text="已经处理好。")
    with community_scope(community):
        peopled = peopling.world(community)
    here.keys = {
        "person": one.person, "residence": one.residence, "household": one.household, "room": room.pk, "doubt": doubt,
        "status": status, "building": building.pk, "cell": cell.pk, "account": colleague.pk, "post": post.pk, "duty": duty.pk,
        "work": work.pk, "message": message.pk, "facility": facility.pk, "file": 999_999, "sealed": 999_999,
        "code": accounts.code(colleague.pk, community).pk,
        "bound_phone": accounts.bound_phone(colleague, community).pk,
        "own_phone": accounts.bound_phone(colleague, community).pk,
        "appeal": asked.pk, "reception": reception, "guide": guide, "standard text": standard,
        "released appeal": shown.number, "released photo": photo.pk, "client": program, "followed photo": photo.pk,
        "plate": building.code, "area": f"51010590{number}001",
        "import": roster.key, "letter": told, "slip": slip, "failed letter": failed,
        **party.world(community), **meeting.world(community), **peopled, **dividing.world(community, building),
        **phones.world(community, one.household or 0), **projecting.world(community, one.household or 0),
        **visits_of(community, one.household or 0), **votes.world(community), **notices_of(community),
        **bills.world(community, one.person), **care_of(community, one.person), **jobs.world(community), **mediation_of(community),
    }  # fmt: skip
    return here


def care_of(community: int, person: int) -> dict[str, Any]:
    """An application and a survey of somebody with a certificate."""
    with community_scope(community):
        return care.world(community, person)


def visits_of(community: int, household: int) -> dict[str, Any]:
    """A visit and a route."""
    with community_scope(community):
        return visiting.world(community, household)


def notices_of(community: int) -> dict[str, Any]:
    """A notice that is shown, and what belongs to the board."""
    with community_scope(community):
        return notices.world(community)


def mediation_of(community: int) -> dict[str, Any]:
    """A dispute in mediation with a paper, and a member of the committee."""
    with community_scope(community):
        return mediation.world(community)


#: Keys that are words, the same in every community.
WORDS = {
    "scheme": "grid",
    "benefit scheme": "one_off",
    "table": "population",
    "figure": "population",
    "term": "working_hours",
    "kind": "name",
    "gallery": "board",
    "code_text": "123456789012",
    "service": "lighting",
    "token": "a-1",
    "coverage part": "charge",
}
#: Records that are one's own or nobody's here: no other person opens them, and none of ours is theirs.
NEVER = {
    "own vote",
    "published vote",
    "file",
    "sealed",
    "work",
    "message",
    "post",
    "token",
    "followed photo",
    "own_phone",
    "photo part",
}
#: What stands on a door plate opens the first page of its community, whoever one is.
EVERYBODYS = {"plate", "area"}
#: The technical administrator keeps the accounts of every community and sees no resident of any.
EVERYWHERE = {
    (roles.TECH_ADMIN, "account"),
    (roles.TECH_ADMIN, "post"),
    (roles.TECH_ADMIN, "code"),
    (roles.TECH_ADMIN, "bound_phone"),
    (roles.TECH_ADMIN, "client"),
}
#: A status is the duty of its line, a call of whoever was asked to make it; grid workers and helpers have neither.
NOT_ONES_DUTY = {
    *((roles.GRID_WORKER, one) for one in ("status", "route", "device", "refused record", "errand")),
    (roles.SOCIAL_WORKER, "device"),
} | {
    (role, one)
    for role in (roles.GRID_WORKER, roles.CAPTAIN, roles.MESSENGER)
    for one in ("letter", "slip", "failed letter")
}


#: Pages without account that name the community in their address.
IN_JURISDICTION = {
    "public:picture", "public:answer_picture", "calling:call", "calling:applied", "board:notice", "board:object",
    "voting:decision", "voting:ballots", "voting:pack",
    "projects:project", "projects:photo", "board:survey", "board:survey_sent",
}  # fmt: skip


def address(name: str, kind: str, here: World) -> str:
    key = WORDS.get(kind, here.keys.get(kind))
    if name.startswith("open311:"):
        return f"{reverse(name, args=_of_open311(name, key, here) if kind else [])}?jurisdiction_id={JURISDICTION}"
    if name in IN_JURISDICTION:
        return reverse(name, args=[JURISDICTION, key])
    more: dict[str, list[object]] = {
        "residents:reveal": ["number"],
        "appeals:undo": ["hold"],
        "contact:phone_part": [0],
        "ballots:sheet": [1],
        "care:apply": ["one_off"],
    }
    more |= {
        "mediation:form": ["registration"],
        "mediation:take_out": [here.keys["dispute paper"]],
        **{
            f"mediation:{verb}": [here.keys["dispute party"]]
            for verb in ("party_correct", "party_drop", "consent")
        },
    }
    further = more.get(name, [])
    return reverse(name, args=[key, *further] if kind else [])


#: Open311 names its community in the question: always the one that is not foreign.
JURISDICTION = "510105901001"


def _of_open311(name: str, key: Any, here: World) -> list[Any]:
    return [JURISDICTION, here.keys["released appeal"], key] if name == "open311:media" else [key]


def allowed(rule: str, role: str) -> bool:
    """Whether the table lets a role in."""
    places_readers = {roles.SECRETARY, roles.COMMITTEE, roles.SOCIAL_WORKER, roles.GRID_WORKER, roles.CAPTAIN, roles.MESSENGER,
                      roles.PARTY_AFFAIRS, roles.MEDIATOR}  # fmt: skip
    special = {
        access.PUBLIC: set(roles.ROLES), access.SIGNED_IN: set(roles.ROLES), access.OWN: set(roles.ROLES),
        access.READS_PLACES: places_readers, access.KEEPS_PLACES: {roles.SECRETARY, roles.COMMITTEE, roles.SOCIAL_WORKER},
        access.KEEPS_AREA: {roles.SECRETARY, roles.TECH_ADMIN}, access.READS_LOG: {roles.AUDITOR},
        access.READS_UNUSUAL: {roles.SECRETARY, roles.AUDITOR},
    }  # fmt: skip
    return role in (special[rule] if rule in special else POWERS[rule])


def signed_in(role: str, here: World) -> Client:
    """A client signed in as somebody who holds one role."""
    area: Any = here.subdistrict if role in (roles.SUBDISTRICT, roles.TECH_ADMIN) else here.community
    cell = here.cell if role in (roles.GRID_WORKER, roles.CAPTAIN, roles.MESSENGER) else 0
    who = accounts.user("王敏", role, area, cell=cell, username=f"as-{role}")
    client = Client(raise_request_exception=True)
    accounts.sign_in(client, who)
    return client


def answers(client: Client, url: str) -> int:
    """The status of the page; of the form sent empty where the page takes forms only."""
    status = client.get(url).status_code
    return client.post(url).status_code if status == 405 else status


#: Between them they open every address: they walk on each version of PostgreSQL, all others on one.
EVERYWHERE_WALKED = (
    roles.SECRETARY,
    roles.SOCIAL_WORKER,
    roles.SUBDISTRICT,
    roles.AUDITOR,
    roles.SUPERVISOR,
    roles.MEDIATOR,
)
WALKED = [
    role if role in EVERYWHERE_WALKED else pytest.param(role, marks=pytest.mark.one_server)
    for role in roles.ROLES
]


def test_the_roles_that_walk_on_every_server_open_every_address() -> None:
    rules = {rule for rule, _kind in ACCESS.values()}
    assert [rule for rule in rules if not any(allowed(rule, role) for role in EVERYWHERE_WALKED)] == []


@pytest.mark.parametrize("role", WALKED)
def test_a_role_opens_what_the_table_says_and_nothing_foreign(role: str) -> None:
    here, there = world(1), world(2)
    client = signed_in(role, here)
    wrong = []
    for name, (rule, kind) in ACCESS.items():
        own = answers(client, address(name, kind, here))
        may = allowed(rule, role)
        if (
            may
            and own not in OPENED | {404}
            or not may
            and own not in (403, 404)
            and not (rule == access.READS_LOG and own == 302)
        ):
            wrong.append(f"{name}: {own}, the table says {'open' if may else 'closed'}")
        if kind and kind not in WORDS and kind not in EVERYBODYS and (role, kind) not in EVERYWHERE:
            foreign = answers(client, address(name, kind, there))
            if foreign not in ((404,) if may else (403, 404)):
                wrong.append(f"{name} of another community: {foreign}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", [roles.SOCIAL_WORKER, roles.SECRETARY, roles.GRID_WORKER])
def test_what_is_ones_own_opens(role: str) -> None:
    """404 above would also be the answer to a key that fits nothing; here the record is there."""
    here = world(1)
    client = signed_in(role, here)
    shut = []
    for name, (rule, kind) in ACCESS.items():
        if (
            kind
            and kind not in NEVER
            and (role, kind) not in NOT_ONES_DUTY
            and allowed(rule, role)
            and answers(client, address(name, kind, here)) == 404
        ):
            shut.append(name)
    assert not shut, "\n".join(shut)


def test_nobody_signed_in_is_led_to_the_sign_in() -> None:
    here, client = world(1), Client()
    for name, (rule, kind) in ACCESS.items():
        response = client.get(address(name, kind, here))
        if rule == access.PUBLIC:
            assert response.status_code in (200, 302, 405, 422) or kind in NEVER, name
        elif name.startswith("api:"):
            assert response.status_code == 401, name
        else:
            assert response.status_code == 302, name
            assert reverse("account_login") in response["Location"], name


def test_a_request_that_ends_leaves_no_scope_behind() -> None:
    from linli.base.scope import in_scope

    client = signed_in(roles.SOCIAL_WORKER, world(1))
    client.get(reverse("residents:people"))
    assert not in_scope()
