"""The door of care: how a year of help is entered, and what stands behind its pages for the demonstration and tests.

from linli.care import api as care
keys = care.apply(actor=actor, at=at, on=on, scheme="one_off", persons=[…])
care.accept(actor=actor, at=at, on=on, applications=keys)

Needs the community in scope; only the social worker of a scheme's line and the secretary know of its cases.
"""

from __future__ import annotations

from .actions.applying import Agent, apply, ask_supplement, submit, supplement, withdraw
from .actions.deciding import archive, change, confirm, decide, pay, recover, stop
from .actions.handling import accept, forward, hear, show, survey
from .actions.prompting import close_prompt
from .actions.surveying import Answers, enter, plan_services, survey_person
from .queries.prompts import Prompt, prompts
from .queries.schemes import fitting, own

__all__ = [
    "Agent", "Answers", "Prompt", "accept", "apply", "archive", "ask_supplement", "change", "close_prompt", "confirm", "decide", "enter", "fitting",
    "forward", "hear", "own", "pay", "plan_services", "prompts", "recover", "show", "stop", "submit", "supplement", "survey",
    "survey_person", "withdraw",
]  # fmt: skip
