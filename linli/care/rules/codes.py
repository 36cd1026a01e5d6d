"""Codes of care and the words for them."""

from __future__ import annotations

from collections.abc import Mapping

from linli.kernel import Saying, say

STATES: dict[str, Saying] = {
    "draft": say("draft"), "submitted": say("applied for"), "supplement": say("papers to be added"),
    "accepted": say("accepted by the community"), "surveyed": say("home was visited"), "heard": say("heard by residents"),
    "shown": say("on public notice"), "forwarded": say("sent to the authority"), "approved": say("granted by the authority"),
    "rejected": say("refused by the authority"), "receiving": say("in receipt"), "stopped": say("payment stopped"),
    "archived": say("put on file"), "withdrawn": say("application withdrawn"),
}  # fmt: skip
#: Under way at the community: what a person who moves away leaves behind.
OPEN = ("draft", "submitted", "supplement", "accepted", "surveyed", "heard", "shown", "forwarded", "approved")
#: 提交渠道.
CHANNELS: dict[str, Saying] = {
    "counter": say("at the community's counter"), "home": say("at home"), "phone": say("told by phone"),
    "together": say("one sitting for many"), "subdistrict": say("from the subdistrict"),
}  # fmt: skip
#: The steps that a scheme may ask for between acceptance and sending on, in their order.
STEPS: dict[str, Saying] = {
    "survey": say("visit at home"), "hearing": say("residents' hearing"), "notice": say("public notice of the case"),
}  # fmt: skip
EVERY: dict[str, Saying] = {
    "once": say("paid once"), "month": say("paid monthly"), "quarter": say("paid quarterly"), "year": say("paid yearly"),
    "none": say("no payment to the person"),
}  # fmt: skip
#: 条线 of the schemes.
LINES: dict[str, Saying] = {
    "disability": say("services for the disabled"), "civil_affairs": say("civil affairs"),
}  # fmt: skip
#: What was done with an application; the words of its story.
DEEDS: dict[str, Saying] = {
    "apply": say("applied"), "submit": say("handed the application in"), "ask_supplement": say("asked for missing papers"),
    "supplement": say("added the missing papers"), "accept": say("accepted the application"), "survey": say("visited the home"),
    "hear": say("held the hearing"), "show": say("wrote the public notice"), "forward": say("sent the application on"),
    "approve": say("entered that the authority grants it"), "reject": say("entered that the authority refuses it"),
    "pay": say("noted a payment"), "change": say("noted a changed amount"), "stop": say("stopped the payment"),
    "recover": say("noted what is paid back"), "archive": say("put it on file"), "withdraw": say("withdrew the application"),
    "confirm": say("confirmed that the person is alive and here"),
}  # fmt: skip
#: Why something is proposed; each can be closed with a reason.
PROMPTS: dict[str, Saying] = {
    "unclaimed": say("May be entitled, has not applied"), "turning": say("Turns an age of a benefit soon"),
    "certificate": say("Certificate ends soon"), "season": say("Season of enrolment"), "gone": say("No longer lives here"),
    "confirm": say("Yearly confirmation is due"),
}  # fmt: skip
#: 生存认证: how it is known; nobody is made to come.
CONFIRMED: dict[str, Saying] = {
    "visit": say("seen at a visit"), "phone": say("spoken to on the phone"), "video": say("seen on video"),
    "family": say("told by the family"),
}  # fmt: skip
SURVEY_STATES: dict[str, Saying] = {
    "visited": say("asked at the door"), "planned": say("plan is made"), "entered": say("entered in the federation's system"),
}  # fmt: skip
#: 需求项 of 量体裁衣.
NEEDS: dict[str, Saying] = {
    "security": say("social security"), "recovery": say("rehabilitation"), "housing": say("housing need"),
    "learning": say("education and work"), "access": say("barrier-free home"), "other": say("another need"),
}  # fmt: skip


def word(table: Mapping[str, Saying], code: str) -> str:
    """The word of a code; the code itself where there is none."""
    return str(table.get(code, code))
