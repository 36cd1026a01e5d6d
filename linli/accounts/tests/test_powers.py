"""The role × function matrix."""

from __future__ import annotations

import pytest

from linli.accounts import rules
from linli.accounts.rules import POWERS, Held, may, may_appoint, may_set_password
from linli.kernel import Actor
from linli.kernel import actor as roles

HERE, THERE = 1, 2


def somebody(*held: str, community: int | None = HERE) -> Actor:
    return Actor(7, "王敏", community, frozenset(held))


@pytest.mark.parametrize("power", sorted(POWERS))
@pytest.mark.parametrize("role", roles.ROLES)
def test_every_role_has_exactly_the_powers_of_the_matrix(role: str, power: str) -> None:
    assert bool(may(somebody(role), power)) is (role in POWERS[power])


def test_the_technical_administrator_sees_no_residents() -> None:
    open_to = {power for power in POWERS if may(somebody(roles.TECH_ADMIN, community=None), power)}
    assert not {one for one in open_to if one.startswith(("residents.", "import.", "figures.rows"))}


def test_the_auditor_edits_nothing() -> None:
    open_to = {power for power in POWERS if may(somebody(roles.AUDITOR), power)}
    assert open_to == {
        "figures.read",
        "reports.read",
        "settings.terms",
        "journal.read",
        "journal.log",
        "desk.open",
        "notices.read",
        "mediation.count",
        "ballots.read",
        "council.read",
        "council.audit",
        "appeals.read",
        "appeals.sent",
    }


def test_a_refusal_says_who_can() -> None:
    verdict = may(somebody(roles.CAPTAIN), "residents.child")
    assert "Secretary" in str(verdict.reason)


def test_an_account_without_a_post_is_told_so() -> None:
    assert "no post" in str(may(somebody(), "residents.list").reason)


def test_an_unknown_power_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        may(somebody(roles.SECRETARY), "everything")


@pytest.mark.parametrize("role", roles.ROLES)
def test_a_secretary_appoints_in_the_own_community_but_none_of_the_house(role: str) -> None:
    verdict = may_appoint(somebody(roles.SECRETARY), role, HERE, "community", [])
    level = rules.posts.LEVEL_OF.get(role, ("community",))
    assert bool(verdict) is (role not in rules.APPOINTED_BY_HOUSE and "community" in level)


def test_a_secretary_appoints_nobody_elsewhere() -> None:
    assert not may_appoint(somebody(roles.SECRETARY), roles.GRID_WORKER, THERE, "community", [])


def test_the_technical_administrator_appoints_secretaries_and_no_workers() -> None:
    admin = somebody(roles.TECH_ADMIN, community=None)
    assert may_appoint(admin, roles.SECRETARY, HERE, "community", [])
    assert not may_appoint(admin, roles.SOCIAL_WORKER, HERE, "community", [])


@pytest.mark.parametrize("other", [roles.SECRETARY, roles.COMMITTEE])
def test_a_supervisor_sits_on_neither_committee_of_the_same_community(other: str) -> None:
    system = Actor.system("test", HERE)
    assert not may_appoint(system, roles.SUPERVISOR, HERE, "community", [Held(other, HERE)])
    assert not may_appoint(system, other, HERE, "community", [Held(roles.SUPERVISOR, HERE)])
    assert may_appoint(system, roles.SUPERVISOR, HERE, "community", [Held(other, THERE)])


def test_a_technical_administrator_holds_no_post_with_data() -> None:
    system = Actor.system("test", HERE)
    assert not may_appoint(system, roles.GRID_WORKER, HERE, "community", [Held(roles.TECH_ADMIN, 9)])
    assert not may_appoint(system, roles.TECH_ADMIN, 9, "district", [Held(roles.GRID_WORKER, HERE)])


def test_an_auditor_holds_nothing_else_in_the_community() -> None:
    system = Actor.system("test", HERE)
    assert not may_appoint(system, roles.AUDITOR, HERE, "community", [Held(roles.MESSENGER, HERE)])


def test_a_secretary_cannot_take_over_an_account_of_the_house() -> None:
    secretary = somebody(roles.SECRETARY)
    assert may_set_password(secretary, 8, [Held(roles.GRID_WORKER, HERE)])
    assert not may_set_password(secretary, 8, [Held(roles.AUDITOR, HERE)])
    assert not may_set_password(secretary, 8, [Held(roles.GRID_WORKER, HERE), Held(roles.SECRETARY, THERE)])
    assert not may_set_password(secretary, 7, [])
