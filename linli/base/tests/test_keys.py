from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base import keys


@pytest.fixture
def empty_ring(tmp_path: Path, settings: Any) -> Any:
    settings.LINLI_DATA = tmp_path
    keys.forget()
    yield tmp_path
    keys.forget()


@given(st.text(max_size=60))
def test_what_is_sealed_opens_again_and_shows_nothing(text: str) -> None:
    sealed = keys.seal(text)
    assert keys.unseal(sealed) == text
    assert len(text.encode()) < 6 or text.encode() not in sealed


def test_two_seals_of_one_text_differ_and_two_digests_do_not() -> None:
    assert keys.seal("x") != keys.seal("x")
    assert keys.digest("x") == keys.digest("x")
    assert keys.digest("x") != keys.digest("x", "phone")


def test_the_ring_is_made_once_and_is_private(empty_ring: Path) -> None:
    keys.seal("x")
    assert (empty_ring / "keys.json").stat().st_mode & 0o077 == 0
    first = (empty_ring / "keys.json").read_text()
    keys.forget()
    keys.seal("y")
    assert (empty_ring / "keys.json").read_text() == first


def test_a_new_key_leaves_old_values_readable(empty_ring: Path) -> None:
    old = keys.seal("x")
    ring = json.loads((empty_ring / "keys.json").read_text())
    ring["keys"]["2"] = ring["hashing"]
    ring["current"] = 2
    (empty_ring / "keys.json").write_text(json.dumps(ring))
    keys.forget()
    new = keys.seal("x")
    assert (old[0], new[0]) == (1, 2)
    assert keys.unseal(old) == keys.unseal(new) == "x"


def test_a_changed_value_or_a_missing_key_is_said() -> None:
    sealed = bytearray(keys.seal("x"))
    sealed[-1] ^= 1
    with pytest.raises(keys.KeysMissing):
        keys.unseal(bytes(sealed))
    with pytest.raises(keys.KeysMissing, match="key 200"):
        keys.unseal(bytes([200]) + bytes(sealed[1:]))
