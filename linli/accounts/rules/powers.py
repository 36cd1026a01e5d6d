"""Role × function as plain data: who may open which door at all.

A power says that a role has the function; which records it reaches is decided by the walls,
by the cells of the post and by each app's own rules.
"""

from __future__ import annotations

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel import actor as roles

from .roles import role_names

_LEAD = frozenset({roles.SECRETARY, roles.COMMITTEE})
_DESK = _LEAD | {roles.SOCIAL_WORKER}
_STREET = frozenset({roles.GRID_WORKER})
_HELPERS = frozenset({roles.CAPTAIN, roles.MESSENGER})
_WATCH = frozenset({roles.SUPERVISOR, roles.AUDITOR})
_EVERYBODY = frozenset(roles.ROLES)

POWERS: dict[str, frozenset[str]] = {
    # residents: helpers have the list of their own building (name and room) only
    "residents.list": _DESK | _STREET | _HELPERS,
    "residents.read": _DESK | _STREET,
    "residents.reveal": _DESK | _STREET,
    "residents.edit": frozenset({roles.SOCIAL_WORKER, roles.GRID_WORKER}),
    "residents.check": frozenset({roles.SOCIAL_WORKER, roles.GRID_WORKER}),
    "residents.verify": _DESK,
    "residents.status": frozenset({roles.SOCIAL_WORKER}),
    "residents.merge": frozenset({roles.SOCIAL_WORKER}),
    "residents.extract": _DESK,
    "residents.child": frozenset({roles.SECRETARY}),
    "residents.export": frozenset({roles.SOCIAL_WORKER}),
    "import.read": frozenset({roles.SOCIAL_WORKER}),
    "import.apply": frozenset({roles.SOCIAL_WORKER}),
    "import.undo": frozenset({roles.SOCIAL_WORKER}),
    # places
    "places.read": _DESK | _STREET | _HELPERS | {roles.PARTY_AFFAIRS, roles.MEDIATOR},
    "places.edit": _DESK,
    "places.rooms": _DESK | _STREET,
    "areas.edit": frozenset({roles.SECRETARY}),
    # appeals: whoever meets residents writes down what they ask for; what was sent past the office is dealt with there
    "appeals.register": _DESK | _STREET | _HELPERS,
    "appeals.read": _DESK | _STREET | _HELPERS | _WATCH | {roles.SUBDISTRICT},
    "appeals.handle": _DESK | _STREET | _HELPERS | {roles.SUPERVISOR, roles.SUBDISTRICT},
    "appeals.revisit": _DESK | {roles.SUPERVISOR, roles.SUBDISTRICT},
    "appeals.assign": _DESK | {roles.SUPERVISOR, roles.SUBDISTRICT},
    "appeals.release": _DESK,
    "appeals.extend": _LEAD | {roles.SUPERVISOR, roles.SUBDISTRICT},
    "appeals.outside": frozenset({roles.SUBDISTRICT}),
    "appeals.sent": _DESK | _STREET | _WATCH | {roles.SUBDISTRICT},
    "appeals.export": _DESK,
    "appeals.texts": _DESK,
    "appeals.guide": _DESK,
    "appeals.reception": _DESK | _STREET,
    # the Party's ledger: party affairs and the secretary keep it, the committee reads
    "party.read": _LEAD | {roles.PARTY_AFFAIRS},
    "party.keep": frozenset({roles.SECRETARY, roles.PARTY_AFFAIRS}),
    # notices: whoever meets residents drafts, the committee and the secretary approve what is shown to everybody
    "notices.read": _DESK | _STREET | _WATCH | {roles.PARTY_AFFAIRS},
    "notices.draft": _DESK | _STREET | {roles.PARTY_AFFAIRS},
    "notices.approve": _LEAD,
    # ballots: the desk conducts votes, the secretary and the committee may decide otherwise with a reason; the result of
    # a vote and its arithmetic are everybody's who works here
    "ballots.read": _DESK | _STREET | _WATCH | {roles.PARTY_AFFAIRS, roles.COUNCIL},
    "ballots.keep": _DESK | {roles.PARTY_AFFAIRS},
    "ballots.override": _LEAD,
    # mediation: the mediators' own matter; the secretary seals, the committee reads, whoever meets residents reports what was
    # found and reads no further; counts are pseudonymous
    "mediation.read": _LEAD | {roles.MEDIATOR},
    "mediation.handle": frozenset({roles.MEDIATOR}),
    "mediation.seal": frozenset({roles.SECRETARY}),
    "mediation.report": frozenset({roles.SOCIAL_WORKER}) | _STREET | _HELPERS,
    "mediation.count": _DESK | _WATCH | {roles.MEDIATOR},
    # council: everybody in the house reads what was decided; the desk writes bodies, meetings, opinions and projects down
    "council.read": _DESK | _STREET | _WATCH | {roles.COUNCIL, roles.PARTY_AFFAIRS},
    "council.keep": _DESK,
    # opinions are taken by whoever meets residents
    "council.opine": _DESK | _STREET | _HELPERS | {roles.COUNCIL},
    # the second person who checks a named vote; who counted first may not
    "council.check": _DESK | {roles.SUPERVISOR, roles.COUNCIL},
    # projects: the committee answers for lists, contracts and works; the secretary signs payments
    "council.project": _DESK,
    "council.pay": frozenset({roles.COMMITTEE, roles.SOCIAL_WORKER}),
    "council.approve": frozenset({roles.SECRETARY}),
    # the supervision committee watches works and accepts together with named residents
    "council.supervise": frozenset({roles.SUPERVISOR}),
    "council.audit": _WATCH | {roles.SECRETARY},
    # bills: the desk keeps the money that residents hand over and the register of seals; errands whoever goes to doors
    "bills.read": _DESK,
    "bills.keep": _DESK,
    "bills.errand": _DESK | _STREET,
    # contact: who is responsible for whom, cards, captains, messengers; visits by all who go to doors
    "contact.read": _DESK | _STREET | {roles.PARTY_AFFAIRS},
    "contact.keep": _DESK | {roles.PARTY_AFFAIRS},
    # who is responsible for an area is the Party's own matter; cards are carried by whoever goes to doors
    "contact.charge": _LEAD | {roles.PARTY_AFFAIRS},
    "contact.deliver": _DESK | _STREET | _HELPERS | {roles.PARTY_AFFAIRS},
    "contact.visit": _DESK | _STREET,
    # helpers: the short form, for doors of their own building; the roster of messengers
    "contact.short": _HELPERS,
    # whoever goes to doors writes visits down and reads the own ones
    "contact.record": _DESK | _STREET | _HELPERS,
    "contact.roster": _DESK | _STREET | _HELPERS,
    "contact.devices": _DESK | _STREET,
    # jobs: the social worker of the line and the committee keep the employment ledger; posts are public and told at doors
    "jobs.read": _DESK,
    "jobs.keep": frozenset({roles.COMMITTEE, roles.SOCIAL_WORKER}),
    "jobs.posts": _DESK | _STREET,
    # care: benefits are known to the social worker of the line and to the secretary, who signs for the community
    "care.read": frozenset({roles.SECRETARY, roles.SOCIAL_WORKER}),
    "care.keep": frozenset({roles.SECRETARY, roles.SOCIAL_WORKER}),
    "care.sign": frozenset({roles.SECRETARY}),
    # figures and reports: counts for all who answer for them, lists of persons for those who serve them
    "figures.read": _DESK | _STREET | _WATCH | {roles.SUBDISTRICT, roles.PARTY_AFFAIRS},
    "figures.rows": _DESK | _STREET | {roles.PARTY_AFFAIRS},
    "reports.read": _DESK | _STREET | _WATCH | {roles.SUBDISTRICT},
    "reports.seal": frozenset({roles.SECRETARY}),
    # settings
    "settings.people": frozenset({roles.SECRETARY, roles.TECH_ADMIN}),
    "settings.duty": _DESK,
    "settings.duty_read": _DESK | _STREET | _HELPERS | {roles.MEDIATOR, roles.PARTY_AFFAIRS},
    "settings.hand_over": frozenset({roles.SECRETARY}),
    "settings.places": _DESK,
    "settings.terms": _DESK | _WATCH | {roles.TECH_ADMIN},
    "settings.hours": _DESK | {roles.TECH_ADMIN},
    "settings.channels": frozenset({roles.SECRETARY, roles.TECH_ADMIN}),
    "journal.read": frozenset({roles.AUDITOR, roles.SECRETARY}),
    "journal.log": frozenset({roles.AUDITOR}),
    "journal.unusual": frozenset({roles.SECRETARY}),
    # telling residents and offices
    # helpers: what is given to them alone (an appeal in confidence to the captain who took it)
    "news.call": _DESK | _STREET | _HELPERS,
    "news.outbox": _DESK,
    # work of one's own
    "desk.open": _EVERYBODY,
    "files.upload": _DESK | _STREET,
}


def may(actor: Actor, power: str) -> Verdict:
    """Whether one of the offices held has `power`; a refusal says who has it.

    Raises KeyError for a power that is not in the matrix.
    """
    holders = POWERS[power]
    if actor.holds(roles.SYSTEM) or actor.holds(*holders):
        return ALLOWED
    if not actor.roles:
        return refuse(say("This account holds no post today. The secretary can enter one."))
    return refuse(say("This is open to: {who}.", who=role_names(holders)))
