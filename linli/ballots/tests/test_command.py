"""linli count: answers, exit statuses, sentences in Chinese for bad files."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from linli.ballots.rules.pack import RECOUNT

from .test_pabulib import file


def run(path: Path, *arguments: str) -> str:
    """What the command says."""
    out = io.StringIO()
    call_command("count", str(path), *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def vote(tmp_path: Path) -> Path:
    """A small file."""
    path = tmp_path / "vote.pb"
    path.write_text(file("approval", "1;a,b\n2;a,c\n3;a,b\n", n=3), encoding="utf-8")
    return path


def test_a_file_is_counted_by_its_stated_rule(vote: Path) -> None:
    told = run(vote, "--language", "en")
    assert "3 ballots; of 100 the winners take 60, 40 stay." in told
    assert told.count("won  ") == 3
    assert "入选" in run(vote)


def test_another_rule_and_budget_may_be_named(vote: Path) -> None:
    found = json.loads(run(vote, "--rule", "equalshares/add1", "--budget", "30", "--format", "json"))
    assert (found["winners"], found["decided"], found["declared"]["completion"]) == (["a", "b"], True, "add1")


def test_a_file_that_cannot_be_counted_is_told_by_line_in_chinese(vote: Path) -> None:
    vote.write_text(file("choose-1", "1;a,b\n2;a\n3;b,c\n", n=3), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run(vote)
    assert refused.value.returncode == 2
    assert str(refused.value).splitlines() == [
        "第 19 行：写了 2 个项目，只能选一个。",
        "第 21 行：写了 2 个项目，只能选一个。",
    ]


def test_a_file_that_is_not_there_and_a_number_that_is_none_are_told(vote: Path) -> None:
    for path, words in (
        (vote.with_name("none.pb"), ()),
        (vote, ("--budget", "much")),
        (vote, ("--scale", "1,2")),
    ):
        if words == ("--scale", "1,2"):
            vote.write_text(file("ordinal", "1;a,b\n2;c\n"), encoding="utf-8")
        with pytest.raises(CommandError) as refused:
            run(path, *words)
        assert refused.value.returncode == 2


def test_an_open_tie_ends_with_1(vote: Path) -> None:
    vote.write_text(file("approval", "1;b\n2;c\n").replace("budget;100", "budget;40"), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        run(vote)
    assert left.value.code == 1
    assert "入选  b" in run(vote, "--ties", "cheaper")
    assert "入选  c" in run(vote, "--lot", "c,b")


def test_other_winners_than_the_file_says_end_with_1(vote: Path) -> None:
    text = file("approval", "1;a\n2;a\n", projects="a;10;0\nb;20;1\nc;30;0\n").replace(
        "project_id;cost", "project_id;cost;selected"
    )
    vote.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        run(vote)
    assert left.value.code == 1


def test_the_pack_that_is_written_is_recounted(vote: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack.json"
    run(vote, "--pack", str(pack))
    done = subprocess.run([sys.executable, "-I", str(RECOUNT), str(pack)], capture_output=True, check=False)
    assert done.returncode == 0
    assert "voter" not in json.loads(pack.read_text(encoding="utf-8"))
