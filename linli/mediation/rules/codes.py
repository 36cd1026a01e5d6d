"""Codes of mediation and the words for them."""

from __future__ import annotations

from collections.abc import Mapping

from linli.kernel import Saying, say

SEX: dict[str, Saying] = {"1": say("Male"), "2": say("Female")}
STATES: dict[str, Saying] = {
    "found": say("consent is asked"), "accepted": say("accepted, in inquiry"), "mediating": say("in mediation"),
    "signing": say("agreement being signed"), "agreed": say("agreement in effect"), "performed": say("agreement performed"),
    "unperformed": say("not performed, court told"), "failed": say("mediation failed"), "refused": say("a party refused"),
    "transferred": say("handed to another authority"), "withdrawn": say("application withdrawn"),
    "reconciled": say("settled by the parties themselves"), "closed": say("dossier closed"),
}  # fmt: skip
#: How it ended; empty while it is open.
OUTCOMES: dict[str, Saying] = {
    "agreed": say("agreement reached"), **{code: STATES[code] for code in ("failed", "refused", "transferred", "withdrawn", "reconciled")},
}  # fmt: skip
#: 来源 of the closing report.
SOURCES: dict[str, Saying] = {
    "application": say("application of a party"), "initiative": say("found by ourselves"), "police": say("handed over by the police"),
    "court": say("entrusted by the court"), "government": say("assigned by the government"),
}  # fmt: skip
SIDES: dict[str, Saying] = {"applicant": say("applicant's side"), "respondent": say("other side")}
#: 身份证明: the paper that was shown.
PROOFS: dict[str, Saying] = {
    "identity": say("identity card"), "booklet": say("household booklet"), "licence": say("business licence"), "other": say("other paper"),
}  # fmt: skip
SIGNINGS: dict[str, Saying] = {"signature": say("signed by hand"), "fingerprint": say("fingerprint")}
CHOSEN: dict[str, Saying] = {
    "chosen": say("chosen by the parties"),
    "accepted": say("proposed, accepted by the parties"),
}
RECUSALS: dict[str, Saying] = {
    "relative": say("relative of a party"), "interest": say("own interest in the matter"), "asked": say("a party asked for it"),
    "other": say("other relation to a party"),
}  # fmt: skip
TALKS: dict[str, Saying] = {"inquiry": say("inquiry"), "session": say("mediation session")}
FORMS: dict[str, Saying] = {"written": say("written agreement"), "oral": say("oral agreement")}
PERFORMANCES: dict[str, Saying] = {
    "done": say("performed in full"), "part": say("performed in part"), "urged": say("urged to perform"),
    "court_told": say("not performed; told of the way to court"),
}  # fmt: skip
CONTENT: dict[str, Saying] = {
    "content": say("content with it"),
    "fair": say("fairly content"),
    "not": say("not content"),
}
CONFIRMATIONS: dict[str, Saying] = {
    "applied": say("applied for"), "confirmed": say("confirmed by the court"), "dismissed": say("dismissed by the court"),
}  # fmt: skip
#: 人民调解法 art. 26: the ways that remain when mediation ends without agreement.
WAYS: dict[str, Saying] = {
    "arbitration": say("arbitration"), "administrative": say("decision of an administrative authority"), "court": say("action at court"),
}  # fmt: skip
RECEIVERS: dict[str, Saying] = {
    "police": say("police station"), "justice": say("judicial office"), "court": say("people's court"), "authority": say("competent authority"),
}  # fmt: skip
#: Used while the term mediation_categories says nothing.
CATEGORIES: dict[str, Saying] = {
    "marriage": say("marriage and family"), "neighbours": say("neighbours"), "housing": say("houses and homesteads"), "contract": say("contracts"),
    "production": say("production and trade"), "damage": say("damages"), "land": say("woods and land"), "demolition": say("land taking and demolition"),
    "pollution": say("pollution"), "labour": say("labour"), "medical": say("medical"), "traffic": say("road traffic"),
    "property": say("property management"), "consumer": say("consumers"), "parking": say("parking and charging"), "other": say("others (disputes)"),
}  # fmt: skip

TEXT_MOST, SHORT_MOST = 4000, 300


def word(table: Mapping[str, object], code: str) -> str:
    """The word of a code; the code itself where there is none."""
    return str(table.get(code, code))
