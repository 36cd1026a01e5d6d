"""The code tables of contact, with the words people read."""

from __future__ import annotations

from linli.kernel import Saying, say

FIRST, SHARED = "first", "member"
CHARGES: dict[str, Saying] = {
    FIRST: say("First responsible"),
    SHARED: say("Party member of the area"),
}

PRIMARY, DEPUTY = "primary", "deputy"
CAPTAINS: dict[str, Saying] = {
    PRIMARY: say("Building captain"),
    DEPUTY: say("Deputy captain"),
}

OWNERS: dict[str, Saying] = {
    "member": say("Party member"),
    "captain": say("Building captain"),
    "messenger": say("Messenger"),
}

CARD_REASONS: dict[str, Saying] = {
    "first": say("First card"),
    "changed": say("The responsible person changed"),
    "moved_in": say("A household moved in"),
    "lost": say("Lost or damaged"),
}
CARD_STATES: dict[str, Saying] = {
    "issued": say("Printed, to be delivered"),
    "delivered": say("Delivered"),
    "replaced": say("Replaced by a newer card"),
    "void": say("Taken back"),
}
RECEIPTS: dict[str, Saying] = {
    "handed": say("Handed over in person"),
    "signed": say("Signed for"),
    "posted": say("Put up on the door"),
}

WAYS: dict[str, Saying] = {
    "door": say("At the door"),
    "phone": say("By phone"),
    "office": say("At the office"),
    "outdoors": say("Met outdoors"),
}
#: The only way that counts as 入户走访.
AT_HOME = "door"
RESULTS: dict[str, Saying] = {
    "met": say("Spoke with somebody"),
    "absent": say("Nobody at home"),
    "declined": say("Did not want to talk"),
}
WHO: dict[str, Saying] = {
    "resident": say("Resident"),
    "aged": say("Older person"),
    "disabled": say("Person with a disability"),
    "hardship": say("Family in hardship"),
    "new": say("New arrival"),
    "member": say("Party member"),
    "shop": say("Shop or unit"),
    "other": say("Other"),
}

#: What the record says beside what was written, so that nobody wonders later.
REMARKS: dict[str, Saying] = {
    "ended": say("The household had left this door by then."),
    "moved": say("The person had moved away by then."),
    "merged": say("The person's record was merged into another one."),
    "clock": say("The phone's clock was wrong: the day was counted back."),
    "paper": say("Entered from a paper list."),
}

NEEDS: dict[str, Saying] = {
    "promised": say("A return was promised"),
    "new": say("Moved in and not visited yet"),
    "alone": say("80 or older and living alone"),
    "quarter": say("Not visited this quarter"),
    "chosen": say("Chosen by hand"),
}
STOPS: dict[str, Saying] = {
    "open": say("To go to"),
    "done": say("Visited"),
    "absent": say("Nobody at home"),
    "left_out": say("Left out"),
}
ROUTES: dict[str, Saying] = {
    "open": say("Planned"),
    "done": say("Finished"),
    "dropped": say("Dropped"),
}

RECRUITMENTS: dict[str, Saying] = {
    "draft": say("Draft"),
    "open": say("Applications open"),
    "choosing": say("Choosing"),
    "closed": say("Recruitment closed"),
    "dropped": say("Dropped"),
}
CANDIDATES: dict[str, Saying] = {
    "applied": say("Applied"),
    "chosen": say("Chosen"),
    "refused": say("Not chosen"),
    "withdrawn": say("Withdrawn"),
}
EXCHANGES: dict[str, Saying] = {
    "asked": say("Asked"),
    "taken": say("Taken over"),
    "refused": say("Refused"),
    "withdrawn": say("Withdrawn"),
}

DEVICES: dict[str, Saying] = {
    "active": say("In use"),
    "locked": say("Locked"),
    "released": say("Released"),
}
SENT: dict[str, Saying] = {
    "kept": say("Kept"),
    "clash": say("Differs from what a colleague wrote"),
    "settled": say("Settled"),
    "refused": say("Not taken over"),
}
