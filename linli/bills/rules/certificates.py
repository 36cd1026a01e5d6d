"""The twenty certificates that a residents' committee must not issue, and where each is had instead.

The list is that of the six ministries (民发〔2020〕20号, domain §13.1); which paper is quoted on a day is a dated term,
because before it departments were answered with 居民委员会组织法第二十条.
"""

from __future__ import annotations

from linli.kernel import Saying, say

#: Term: the paper that is quoted on a refusal slip of a day.
TERM = "bills_refusal_basis"
#: What is quoted where a jurisdiction has no term for the day.
BASIS = "《中华人民共和国城市居民委员会组织法》第二十条"

KINDS: dict[str, Saying] = {
    "kinship": say("certificate of kinship"),
    "identity": say("certificate of a resident's identity"),
    "registration": say("certificate of a change in household registration"),
    "dog": say("certificate for keeping a dog"),
    "no_crime": say("certificate of no criminal record"),
    "drug_treatment": say("certificate of conduct in community drug treatment"),
    "missing": say("certificate of a missing person"),
    "marriage": say("certificate of marital status"),
    "birth": say("certificate of birth"),
    "alive": say("certificate of being alive"),
    "death": say("certificate of death"),
    "illness": say("certificate of illness"),
    "disability": say("certificate of disability"),
    "childbearing": say("certificate of marriage and childbearing"),
    "employment": say("certificate of employment"),
    "file": say("certificate about a personal file"),
    "property": say("certificate of property"),
    "inheritance": say("certificate of inheritance"),
    "premises": say("certificate of a business's premises"),
    "lost_paper": say("certificate of a lost paper"),
}

_POLICE = say(
    "The police station of the household registration; a paper one holds already (register, identity card) is enough."
)
_NOTARY = say("The notary's office; or a written statement of one's own, where the asking office accepts it.")
_CIVIL = say("The marriage registry of the civil affairs department; or a written statement of one's own.")
_OWN = say("The asking office looks it up itself; a written statement of one's own may stand in.")
WHERE: dict[str, Saying] = {
    "kinship": _NOTARY, "identity": _POLICE, "registration": _POLICE, "dog": _POLICE, "no_crime": _POLICE, "drug_treatment": _POLICE,
    "missing": _POLICE, "marriage": _CIVIL, "childbearing": _CIVIL, "inheritance": _NOTARY,
    "birth": say("The hospital of the birth, for a medical certificate of birth."),
    "alive": say("The social insurance office: by its app or at its counter; who cannot go is visited."),
    "death": say("The hospital or the police station, for a medical certificate of death."),
    "illness": say("The hospital that treats, for a certificate of diagnosis."),
    "disability": say("The disabled persons' federation: the disability certificate itself."),
    "employment": say("The employer, or the employment service."), "file": say("The office that keeps the personal file."),
    "property": say("The real estate registry."), "premises": say("The market supervision department, by its own statement form."),
    "lost_paper": _OWN,
}  # fmt: skip
