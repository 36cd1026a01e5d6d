"""The menu: eight entries, their tabs, and who sees which.

A tab whose page does not exist yet, or that the viewer may not open, is not there; an entry
without tabs is not there either.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from linli.accounts import api as accounts
from linli.kernel import Actor


@dataclass(frozen=True)
class Place:
    """One tab: its msgid, its page, the power that opens it, and further pages that belong to it."""

    label: str
    view: str
    power: str = ""
    family: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """One of the eight entries."""

    label: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Tab:
    """A link of the bar, as the templates read it."""

    label: str
    url: str
    current: bool = False
    count: int | None = None
    icon: str = ""


@dataclass(frozen=True)
class Entry:
    """An entry with the tabs the viewer may open."""

    label: str
    url: str
    current: bool
    tabs: list[Tab]


MENU = (
    Heading(_("Workbench"), (
        Place(_("Today's list"), "project:home"),
        Place(_("Messages"), "news:messages", family=("news:message", "news:preferences", "files:work")),
        Place(_("Calls to make"), "news:calls", "news.call"),
    )),
    Heading(_("Residents and homes"), (
        Place(_("Residents"), "residents:people", "residents.read",
              ("residents:person", "residents:correct", "residents:grant", "residents:mark", "residents:doubt", "residents:extract",
               "residents:end_status", "residents:move", "residents:close", "residents:verify", "residents:keep", "residents:confirm_close",
               "residents:reopen", "residents:void")),
        Place(_("Households and members"), "residents:households", "residents.read",
              ("residents:household", "residents:found", "residents:split", "residents:head", "residents:join")),
        Place(_("Buildings and rooms"), "places:buildings", "places.read", ("places:building", "places:room", "places:map")),
        Place(_("Residence episodes"), "residents:residences", "residents.read", ("residents:register",)),
        Place(_("Information checks"), "residents:checks", "residents.edit", ("residents:check",)),
        Place(_("Import"), "residents:imports", "import.read", ("residents:import",)),
    )),
    Heading(_("Appeals of residents"), (
        Place(_("Appeals"), "appeals:appeals", "appeals.read", ("appeals:",)),
        Place(_("Receptions"), "appeals:receptions", "appeals.reception", ("appeals:reception", "appeals:guide", "appeals:text")),
        Place(_("To revisit"), "appeals:revisits", "appeals.revisit"),
        Place(_("Sent up to the subdistrict"), "appeals:sent", "appeals.sent"),
        Place(_("Mediation of disputes"), "mediation:disputes", "mediation.read", ("mediation:",)),
        Place(_("Report a dispute"), "mediation:report", "mediation.report"),
        Place(_("Ledger of appeals"), "appeals:ledger", "appeals.export", ("appeals:ledger",)),
    )),
    Heading(_("Visits and contact"), (
        Place(_("Visit plans"), "contact:routes", "contact.visit", ("contact:route", "contact:plan")),
        Place(_("Visit records"), "contact:visits", "contact.visit", ("contact:visit", "contact:sheet", "contact:clash")),
        Place(_("Areas of duty"), "contact:areas", "contact.read", ("contact:area", "contact:charge", "contact:coverage", "contact:ledger", "contact:number")),
        Place(_("Contact cards"), "contact:cards", "contact.read", ("contact:card", "contact:batch")),
        Place(_("Building captains"), "contact:captains", "contact.read", ("contact:captain",)),
        Place(_("Messengers"), "contact:messengers", "contact.roster", ("contact:messenger", "contact:recruitment", "contact:shift", "contact:roster", "contact:exchange")),
    )),
    Heading(_("Services for residents"), (
        Place(_("Bills and errands"), "bills:home", "bills.errand", ("bills:",)),
        Place(_("Jobs"), "jobs:seekers", "jobs.read", ("jobs:",)),
        Place(_("Posts relayed"), "jobs:vacancies", "jobs.posts", ("jobs:vacanc",)),
        Place(_("Benefit applications"), "care:applications", "care.read", ("care:application", "care:batch", "care:find", "care:check", "care:apply", "care:scheme", "care:ledger")),
        Place(_("Prompts"), "care:prompts", "care.read", ("care:prompt",)),
        Place(_("Certificate holders"), "care:holders", "care.read", ("care:holder", "care:survey")),
    )),
    Heading(_("Council and notices"), (
        Place(_("What residents ask for"), "council:opinions", "council.read", ("council:opinion", "council:collection")),
        Place(_("Projects"), "council:projects", "council.read", ("council:project", "council:work", "council:payment", "council:acceptance")),
        Place(_("Council meetings"), "council:meetings", "council.read", ("council:meeting", "council:bod", "council:seat", "council:motion", "council:process", "council:resolution", "council:follow", "council:ledger")),
        Place(_("Funds"), "council:funds", "council.read", ("council:fund", "council:bank")),
        Place(_("Votes"), "ballots:decisions", "ballots.read", ("ballots:",)),
        Place(_("Notices"), "notices:notices", "notices.read", ("notices:",)),
        Place(_("Public pledges"), "notices:pledges", "notices.read", ("notices:pledge",)),
    )),
    Heading(_("Party building"), (
        Place(_("Party members"), "party:members", "party.read", ("party:member", "party:fact", "party:office")),
        Place(_("Party branches"), "party:organisations", "party.read", ("party:organisation",)),
        Place(_("Three meetings, one class"), "party:meetings", "party.read", ("party:meeting", "party:statistics", "party:resolution")),
        Place(_("Double check-in"), "party:check_ins", "party.read", ("party:check_in", "party:need", "party:service_strike")),
    )),
    Heading(_("Ledgers and tables"), (
        Place(_("Tables"), "reports:tables", "figures.read", ("reports:population", "reports:floating", "reports:appeals_month", "reports:contact_month", "reports:open", "reports:seal")),
        Place(_("Ledgers"), "reports:ledgers", "figures.rows"),
        Place(_("Figures"), "reports:figures", "figures.read", ("reports:figure",)),
        Place(_("Reports sent"), "reports:sent", "reports.read", ("reports:sealed", "reports:amend")),
    )),
)  # fmt: skip

SETTINGS = Heading(_("Community settings"), (
    Place(_("About this community"), "places:facts"),
    Place(_("Grids and areas"), "places:schemes", "places.read", ("places:scheme", "places:cell")),
    Place(_("Facilities"), "places:facilities", "places.read", ("places:facilit",)),
    Place(_("People and permissions"), "accounts:people", "settings.people", ("accounts:people", "accounts:person", "accounts:hand_over", "accounts:password")),
    Place(_("Duty roster"), "accounts:duty", "settings.duty_read", ("accounts:duty",)),
    Place(_("Phones"), "contact:devices", "contact.devices", ("contact:device",)),
    Place(_("Policies and standards"), "places:terms", "settings.terms", ("places:term",)),
    Place(_("Outbox"), "news:outbox", "news.outbox"),
    Place(_("Keys of other programs"), "channels:keys", "settings.channels", ("channels:",)),
    Place(_("Working time"), "places:hours", "settings.hours"),
    Place(_("Viewing log"), "journal:log", "journal.log", ("journal:log", "journal:reads", "journal:export")),
    Place(_("Unusual readings"), "journal:unusual", "journal.unusual"),
))  # fmt: skip


def entries(actor: Actor, view: str) -> list[Entry]:
    """The menu of an actor on the page `view` (a url name with its namespace)."""
    shown = [_entry(heading, actor, view) for heading in MENU]
    if any(view.startswith(one) for place in SETTINGS.places for one in (place.view, *place.family)):
        shown.append(_entry(SETTINGS, actor, view))
    return [one for one in shown if one is not None]


def settings_url(actor: Actor) -> str:
    """Where 社区设置 leads, empty when the actor may open none of its tabs."""
    entry = _entry(SETTINGS, actor, "")
    return entry.url if entry else ""


def first_of(actor: Actor, *wanted: tuple[str, str]) -> str:
    """The address of the first of these (view, power) that the actor may open; empty for none. For single-letter keys."""
    found = (_url(Place("", view, power), actor) for view, power in wanted)
    return next((url for url in found if url), "")


def thumbs(actor: Actor, view: str) -> list[Tab]:
    """The bottom bar of a worker's phone: 今天 · 走访 · ＋登记 · 找人 · 我的; for captains and messengers without 找人."""
    places = (
        (Place(_("Today"), "project:home"), "today"),
        (Place(_("Visits"), "contact:visit_new", "contact.record"), "visit"),
        (Place(_("Register"), "project:plus", "appeals.register"), "plus"),
        (Place(_("Find"), "residents:people", "residents.read"), "search"),
        (Place(_("Me"), "accounts:me"), "person"),
    )
    found = []
    for place, icon in places:
        url = _url(place, actor)
        if url:
            found.append(Tab(gettext(place.label), url, view == place.view, None, icon))
    return found


def _entry(heading: Heading, actor: Actor, view: str) -> Entry | None:
    shown = [(place, url) for place in heading.places if (url := _url(place, actor))]
    if not shown:
        return None
    here = _current([place for place, _address in shown], view)
    tabs = [Tab(gettext(place.label), url, place is here) for place, url in shown]
    return Entry(gettext(heading.label), tabs[0].url, any(tab.current for tab in tabs), tabs)


def _current(places: list[Place], view: str) -> Place | None:
    """The tab a page belongs to: its own, else the one whose family names it most closely."""
    own = next((place for place in places if place.view == view), None)
    near = [(len(one), place) for place in places for one in place.family if view.startswith(one)]
    return own or (max(near, key=lambda found: found[0])[1] if near else None)


def _url(place: Place, actor: Actor) -> str:
    if place.power and not accounts.may(actor, place.power):
        return ""
    try:
        return reverse(place.view)
    except NoReverseMatch:
        return ""
