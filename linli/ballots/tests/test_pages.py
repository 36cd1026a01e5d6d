"""Pages of votes: voting in two steps with a code and signed in, the public list, paper, named votes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.ballots import api as ballots
from linli.ballots.actions import casting, printing
from linli.ballots.models import Answer, Ballot, Decision, Paper, Voter
from linli.ballots.queries import roll
from linli.ballots.rules.pack import RECOUNT
from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.places.tests import factories as places

from . import factories
from .factories import AT

AREA = "510105902001"
#: A form without fields of its own, as a browser sends it.
GO = {"go": "1"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def there(db: None) -> int:
    return places.community("快活社区", AREA)


def opened(
    community: int, kind: str = "approval", **fields: Any
) -> tuple[Actor, int, list[int], dict[int, str]]:
    """(worker, decision, lines, line → code) of an open vote."""
    with community_scope(community):
        actor = factories.desk(community)
        key, voters = factories.opened(actor, kind, **fields)
        codes = printing.hand_out(actor=actor, at=AT, decision=key) if fields.get("secret", True) else []
    return (
        actor,
        key,
        voters,
        {voter: code for voter, (_ref, _name, code) in zip(voters, codes, strict=False)},
    )


def signed_in(community: int, role: str = "social_worker") -> tuple[Client, Any]:
    client, who = english(), accounts.user("李芳", role, community)
    accounts.sign_in(client, who)
    return client, who


def english() -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def test_a_resident_votes_with_a_code_in_two_steps_and_only_once(there: int) -> None:
    _actor, key, voters, codes = opened(there)
    client, url, code = english(), reverse("voting:vote", args=[AREA]), codes[voters[0]]
    paper = client.post(url, {"code": code})
    assert "路灯" in paper.content.decode()
    asked = client.post(url, {"code": code, "step": "check", "choice": ["lamp", "tree"]})
    assert "Is this your vote?" in asked.content.decode()
    with community_scope(there):
        assert not Ballot.objects.filter(decision=key).exists()
    done = client.post(url, {"code": code, "step": "cast", "choice": ["lamp", "tree"]})
    assert done.status_code == 302
    page = client.get(done["Location"]).content.decode()
    assert "Your vote lies in the box" in page
    assert "lamp" not in done.cookies["ballot_receipt"].value
    again = client.post(url, {"code": code})
    assert again.status_code == 422
    assert "Everybody votes once" in again.content.decode()
    with community_scope(there):
        assert Ballot.objects.get(decision=key).vote == ["lamp", "tree"]
        assert Voter.objects.get(pk=voters[0]).way == "code"


def test_a_vote_by_code_asks_at_most_ten_queries(there: int, django_assert_max_num_queries: Any) -> None:
    _actor, _key, voters, codes = opened(there)
    client, url = english(), reverse("voting:vote", args=[AREA])
    client.post(url, {"code": codes[voters[1]]})
    with django_assert_max_num_queries(40) as asked:
        client.post(url, {"code": codes[voters[0]], "step": "cast", "choice": ["lamp"]})
    counted = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    own = [
        one for one in counted if "set_config" not in one or "before.value" in one
    ]  # the test's transaction goes on
    assert len(own) <= 10, "\n".join(own)


def test_too_many_choices_come_back_with_the_reason(there: int) -> None:
    _actor, _key, voters, codes = opened(there)
    sent = {"code": codes[voters[0]], "step": "check", "choice": ["lamp", "tree", "court"]}
    answer = english().post(reverse("voting:vote", args=[AREA]), sent)
    assert answer.status_code == 422
    assert "At most 2" in answer.content.decode()


def test_wrong_codes_open_nothing_and_are_counted(there: int) -> None:
    opened(there)
    client, url = english(), reverse("voting:vote", args=[AREA])
    assert "digits" in client.post(url, {"code": "12"}).content.decode()
    for _ in range(30):
        wrong = client.post(url, {"code": "000000000000"})
        assert wrong.status_code == 422
    assert "Tried too often" in client.post(url, {"code": "000000000000"}).content.decode()


@pytest.mark.parametrize(
    ("kind", "chosen", "vote", "points"),
    [
        ("one", {"choice": "lamp"}, ["lamp"], []),
        ("one", {"choice": "-"}, [], []),
        ("answer", {f"option_{n}": "no" for n in range(4)}, ["bench", "court", "lamp", "tree"], [-1] * 4),
        ("ranked", {"option_0": "2", "option_3": "1"}, ["tree", "lamp"], []),
        ("points", {"option_1": "3", "option_2": "4"}, ["bench", "court"], [4, 3]),
        ("knapsack", {"choice": ["lamp", "bench"]}, ["bench", "lamp"], []),
    ],
)
def test_every_kind_of_ballot_is_filled_in(
    there: int, kind: str, chosen: dict[str, Any], vote: list[str], points: list[int]
) -> None:
    _actor, key, voters, codes = opened(there, kind)
    sent = {"code": codes[voters[0]], "step": "cast", **chosen}
    assert english().post(reverse("voting:vote", args=[AREA]), sent).status_code == 302
    with community_scope(there):
        one = Ballot.objects.get(decision=key)
    assert (one.vote, one.points) == (vote, points)


def test_a_member_votes_signed_in_and_others_find_nothing(there: int) -> None:
    client, who = signed_in(there, "council")
    _actor, key, _voters, _codes = opened(there, users=[who.pk])
    url = reverse("ballots:vote", args=[key])
    assert client.get(url).status_code == 200
    assert "Is this your vote?" in client.post(url, {"step": "check", "choice": ["lamp"]}).content.decode()
    done = client.post(url, {"step": "cast", "choice": ["lamp"]})
    assert done["Location"] == reverse("ballots:receipt", args=[key])
    assert "lies in the box" in client.get(done["Location"]).content.decode()
    assert "Everybody votes once" in client.get(url).content.decode()
    other, _who = signed_in(there)
    assert other.get(url).status_code == 404


def closed(community: int, count: int = 60) -> int:
    """A closed vote of so many ballots."""
    actor, key, voters, _codes = opened(community, count=count)
    with community_scope(community):
        for place, voter in enumerate(voters):
            casting.cast(
                actor=actor, at=AT, voter=voter, vote=["lamp", "tree"] if place % 3 else ["bench"], way="code"
            )
        ballots.close(actor=actor, at=AT, decision=key)
    return key


def test_anyone_recounts_the_vote_from_the_downloaded_pack(there: int, tmp_path: Path) -> None:
    key, client = closed(there), english()
    page = client.get(reverse("voting:decision", args=[AREA, key])).content.decode()
    assert "60 of 60 took part" in page
    assert "votes" in page
    listed = client.get(reverse("voting:ballots", args=[AREA, key])).content.decode()
    assert "路灯" in listed
    pack = client.get(reverse("voting:pack", args=[AREA, key])).content
    assert client.get(reverse("voting:recount", args=[AREA])).content == RECOUNT.read_bytes()
    (tmp_path / "pack.json").write_bytes(pack)
    with community_scope(there):
        head = Decision.objects.get(pk=key).head
    command = [
        sys.executable,
        "-I",
        "-S",
        str(RECOUNT),
        str(tmp_path / "pack.json"),
        "--english",
        "--head",
        head,
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(json.loads(pack)["ballots"]) == 60


def test_answers_of_a_secret_vote_are_recounted_too(there: int, tmp_path: Path) -> None:
    actor, key, voters, _codes = opened(there, "answer", count=60, recused=1)
    with community_scope(there):
        for place, voter in enumerate(voters[:55]):
            vote, points = ["lamp", "tree"], [1 if place % 4 else -1, -1 if place % 3 else 0]
            casting.cast(actor=actor, at=AT, voter=voter, vote=vote, points=points, way="code")
        ballots.close(actor=actor, at=AT, decision=key)
    file = tmp_path / "pack.json"
    file.write_bytes(english().get(reverse("voting:pack", args=[AREA, key])).content)
    command = [sys.executable, "-I", "-S", str(RECOUNT), str(file), "--english"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["result"]["winners"] == ["lamp"]
    told["result"]["winners"] = ["tree"]
    file.write_text(json.dumps(told), encoding="utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_ballots_of_few_voters_are_not_listed(there: int) -> None:
    key, client = closed(there, 5), english()
    assert client.get(reverse("voting:ballots", args=[AREA, key])).status_code == 404
    assert "from 50 ballots on" in client.get(reverse("voting:decision", args=[AREA, key])).content.decode()


def test_a_draft_and_a_named_vote_are_not_public(there: int) -> None:
    _actor, named, _voters, _codes = opened(there, "answer", secret=False)
    with community_scope(there):
        draft = factories.drafted(factories.desk(there))
    for key in (named, draft):
        assert english().get(reverse("voting:decision", args=[AREA, key])).status_code == 404


def test_two_people_type_the_sheets_of_a_booth(there: int) -> None:
    actor, key, voters, codes = opened(there, booths=["居委会"])
    one, _who = signed_in(there)
    two, _who = signed_in(there, "secretary")
    with community_scope(there):
        booth = roll.booths(actor, key)[0].id
    hand = reverse("ballots:hand", args=[booth])
    assert one.post(hand, {"who": "001"}).status_code == 302
    assert one.post(hand, {"who": codes[voters[1]]}).status_code == 302
    assert one.post(hand, {"who": "001"}).status_code == 422
    first, second = (reverse("ballots:sheet", args=[booth, number]) for number in (1, 2))
    one.post(first, {"choice": ["lamp"]})
    one.post(second, {"choice": ["tree"]})
    assert one.post(first, {"choice": ["lamp"]}).status_code == 422
    two.post(first, {"choice": ["lamp"]})
    two.post(second, {"choice": ["bench"]})
    assert "read differently" in two.get(reverse("ballots:booth", args=[booth])).content.decode()
    assert "First reading" in two.get(second).content.decode()
    two.post(second, {"choice": ["tree"]})
    with community_scope(there):
        assert Paper.objects.filter(boxed=True).count() == Ballot.objects.filter(decision=key).count() == 2
    assert two.post(reverse("ballots:close", args=[key]), GO).status_code == 302
    assert "On paper" in two.get(reverse("ballots:decision", args=[key])).content.decode()


def test_a_grid_is_entered_checked_and_settled_by_two(there: int) -> None:
    _actor, key, members, _codes = opened(there, "answer", secret=False, count=4, recused=1)
    one, _who = signed_in(there)
    two, _who = signed_in(there, "secretary")
    url = reverse("ballots:named", args=[key])
    sent = {f"a_{member}_{place}": "yes" for member in members[:3] for place in range(4)}
    assert one.post(url, sent).status_code == 302
    assert one.post(reverse("ballots:close", args=[key]), GO).status_code == 422
    differing = {**sent, f"a_{members[0]}_1": "no"}
    assert two.post(url, differing).status_code == 302
    with community_scope(there):
        assert Answer.objects.filter(final="").count() == 1
    assert "Settle votes" in two.get(url).content.decode()
    two.post(url, {f"a_{members[0]}_1": "abstain"})
    assert two.post(reverse("ballots:close", args=[key]), GO).status_code == 302
    with community_scope(there):
        counted = ballots.result(factories.desk(there), key)
    assert (counted.lines["court"].yes, counted.lines["court"].abstain) == (2, 1)
    assert counted.winners == ("lamp", "court", "bench", "tree")


def test_a_vote_is_drafted_opened_ended_and_counted_on_pages(there: int) -> None:
    client, _who = signed_in(there)
    sent = {"title": "楼道灯", "question": "换不换？", "secret": "secret", "kind": "knapsack", "options": "路灯，3000\n长椅，800.5",
            "budget": "3500", "rule": "equal_shares"}  # fmt: skip
    made = client.post(reverse("ballots:new"), sent)
    assert made.status_code == 302, made.content.decode()
    page = made["Location"]
    key = int(page.rstrip("/").rpartition("/")[2])
    go = {
        "source": "typed",
        "lines": "1 张一\n2 王二*\n3 李三",
        "until": "20181231",
        "hour": "18:00",
        "booths": "居委会",
    }
    assert client.post(reverse("ballots:open", args=[key]), go).status_code == 302
    assert "2 王二" not in client.get(page).content.decode()
    assert "recused" in client.get(reverse("ballots:roll", args=[key])).content.decode()
    slips = client.post(reverse("ballots:slips", args=[key]), GO)
    assert slips.content.startswith(b"%PDF")
    assert client.get(reverse("ballots:paper", args=[key])).content.startswith(b"%PDF")
    assert client.post(reverse("ballots:end", args=[key]), GO).status_code == 302
    assert client.post(reverse("ballots:close", args=[key]), GO).status_code == 302
    assert client.post(reverse("ballots:open", args=[key]), go).status_code == 422
