"""The pack and the plain file that recounts it, in a bare Python that sees no package."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linli.ballots.rules.counting import APPROVAL, Rule
from linli.ballots.rules.pack import LEAST, RECOUNT, build, may_publish, written
from linli.kernel import Refused

from .votes import approvals, packed, profile, projects

Pack = dict[str, Any]
TEXT = "ab*4 bc*3 c*2 a d"
COSTS = {"a": 6, "b": 5, "c": 4, "d": 1}


def made(rule: Rule | None = None) -> Pack:
    """The pack of a small vote."""
    return packed(rule or Rule("greedy", budget=10), projects(COSTS), APPROVAL, approvals(TEXT))[0]


def recounted(tmp_path: Path, pack: Pack, *arguments: str) -> tuple[int, str]:
    """Exit status and output of the plain file."""
    file = tmp_path / "pack.json"
    file.write_text(written(pack), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(RECOUNT), str(file), "--english", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "rule", [Rule("greedy", budget=10), Rule("equal_shares", budget=12, ties=("cheaper",))]
)
def test_a_pack_as_published_agrees(tmp_path: Path, rule: Rule) -> None:
    pack = made(rule)
    status, told = recounted(tmp_path, pack, "--head", pack["head"])
    assert status == 0, told
    assert "Agrees with the stated result" in told


def change(pack: Pack) -> None:
    pack["ballots"][3][1] = ["d"]


def add(pack: Pack) -> None:
    pack["ballots"].append(["00ff", ["d"], []])


def remove(pack: Pack) -> None:
    del pack["ballots"][3]


def cheapen(pack: Pack) -> None:
    pack["projects"][0]["cost"] = 1


def overturn(pack: Pack) -> None:
    pack["result"]["winners"] = ["d"]


@pytest.mark.parametrize(
    ("meddle", "named"),
    [
        (change, "Ballot 0003, or the link before it, does not agree: changed."),
        (add, "Ballot 00ff is not in the chain: added."),
        (remove, "Ballot 0003 is in the chain and not in the list: removed."),
        (cheapen, "Rule, projects or decision do not agree"),
        (overturn, "Winners: the result says d, counted b, c, d."),
    ],
)
def test_what_was_meddled_with_is_named(tmp_path: Path, meddle: Callable[[Pack], None], named: str) -> None:
    pack = made()
    meddle(pack)
    status, told = recounted(tmp_path, pack)
    assert status == 1
    assert named in told


def test_a_list_replaced_as_a_whole_is_found_by_the_head_and_by_an_older_pack(tmp_path: Path) -> None:
    old = made()
    new, _ = packed(Rule("greedy", budget=10), projects(COSTS), APPROVAL, approvals("ab*4 bc*3 c*3 a"))
    assert recounted(tmp_path, new)[0] == 0
    status, told = recounted(tmp_path, new, "--head", old["head"])
    assert (status, "the list was replaced since" in told) == (1, True)
    before = tmp_path / "old.json"
    before.write_text(json.dumps(old), encoding="utf-8")
    status, told = recounted(tmp_path, new, "--against", str(before))
    assert status == 1
    assert "says something else than before: changed" in told


def test_an_open_tie_is_recounted_as_open(tmp_path: Path) -> None:
    status, told = recounted(tmp_path, made(Rule("approval", seats=1)))
    assert status == 0, told
    rule = Rule("approval", seats=1)
    tied, _ = packed(rule, projects(COSTS), APPROVAL, approvals("a b"))
    status, told = recounted(tmp_path, tied)
    assert (status, "are tied and undecided" in told) == (0, True)


def test_a_file_that_is_no_pack_is_not_read(tmp_path: Path) -> None:
    assert recounted(tmp_path, {"format": "another"})[0] == 2


def test_the_order_of_the_keys_says_nothing_of_the_order_of_voting() -> None:
    pack = made()
    assert [ballot[0] for ballot in pack["ballots"]] == sorted(ballot[0] for ballot in pack["ballots"])
    assert "0003" in written(pack)


def test_two_ballots_with_one_key_are_refused() -> None:
    known = projects(COSTS)
    _, result = packed(Rule("plurality"), known, APPROVAL, approvals("a*3 b"))
    with pytest.raises(Refused):
        build({}, Rule("plurality"), known, APPROVAL, [("k", ["a"], []), ("k", ["b"], [])], result)
    assert profile(APPROVAL, approvals("a"), known).voters == 1


def test_a_list_of_few_ballots_is_not_published() -> None:
    assert not may_publish(LEAST - 1)
    assert may_publish(LEAST)


def test_the_file_says_what_it_does_not_show() -> None:
    text = RECOUNT.read_text(encoding="utf-8")
    assert "What it does not show" in text
    assert "linli" not in {
        line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))
    }
