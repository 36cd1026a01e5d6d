"""What residents say in the demonstration: whole sentences, never twice the same."""

from __future__ import annotations

import random

from linli.appeals.rules import categories
from linli.project.demo.appeal_words import Words, fitting, matters
from linli.project.demo.world import Home


def test_twelve_hundred_appeals_are_said_in_as_many_ways() -> None:
    rng = random.Random(2018)  # noqa: S311 - invented words
    words, home = Words(rng), Home("英国小镇", "12栋", 2, "701", 7, 3)
    said = [
        words.told(rng.choice(matters()), rng.choice(("phone", "counter", "web")), words.slots(home))
        for _ in range(1_200)
    ]
    assert len(set(said)) > 1_190
    assert not [one for one in said if "{" in one or not one.endswith("。")]


def test_every_matter_has_a_category_of_the_tree_and_words_for_each_step() -> None:
    codes = categories.tree().codes
    assert {one["c"] for one in matters()} <= codes
    assert all(one[part] for one in matters() for part in ("t", "ok", "r", "who", "done"))


def test_every_sentence_of_a_resident_has_answers_that_fit_it() -> None:
    for one in matters():
        assert len(one["fits"]) == len(one["t"]), one["c"]
        for said in range(len(one["t"])):
            assert all(fitting(one, part, said) for part in ("ok", "r", "done")), (one["c"], said)
