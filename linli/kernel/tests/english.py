"""Sentences as their English msgids read, whatever language is on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linli.kernel.refusal import Refused
from linli.kernel.say import Saying


def english(saying: Saying) -> str:
    """The sentence in English with its values."""
    values = {name: english(value) if isinstance(value, Saying) else value for name, value in saying.values}
    return saying.msgid.format_map(values)


def refusal(call: Callable[[], object]) -> str:
    """The English sentence with which `call` is refused."""
    with pytest.raises(Refused) as caught:
        call()
    return english(caught.value.reason)
