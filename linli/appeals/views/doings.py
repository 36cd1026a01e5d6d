"""Every verb of the workflow with its form, its power, its action and what the page says afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from linli.kernel import Saying

from ..actions import accept, answer, handover, hold, hotline, intake, merge, publish, revisit, whistle
from ..forms import verbs as forms
from ..forms.verb import VerbForm
from ..workflow import VERBS

HANDLE, REVISIT, ASSIGN = "appeals.handle", "appeals.revisit", "appeals.assign"
RELEASE, EXTEND, OUTSIDE, REGISTER, READ = (
    "appeals.release", "appeals.extend", "appeals.outside", "appeals.register", "appeals.read",
)  # fmt: skip


@dataclass(frozen=True)
class Doing:
    """One verb as a page.

    said      the line after it was done
    question  repeats the consequence, for a verb that asks nothing else
    undo      the verb that takes it back while nothing has gone out
    """

    power: str
    form: type[VerbForm]
    act: Callable[..., Any]
    said: str
    question: str = ""
    danger: bool = False
    undo: str = ""


DOINGS: dict[str, Doing] = {
    "accept": Doing(HANDLE, forms.Accept, accept.accept, _("Accepted.")),
    "refuse": Doing(HANDLE, forms.Refuse, accept.refuse, _("Not accepted; the right channel is noted."), danger=True),
    "solve": Doing(HANDLE, forms.Solve, answer.solve, _("Solved; now it waits for the revisit.")),
    "promise": Doing(HANDLE, forms.Promise, answer.promise, _("The explicit answer is noted.")),
    "start": Doing(HANDLE, forms.Bare, answer.start, _("In hand."), _("Take this appeal in hand?")),
    "progress": Doing(HANDLE, forms.Progress, answer.progress, _("Noted.")),
    "answer": Doing(HANDLE, forms.AnswerForm, answer.answer, _("Answered. Now tell the resident.")),
    "amend_answer": Doing(HANDLE, forms.Amend, answer.amend, _("The answer is amended.")),
    "tell": Doing(HANDLE, forms.Tell, answer.tell, _("Noted who was told.")),
    "assign": Doing(ASSIGN, forms.Assign, handover.assign, _("Assigned.")),
    "offer": Doing(HANDLE, forms.Offer, handover.offer, _("Offered. You stay the handler until it is taken over.")),
    "take_over": Doing(HANDLE, forms.Bare, handover.take_over, _("You are the handler now."), _("Take this appeal over? From now on you are its handler.")),
    "decline": Doing(HANDLE, forms.Why, handover.decline, _("Declined.")),
    "assist": Doing(HANDLE, forms.Assist, handover.assist, _("Saved.")),
    "hold": Doing(HANDLE, forms.Hold, hold.hold, _("Put on hold; its clocks stand still."), undo="resume"),
    "resume": Doing(HANDLE, forms.Bare, hold.resume, _("It goes on; its clocks run again."), _("Let this appeal go on?")),
    "extend": Doing(EXTEND, forms.Extend, hold.extend, _("Extended.")),
    "merge": Doing(HANDLE, forms.Merge, merge.merge, _("Merged."), undo="part"),
    "part": Doing(HANDLE, forms.Bare, merge.part, _("Parted again."), _("Take this appeal out of the other one again?")),
    "send_up": Doing(HANDLE, forms.SendUp, whistle.send_up, _("Sent up to the subdistrict."), undo="take_back"),
    "take_back": Doing(HANDLE, forms.Reason, whistle.take_back, _("Taken back.")),
    "rate_department": Doing(HANDLE, forms.Rate, whistle.rate, _("Rated.")),
    "dispatch": Doing(OUTSIDE, forms.Dispatch, whistle.dispatch, _("Passed to the department.")),
    "arrive": Doing(OUTSIDE, forms.Bare, whistle.arrive, _("The arrival is noted."), _("Note that the department is there now?")),
    "send_back": Doing(OUTSIDE, forms.SendBack, whistle.send_back, _("Sent back to the community.")),
    "raise_level": Doing(
        HANDLE, forms.Bare, handover.raise_level, _("Handed to the next level."), _("Hand this appeal to the community's office?")
    ),
    "hotline_accept": Doing(HANDLE, forms.Bare, hotline.accept, _("Accepted."), _("Accept this item of 12345?")),
    "hotline_reject": Doing(HANDLE, forms.Basis, hotline.reject, _("Rejected with its basis."), danger=True),
    "hotline_return": Doing(HANDLE, forms.Basis, hotline.give_back, _("Given back."), danger=True),
    "hotline_extend": Doing(EXTEND, forms.HotlineExtend, hotline.extend, _("Extended.")),
    "hotline_twice": Doing(HANDLE, forms.Twice, hotline.report_twice, _("Reported as sent twice.")),
    "revisit": Doing(REVISIT, forms.RevisitForm, revisit.revisit, _("The revisit is noted.")),
    "not_reached": Doing(REVISIT, forms.Bare, revisit.not_reached, _("Noted: not reached."), _("Note that nobody was reached?")),
    "close": Doing(REVISIT, forms.Bare, revisit.close, _("The matter is closed."), _("Close this matter?")),
    "reopen": Doing(HANDLE, forms.Why, revisit.reopen, _("It is dealt with again.")),
    "redo": Doing(HANDLE, forms.Why, revisit.redo, _("It is dealt with again.")),
    "withdraw": Doing(HANDLE, forms.Why, revisit.withdraw, _("Withdrawn by the resident.")),
    "archive": Doing(REVISIT, forms.Bare, revisit.archive, _("Archived."), _("Put this appeal into the archive?")),
    "release": Doing(RELEASE, forms.Release, publish.release, _("Released: everybody can read it now.")),
    "withhold": Doing(RELEASE, forms.Why, publish.withhold, _("Taken off the board."), danger=True),
    "note": Doing(HANDLE, forms.Note, answer.note, _("Noted.")),
    "add": Doing(REGISTER, forms.Add, intake.add, _("Added.")),
    "correct": Doing(HANDLE, forms.Correct, intake.correct, _("Saved.")),
    "void_entry": Doing(HANDLE, forms.Reason, intake.void_entry, _("Taken out as entered by mistake."), danger=True),
}  # fmt: skip


def word(verb: str) -> Saying:
    """What the button of a verb says."""
    return VERBS[verb]
