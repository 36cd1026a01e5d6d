"""Codes that the columns take and the words for them."""

from __future__ import annotations

from collections.abc import Mapping

from linli.kernel import Saying, say

REGISTRATIONS: dict[str, Saying] = {
    "jobless": say("registered unemployed"),
    "seeking": say("registered as looking for work"),
}
STATES: dict[str, Saying] = {
    "registered": say("registered, nothing offered yet"),
    "serving": say("being helped"),
    "interview": say("interview arranged"),
    "ended": say("registration ended"),
}
#: Why a registration ends (就业服务与就业管理规定 article 64); other_lawful never says what.
ENDINGS: dict[str, Saying] = {
    "employed": say("found work"),
    "business": say("started a business"),
    "service": say("joined the armed forces"),
    "abroad": say("moved abroad"),
    "pension": say("draws a pension"),
    "died": say("died"),
    "school": say("at school full time"),
    "moved": say("moved away"),
    "other_lawful": say("other lawful reason"),
    "refused_offers": say("refused suitable offers"),
    "no_contact": say("no contact for six months"),
    "withdrawn": say("asked to end it"),
}
#: Endings that a worker chooses; `employed` comes from a placement.
CHOSEN_ENDINGS = tuple(one for one in ENDINGS if one != "employed")
CAUSES: dict[str, Saying] = {
    "contract": say("contract ended"),
    "dismissed": say("let go by the employer"),
    "resigned": say("left the post"),
    "closed": say("the employer closed"),
    "school_left": say("left school"),
    "land": say("land was taken over"),
    "business_closed": say("own business closed"),
    "other": say("another cause"),
}
SHIFTS: dict[str, Saying] = {
    "any": say("any shift"),
    "day": say("day shift"),
    "night": say("night shift"),
    "turns": say("shifts in turn"),
    "part": say("part of the day"),
}
#: Categories whose working age ends at different ages (terms `jobs_working_age`).
CATEGORIES: dict[str, Saying] = {
    "man": say("man"),
    "woman_worker": say("woman, worker"),
    "woman_staff": say("woman, managerial or technical post"),
}
HARDSHIPS: dict[str, Saying] = {
    "aged": say("older jobseeker"),
    "disability": say("holds a disability certificate"),
    "low_income": say("draws the subsistence allowance"),
    "zero_household": say("household without anybody at work"),
    "landless": say("lost farmland"),
    "long_term": say("out of work for long"),
}

ROUTES: dict[str, Saying] = {
    "self": say("applied themselves"),
    "recommended": say("recommended by somebody"),
    "community": say("introduced by the community"),
}
#: "" stands for a placement that came by no referral of ours.
ROUTES_OR_NONE: dict[str, Saying] = {**ROUTES, "": say("without a referral")}
RESULTS: dict[str, Saying] = {
    "referred": say("waiting for the unit"),
    "interview": say("interview arranged"),
    "hired": say("hired"),
    "not_hired": say("not hired"),
}
#: Referrals whose result is not known yet.
OPEN_RESULTS = ("referred", "interview")
REFUSALS: dict[str, Saying] = {
    "skills": say("skills do not fit"),
    "pay": say("pay not agreed"),
    "distance": say("too far away"),
    "hours": say("hours do not fit"),
    "filled": say("the post was filled"),
    "declined": say("the jobseeker declined"),
    "absent": say("did not come to the interview"),
    "other": say("another reason"),
}

EMPLOYMENTS: dict[str, Saying] = {
    "unit": say("employed by a unit"),
    "flexible": say("flexible employment"),
    "own": say("own business"),
    "public_post": say("public-service post"),
}
#: Why an employment ends; retired, died and left make up 自然减员.
EMPLOYMENT_ENDS: dict[str, Saying] = {
    "contract": say("the contract ended"),
    "resigned": say("left of their own accord"),
    "dismissed": say("let go"),
    "changed": say("changed to another unit"),
    "retired": say("retired"),
    "died": say("died"),
    "left": say("moved away"),
}
ATTRITION = ("retired", "died", "left")
#: Sections of GB/T 4754-2017; A is agriculture.
SECTIONS: dict[str, Saying] = {
    "A": say("A agriculture, forestry, animal husbandry, fishery"), "B": say("B mining"), "C": say("C manufacturing"),
    "D": say("D electricity, heat, gas, water"), "E": say("E construction"), "F": say("F wholesale and retail"),
    "G": say("G transport, storage, post"), "H": say("H lodging and catering"), "I": say("I information and software"),
    "J": say("J finance"), "K": say("K real estate"), "L": say("L leasing and business services"),
    "M": say("M research and technical services"), "N": say("N water, environment, public facilities"),
    "O": say("O household services, repair, other services"), "P": say("P education"), "Q": say("Q health and social work"),
    "R": say("R culture, sports, entertainment"), "S": say("S public administration and organisations"),
    "T": say("T international organisations"),
}  # fmt: skip
FARMING = "A"

FOLLOW_UPS: dict[str, Saying] = {
    "working": say("still at work there"),
    "elsewhere": say("works elsewhere"),
    "out": say("out of work again"),
    "not_reached": say("not reached"),
}
WAYS: dict[str, Saying] = {"phone": say("by phone"), "door": say("at the door"), "unit": say("through the unit"), "counter": say("at the counter")}  # fmt: skip
TRAINED: dict[str, Saying] = {
    "enrolled": say("enrolled"),
    "completed": say("completed"),
    "certificate": say("completed with a certificate"),
    "dropped": say("did not finish"),
}
SOURCES: dict[str, Saying] = {
    "department": say("the employment department's public posts"),
    "unit": say("sent by the unit itself"),
    "fair": say("a job fair"),
}
#: What an export of the department holds.
EXPORTS: dict[str, Saying] = {
    "placements": say("new employment entered"),
    "jobless": say("registered unemployed entered"),
}
OUTCOMES: dict[str, Saying] = {
    "both": say("in both"),
    "here": say("only here"),
    "there": say("only there"),
    "differs": say("differs"),
}
#: Fields in which an export and our record may differ.
COMPARED: dict[str, Saying] = {"name": say("full name"), "unit": say("employer"), "start": say("first day"), "entry": say("registration number")}  # fmt: skip


def word(table: Mapping[str, Saying], code: str) -> str:
    """A code in the reader's language; an unknown one as it stands."""
    return str(table.get(code, code))
