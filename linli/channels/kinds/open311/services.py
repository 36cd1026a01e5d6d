"""Services are the categories of appeals; what else may be said with one are their attributes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from linli.appeals import api as appeals

from .faults import Fault

YES, NO = "yes", "no"
CONSENT, NAMING, WISH = "consent", "naming", "wish"
#: Attribute → (datatype, question, how to answer, its values).
ATTRIBUTES: dict[str, tuple[str, str, str, tuple[tuple[str, str], ...]]] = {
    CONSENT: (
        "singlevaluelist",
        gettext_noop("May the matter and its answer be published without names?"),
        gettext_noop("Only with yes can it be read by others here."),
        ((YES, gettext_noop("yes")), (NO, gettext_noop("no"))),
    ),
    NAMING: (
        "singlevaluelist",
        gettext_noop("With which name is it registered?"),
        gettext_noop("Without an answer: with name when a name or phone is given, else without."),
        (
            ("named", gettext_noop("with name")),
            ("confidential", gettext_noop("name known to the first contact only")),
            ("anonymous", gettext_noop("without name")),
        ),
    ),
    WISH: (
        "string",
        gettext_noop("What is hoped for?"),
        gettext_noop("At most 400 characters."),
        (),
    ),
}  # fmt: skip


def listed(tree: appeals.Tree) -> list[dict[str, Any]]:
    """Every service, parents before their children. A number is given at once, so all are realtime."""
    return [
        {
            "service_code": node.code, "service_name": node.word, "description": _path(tree, node.code), "metadata": True,
            "type": "realtime", "keywords": ",".join(_words(tree, node.code)), "group": tree.word(tree.top_of(node.code)),
        }
        for node in tree.nodes
    ]  # fmt: skip


def definition(tree: appeals.Tree, code: str) -> dict[str, Any]:
    """The attributes of one service. Raises Fault (404)."""
    demand(tree, code)
    return {
        "service_code": code,
        "attributes": [
            {
                "variable": True, "code": name, "datatype": kind, "required": False, "datatype_description": _(hint),
                "order": order, "description": _(asked), "values": [{"key": key, "name": _(word)} for key, word in values],
            }
            for order, (name, (kind, asked, hint, values)) in enumerate(ATTRIBUTES.items(), 1)
        ],
    }  # fmt: skip


def demand(tree: appeals.Tree, code: str) -> None:
    """Raises Fault (404) for a service that there is not."""
    if code not in tree.codes:
        raise Fault(404, _("There is no service_code {code}.").format(code=code[:40]))


def chosen(attributes: dict[str, list[str]]) -> dict[str, str]:
    """attribute → its one answer. Raises Fault for one that is not on its list and for what is not asked."""
    found: dict[str, str] = {}
    for code, answers in attributes.items():
        if code not in ATTRIBUTES:
            raise Fault(400, _("There is no attribute {code}.").format(code=code))
        values = {key for key, _word in ATTRIBUTES[code][3]}
        if len(answers) > 1 or (values and answers[0] not in values):
            raise Fault(
                400,
                _("attribute[{code}] takes one of: {values}.").format(
                    code=code, values=", ".join(sorted(values)) or _("one text")
                ),
            )
        found[code] = answers[0]
    return found


def _words(tree: appeals.Tree, code: str) -> list[str]:
    return list(dict.fromkeys([tree.word(code), tree.word(tree.top_of(code)), code]))


def _path(tree: appeals.Tree, code: str) -> str:
    top = tree.top_of(code)
    return tree.word(code) if top == code else f"{tree.word(top)} › {tree.word(code)}"
