"""The codes of errands and bills, with the words for them."""

from __future__ import annotations

from collections.abc import Mapping

from linli.kernel import Saying, say

UTILITIES: dict[str, Saying] = {"water": say("water"), "power": say("electricity"), "gas": say("gas")}
#: How the money came: cash passes through our hands, a payment with the resident's own phone never does.
CASH, OWN_PHONE = "cash", "own_phone"
METHODS: dict[str, Saying] = {CASH: say("cash"), OWN_PHONE: say("paid with the resident's own phone")}
SIGNATURES: dict[str, Saying] = {
    "own_hand": say("signed by own hand"), "fingerprint": say("fingerprint, with a witness"), "agent": say("signed by an agent"),
}  # fmt: skip

RECEIPTS: dict[str, Saying] = {
    "received": say("money received, to be paid on"),
    "paid": say("paid on, vouchers to be handed over"),
    "handed": say("vouchers handed over"),
    "reconciled": say("reconciled with the utility"),
    "exception": say("to be sorted out"),
    "cancelled": say("cancelled on its day"),
    "countered": say("taken back by a counter-entry"),
}
#: Receipts that wait for somebody.
OPEN = ("received", "paid", "exception")
#: What is wrong with a receipt that is to be sorted out.
FAULTS: dict[str, Saying] = {
    "": say("none"), "refunded": say("the utility gave the money back"), "missing": say("not on the utility's list"),
    "differs": say("differs from the utility's list"),
}  # fmt: skip

PAIRS: dict[str, Saying] = {
    "both": say("in both"), "here": say("only here"), "there": say("only on the list"), "differs": say("differs"),
}  # fmt: skip

ERRANDS: dict[str, Saying] = {
    "buy": say("shopping"), "fetch": say("fetching something"), "paper": say("papers and procedures"),
    "form": say("filling in a form"), "phone": say("help with the phone"), "other": say("another errand"),
}  # fmt: skip
ERRAND_STATES: dict[str, Saying] = {
    "taken": say("taken on"), "doing": say("under way"), "done": say("done, to be handed over"),
    "handed": say("handed over"), "dropped": say("not possible, said why"),
}  # fmt: skip
#: Errands that wait for somebody.
ERRANDS_OPEN = ("taken", "doing", "done")

SEALS: dict[str, Saying] = {
    "committee": say("seal of the residents' committee"), "party": say("seal of the Party organisation"), "other": say("another seal"),
}  # fmt: skip


def word(table: Mapping[str, Saying], code: str) -> str:
    """A code in the reader's language; an unknown one as it stands."""
    return str(table.get(code, code))
