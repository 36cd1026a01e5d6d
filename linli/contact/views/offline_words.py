"""Every word of the phone's pages, by the names that its scripts use. Asked when a page is made, in the reader's language."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel import Saying

from ..rules import codes
from ..rules.sheets import FIELDS

KIND_WORDS = {
    "visit": _("Visit to a household"),
    "sheet": _("How to reach them"),
    "photo": _("Photo"),
    "stop": _("Door left out"),
    "card": _("Contact card"),
}
TEXT_WORDS: dict[str, object] = {
    "spoke": _("Spoke with"), "situation": _("Household situation"), "said": _("What they said"),
    "measures": _("Done on the spot"), "outcome": _("How it was settled"), "return_on": _("Return promised for"), "result": _("Result"),
    "need": _("Need"), **{name: word for name, (_most, word) in FIELDS.items()},
}  # fmt: skip

WORDS = {
    # the frame
    "app": _("Visits"), "optional": _("optional"), "yesterday": _("Yesterday"), "month_day": _("{month}/{day}"), "more": _("More"),
    "back_list": _("Back to the route"), "not_here": _("This household is no longer on the route."),
    "failed": _("That did not work"), "failed_about": _("Nothing was lost. Load the page once more; if it stays, tell the office."),
    "needs_https": _("This phone cannot work without network"),
    "needs_https_about": _("It needs an address that begins with https, and a browser not older than Chromium 83. The office knows how to set it up."),
    # the sending line
    "n_waiting": _("{n} to be sent"), "all_sent": _("All sent at {when}"), "nothing_waits": _("Nothing waits to be sent"),
    "line_offline": _("No network: records stay on this phone and are sent later."),
    "line_signin": _("Signed out: records stay on this phone. They are sent after you sign in again."),
    "line_other": _("A colleague is signed in. Records are sent when the owner of this phone signs in."),
    "line_busy": _("Sending…"), "line_failed": _("The server did not answer properly. It is tried again."),
    "line_locked": _("This phone was locked."), "line_released": _("This phone was released."),
    "clashes_n": _("{n} places differ from what a colleague wrote"), "clashes_go": _("Settle them"),
    # the list
    "today_list": _("Route of today"), "to_go": _("{n} of {all} doors to go to"), "no_route": _("No open route for today. Plan one at the desk or here, then fetch it."),
    "no_route_yet": _("The route is not on this phone yet."), "fetch_route": _("Fetch the route"), "plan_route": _("Visit plans"),
    "floor": _("Floor {n}"), "visited": _("Visited"), "nobody": _("Nobody at home"), "promised": _("return promised for {day}"),
    # a household
    "call_at": FIELDS["call_at"][1], "call_whom": FIELDS["call_whom"][1], "note": FIELDS["note"][1],
    "recorded_at": _("Noted {when}: {result}"), "visited_on": _("Visited on {days}"), "dial": _("Call {phone}"), "no_phone": _("No phone number is known."),
    "record_visit": _("Record a visit"), "edit_reach": _("Change how to reach them"), "leave_out": _("Not today"),
    "card_given": _("Contact card given"), "card_noted": _("Noted that the card was given."),
    # a visit
    "how_it_went": _("How it went"), "with_whom": _("With whom"), "spoke": _("Spoke with"), "said": _("What they said"),
    "said_hint": _("In their own words. Not needed where only needs are noted."), "said_empty": _("Write what they said, or add a need."),
    "measures": _("Done on the spot"), "needs_head": _("Needs"), "add_need": _("One more need"), "drop_need": _("Drop this need"),
    "need_words": _("What they need, in their own words"), "need_empty": _("Write what they need, or drop it."), "urgent": _("Urgent"),
    "come_again": _("Return promised for"), "return_bad": _("Choose a day after today, within half a year."),
    "photo": _("Photo"), "photo_hint": _("Only where words do not do: a broken step, a leaking pipe. Never people, never papers."),
    "photo_kept": _("Photo {n}, {kb} kB"), "no_photo": _("This is no picture that can be read."),
    "keep": _("Note down"), "not_kept": _("It could not be kept: the phone has no room or blocks storage. Leave the page open and make room."),
    "reach_note": _("The rest of the household sheet is not on the phone. It is changed at the desk."),
    # PIN
    "pin": _("PIN of this phone"), "pin_head": _("Enter the PIN"), "open": _("Unlock"), "pin_empty": _("Type the PIN."), "pin_wrong": _("Wrong PIN. {n} tries left, then the route is erased."),
    "pin_new": _("PIN for this phone"), "pin_again": _("The same PIN again"), "pin_hint": _("6 to 12 digits. Longer is safer; no birthday, no row of digits."),
    "pin_short": _("A PIN has 6 to 12 digits."), "pin_weak": _("Too easy to guess: no repeats, no rows such as 123456."), "pin_differs": _("The two differ."),
    "pin_anew": _("Choose a new PIN"), "shut": _("Shut"),
    # enabling
    "enable": _("Enable"), "enable_phone": _("Enable this phone"), "enable_about": _("Take today's route along and work without network."),
    "phone_name": _("Name of this phone"), "phone_name_hint": _("So that the right one is locked when it is lost, such as: 周网格 红米"),
    "phone_name_empty": _("Give the phone a name."), "sign_in": _("Sign in"), "sign_in_first": _("Sign in first, then enable the phone."),
    "sign_in_note": _("Enabling needs a connection and your account."), "needs_line": _("This needs a connection. Try again when the line is back."),
    "what_1": _("Held: at most 150 doors of your open routes with form of address, phone and promised returns. No identity numbers, no statuses, nothing said on earlier visits."),
    "what_2": _("Protected by the PIN; after ten wrong ones the route is erased. After 24 hours it is erased anyway."),
    "what_3": _("Records that wait to be sent can be read by the server only. Without the PIN they are still sent."),
    "what_4": _("Lost? The secretary locks the phone on the page Phones."),
    # the phone
    "belongs": _("Belongs to {who}"), "held_until": _("The route stays on this phone until {when}."), "holds_nothing": _("There is no route on this phone."),
    "not_persistent": _("The browser may clear this phone's storage when room is short. Add the page to the home screen to prevent it."),
    "cannot_stop": _("Not stopped by this: somebody who watches the PIN being typed, a phone with foreign programs on it, a copy of its storage tried by a fast computer."),
    "erase_route": _("Erase the route from this phone"),
    "erased_tries": _("Ten wrong PINs: the route was erased from this phone."), "erased_time": _("The route was erased: its 24 hours are over. Fetch it anew with a connection."),
    "erased_locked": _("The office locked this phone. The route was erased."), "erased_released": _("This phone was released. The route was erased."),
    "erased_unknown": _("The server does not know this phone any more. The route was erased."),
    "locked_head": _("This phone is locked"), "released_head": _("This phone is not enabled any more"), "unsent_stay": _("What waits to be sent is still here and is sent as usual after you sign in."),
    # what waits
    "queue_head": _("To be sent"), "queue_n": _("{n} records wait on this phone."), "queue_none": _("Everything has been sent."), "send": _("Send now"), "read_it": _("Got it"),
}  # fmt: skip


def words() -> dict[str, object]:
    """All of them with the tables of codes and the addresses of pages that need a connection."""
    said: dict[str, object] = {name: str(word) for name, word in WORDS.items()}
    return {
        **said, "results": _table(codes.RESULTS), "who": _table(codes.WHO), "needs": _table(codes.NEEDS),
        "kinds": {name: str(word) for name, word in KIND_WORDS.items()},
        "addresses": {
            "sign_in": f"{reverse('account_login')}?next={reverse('contact:phone')}", "clashes": reverse("contact:clashes"),
            "routes": reverse("contact:routes"), "home": reverse("project:home"),
        },
    }  # fmt: skip


def _table(held: dict[str, Saying]) -> dict[str, str]:
    return {code: str(word) for code, word in held.items()}
