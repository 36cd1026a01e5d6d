"""Pabulib files: every vote type, odd lines flagged, faults with line and reason, and writing what is read back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from linli.ballots.rules import pabulib
from linli.ballots.rules.counting import APPROVAL, POINTS, RANKED, Exact, Project, count
from linli.ballots.rules.pabulib.numbers import number, written
from linli.kernel import Refused

HEAD = "description;d\ncountry;PRC\nunit;u\ninstance;2018\nbudget;100\nrule;greedy\n"


def file(kind: str, votes: str, meta: str = "", projects: str = "a;10\nb;20\nc;30\n", n: int = 2) -> str:
    """A small file; `n` votes are stated."""
    columns = "voter_id;vote;points" if kind in ("cumulative", "scoring") else "voter_id;vote"
    return (
        f"META\nkey;value\n{HEAD}vote_type;{kind}\nnum_projects;3\nnum_votes;{n}\n{meta}"
        f"PROJECTS\nproject_id;cost\n{projects}VOTES\n{columns}\n{votes}"
    )


def told(text: str) -> list[str]:
    """The flags of a file."""
    return [str(flag.saying) for flag in pabulib.read(text).flags]


def faults(text: str) -> list[str]:
    """The faults of a file that cannot be counted."""
    with pytest.raises(pabulib.Faulty) as refused:
        pabulib.read(text)
    return [str(one.saying) for one in refused.value.faults]


def test_padded_and_quoted_fields_and_commas_are_read() -> None:
    text = file("approval", ' 1 ; a , b \n"2";"c"\n', 'comment; "a; ""b"""\n', "a; 8000,5\nb;1 000\nc;2\n")
    book = pabulib.read(text)
    assert [row.vote for row in book.rows] == [("a", "b"), ("c",)]
    assert [one.cost for one in book.projects] == [Fraction(16001, 2), 1000, 2]
    assert book.meta["comment"] == 'a; "b"'
    assert [flag.line for flag in book.flags if "no decimal point" in str(flag.reason)] == [15, 16]


def test_every_vote_type_is_read() -> None:
    assert pabulib.read(file("approval", "1;a,b\n2;\n")).profile.kind == APPROVAL
    assert pabulib.read(file("choose-1", "1;a\n2;b\n")).profile.kind == APPROVAL
    ranked = pabulib.read(file("ordinal", "1;b,a\n2;c\n", "max_length;2\n"))
    assert (ranked.profile.kind, ranked.rows[0].vote) == (RANKED, ("b", "a"))
    points = pabulib.read(file("cumulative", "1;b,a;3,2\n2;c;5\n", "max_sum_points;5\n"))
    assert (points.profile.kind, points.rows[0].points, points.flags) == (POINTS, (3, 2), ())
    scored = pabulib.read(file("scoring", "1;b,a;3,-2.5\n2;c;5\n", "default_score;1\n"))
    assert scored.rows[0].points == (3, Fraction(-5, 2))
    result = count(pabulib.rule_of(scored), scored.projects, scored.profile)
    assert {line.project.key: line.score for line in result.lines} == {"a": Fraction(-3, 2), "b": 4, "c": 6}


def test_a_ranking_starts_at_the_number_of_lines() -> None:
    book = pabulib.read(file("ordinal", "1;b,a\n2;c\n", "max_length;2\n"))
    result = count(pabulib.rule_of(book), book.projects, book.profile)
    assert {line.project.key: line.score for line in result.lines} == {"a": 1, "b": 2, "c": 2}


def test_a_missing_section_is_named() -> None:
    assert faults("META\nkey;value\nbudget;3\nPROJECTS\nproject_id;cost\n") == [
        "The section VOTES is missing."
    ]
    assert faults("a;b\n") == ["Line 1: the file does not start with a section META, PROJECTS or VOTES."]
    assert faults("") == ["The section META is missing."]
    assert faults(file("approval", "1;a\nMETA\n")) == ["Line 20: the section META comes twice."]
    assert "column names" in faults("META\nPROJECTS\nVOTES\n")[0]


@pytest.mark.parametrize(
    ("kind", "row", "reason"),
    [
        ("choose-1", "2;a,b", "Line 20: 2 projects where one may be chosen."),
        ("cumulative", "2;a,b;3", "Line 20: 1 points for 2 projects."),
        ("cumulative", "2;a", "Line 20: 0 points for 1 projects."),
        ("scoring", "2;a;many", "Line 20: “many” is no number of points."),
    ],
)
def test_a_row_of_another_kind_is_named_with_line_and_reason(kind: str, row: str, reason: str) -> None:
    first = "1;a;1" if kind in ("cumulative", "scoring") else "1;a"
    assert faults(file(kind, f"{first}\n{row}\n")) == [reason]


def test_points_in_an_approval_are_of_another_kind() -> None:
    text = file("approval", "1;a;\n2;b;3\n").replace("voter_id;vote\n", "voter_id;vote;points\n")
    assert faults(text) == ["Line 20: points, but votes of type approval have none."]


def test_a_missing_column_and_a_wrong_number_are_faults() -> None:
    assert "has no column points" in faults(file("cumulative", "1;a;1\n").replace(";points", ""))[0]
    assert faults(file("approval", "1;a\n", projects="a;ten\nb;1\na,b;2\nb;3\n")) == [
        "Line 14: “ten” in cost is no number.",
        "Line 16: the project_id “a,b” holds a comma.",
        "Line 17: the project_id “b” comes twice.",
    ]
    assert "no vote type" in faults(file("approval", "1;a\n").replace("approval", "guess"))[0]
    assert "in budget is no number" in faults(file("approval", "1;a\n").replace("budget;100", "budget;"))[0]


def test_odd_things_are_flagged_and_counted_as_they_stand() -> None:
    text = file(
        "approval",
        "1;a,a,x\n\n1;a,b,c\n3;\n",
        "max_length;2\nmax_sum_cost;40\nbudget;7\n",
        "a;0\nb;200\nc;30\n",
    )
    found = "\n".join(told(text))
    for part in (
        "“budget” comes twice", "costs nothing", "more than the whole budget", "“x” is no project",
        "“a” comes twice", "an empty line", "the voter “1” comes twice", "projects: 3, at most 2",
        "cost together: 230, at most 40", "projects: 0, at least 1", "num_votes says 2, there are 3",
    ):  # fmt: skip
        assert part in found
    book = pabulib.read(text)
    assert (book.budget, [row.vote for row in book.rows]) == (100, [("a",), ("a", "b", "c"), ()])


def test_sums_that_the_ballots_do_not_give_are_flagged() -> None:
    text = file("cumulative", "1;b,a;3,2\n2;c;5\n", "max_sum_points;5\n", "a;10;1;2\nb;20;2;3\nc;30;1;4\n")
    assert told(text.replace("project_id;cost", "project_id;cost;votes;score")) == [
        "Line 16: votes says 2, counted 1.",
        "Line 17: score says 4, counted 5.",
    ]


def test_a_missing_quotation_mark_does_not_swallow_the_votes() -> None:
    assert faults(file("approval", "1;a\n", projects='a;10\n"b;20\nc;30\n'))[0].startswith(
        "The section VOTES"
    )


def test_a_rule_that_is_not_stated_must_be_named() -> None:
    book = pabulib.read(file("approval", "1;a\n2;b\n").replace("rule;greedy", "rule;unknown"))
    with pytest.raises(Refused):
        pabulib.rule_of(book)
    assert pabulib.rule_of(book, "equalshares/add1").budget == 100
    assert (
        pabulib.rule_of(
            pabulib.read(file("approval", "1;a\n2;b\n", "min_project_score_threshold;2\n"))
        ).threshold
        == 2
    )


@given(some.fractions(-1000, 1000, max_denominator=1))
def test_whole_numbers_are_written_back(value: Fraction) -> None:
    assert number(written(value)) == (value, False)


@given(some.decimals(-1000, 1000, places=4))
def test_decimals_are_written_back(value: object) -> None:
    exact = Fraction(str(value))
    found = number(written(exact))
    assert found
    assert found[0] == exact


def test_what_is_no_number_is_none() -> None:
    assert [number(text) for text in ("", "1.2.3", "ten", "1e5", "٣", "--1", "inf")] == [None] * 7
    with pytest.raises(ValueError):
        written(Fraction(1, 3))


keys = some.text(
    some.characters(
        codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters=",\ufeff"
    ),
    min_size=1,
    max_size=4,
)
names = some.text(some.sampled_from('a 乙;"\n,é😀'), max_size=8)


@given(some.data())
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_back(data: some.DataObject) -> None:
    kind = data.draw(some.sampled_from(["approval", "ordinal", "cumulative", "scoring", "choose-1"]))
    ids = data.draw(some.lists(keys, min_size=1, max_size=4, unique=True))
    known = [
        Project(key, data.draw(some.decimals(0, 100, places=2).map(Fraction)), data.draw(names))
        for key in ids
    ]
    most = 1 if kind == "choose-1" else len(ids)
    pointed = kind in ("cumulative", "scoring")
    ballots: list[tuple[str, list[str], list[Exact]]] = []
    for voter in range(data.draw(some.integers(0, 4))):
        vote = data.draw(some.lists(some.sampled_from(ids), unique=True, max_size=most))
        points: list[Exact] = (
            [data.draw(some.decimals(0, 9, places=1).map(Fraction)) for _ in vote] if pointed else []
        )
        ballots.append((str(voter), vote, points))
    selected = frozenset(data.draw(some.lists(some.sampled_from(ids), unique=True)))
    text = pabulib.write({"vote_type": kind, "budget": "50.5", "rule": "greedy"}, known, ballots, selected)
    book = pabulib.read(text)
    assert [(one.key, one.cost, one.name) for one in book.projects] == [
        (one.key, one.cost, " ".join(one.name.split())) for one in known
    ]
    assert [(row.voter, list(row.vote), list(row.points)) for row in book.rows] == ballots
    assert (book.budget, book.selected, book.kind) == (Fraction(101, 2), selected, kind)
    assert (
        pabulib.write(
            {**book.meta}, book.projects, ((row.voter, row.vote, row.points) for row in book.rows), selected
        )
        == text
    )


@given(some.text(some.sampled_from('META;PROJECTS\nVOTES"key,value1 .'), max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_file_is_read_or_refused(text: str) -> None:
    try:
        told = [flag.saying for flag in pabulib.read(text).flags]
    except pabulib.Faulty as faulty:
        told = [flag.saying for flag in faulty.faults]
    assert all(map(str, told))
