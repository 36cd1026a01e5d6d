"""Who may open which address: the third wall as a table.

Each address names a power of the role matrix (linli.accounts.rules.POWERS), or one of the words
below, and the kind of record its key belongs to ("" for none). tests/test_access.py walks every
address as every role, with a record of the own community and with a foreign one; an address that
is not here fails.
"""

from __future__ import annotations

#: Nobody need be signed in.
PUBLIC = "public"
#: Everybody with an account.
SIGNED_IN = "signed in"
#: One's own record, whoever one is.
OWN = "own"
#: Rules of places and journal that are no powers of the matrix.
READS_PLACES = "reads places"
KEEPS_PLACES = "keeps places"
KEEPS_AREA = "keeps the area"
READS_LOG = "reads the log"
READS_UNUSUAL = "reads unusual readings"

ACCESS: dict[str, tuple[str, str]] = {
    "project:home": (SIGNED_IN, ""),
    "project:find": (SIGNED_IN, ""),
    "project:health": (PUBLIC, ""),
    "ui:language": (PUBLIC, ""),
    "ui:elder": (PUBLIC, ""),
    "ui:compact": (PUBLIC, ""),
    "ui:gallery": (PUBLIC, ""),
    "ui:gallery-page": (PUBLIC, "gallery"),
    "accounts:me": (SIGNED_IN, ""),
    "accounts:choose_post": (OWN, "post"),
    "accounts:people": ("settings.people", ""),
    "accounts:people_export": ("settings.people", ""),
    "accounts:people_new": ("settings.people", ""),
    "accounts:person": ("settings.people", "account"),
    "accounts:person_appoint": ("settings.people", "account"),
    "accounts:person_password": ("settings.people", "account"),
    "accounts:password_shown": ("settings.people", "account"),
    "accounts:person_state": ("settings.people", "account"),
    "accounts:person_end_post": ("settings.people", "post"),
    "accounts:hand_over": ("settings.hand_over", ""),
    "accounts:duty": ("settings.duty_read", ""),
    "accounts:duty_enter": ("settings.duty", ""),
    "accounts:duty_change": ("settings.duty", "duty"),
    "accounts:duty_cancel": ("settings.duty", "duty"),
    "journal:log": (READS_LOG, ""),
    "journal:reads": (READS_LOG, ""),
    "journal:unusual": (READS_UNUSUAL, ""),
    "journal:export": (READS_LOG, ""),
    "files:file": (OWN, "file"),
    "files:works": (SIGNED_IN, ""),
    "files:work": (OWN, "work"),
    "files:progress": (OWN, "work"),
    "files:resume": (OWN, "work"),
    "news:messages": (SIGNED_IN, ""),
    "news:message": (OWN, "message"),
    "news:read_all": (SIGNED_IN, ""),
    "places:buildings": (READS_PLACES, ""),
    "places:buildings_export": (READS_PLACES, ""),
    "places:building_new": (KEEPS_PLACES, ""),
    "places:building": (READS_PLACES, "building"),
    "places:building_correct": (KEEPS_PLACES, "building"),
    "places:building_close": (KEEPS_PLACES, "building"),
    "places:building_unit": (KEEPS_PLACES, "building"),
    "places:building_rooms": (KEEPS_PLACES, "building"),
    "places:room": (READS_PLACES, "room"),
    "places:room_correct": (KEEPS_PLACES, "room"),
    "places:room_close": (KEEPS_PLACES, "room"),
    "places:map": (READS_PLACES, ""),
    "places:schemes": (READS_PLACES, ""),
    "places:scheme": (READS_PLACES, "scheme"),
    "places:cell_new": (KEEPS_PLACES, "scheme"),
    "places:cell": (READS_PLACES, "cell"),
    "places:cell_correct": (KEEPS_PLACES, "cell"),
    "places:cell_units": (KEEPS_PLACES, "cell"),
    "places:cell_end": (KEEPS_PLACES, "cell"),
    "places:facilities": (SIGNED_IN, ""),
    "places:facility_new": (KEEPS_PLACES, ""),
    "places:facility_correct": (KEEPS_PLACES, "facility"),
    "places:facility_close": (KEEPS_PLACES, "facility"),
    "places:facts": (SIGNED_IN, ""),
    "places:facts_declare": (KEEPS_AREA, ""),
    "places:facts_outline": (KEEPS_AREA, ""),
    "places:facts_change": (KEEPS_AREA, "kind"),
    "places:terms": (SIGNED_IN, ""),
    "places:term": (SIGNED_IN, "term"),
    "residents:people": ("residents.read", ""),
    "residents:export": ("residents.export", ""),
    "residents:register": ("residents.edit", ""),
    "residents:told": ("residents.edit", ""),
    "residents:person": ("residents.read", "person"),
    "residents:reveal": ("residents.reveal", "person"),
    "residents:call": ("residents.reveal", "person"),
    "residents:extract": ("residents.extract", "person"),
    "residents:correct": ("residents.edit", "person"),
    "residents:check": ("residents.edit", "person"),
    "residents:grant": ("residents.status", "person"),
    "residents:mark": ("residents.edit", "person"),
    "residents:end_status": ("residents.status", "status"),
    "residents:residences": ("residents.read", ""),
    "residents:verify": ("residents.edit", "residence"),
    "residents:move": ("residents.edit", "residence"),
    "residents:close": ("residents.edit", "residence"),
    "residents:confirm_close": ("residents.verify", "residence"),
    "residents:keep": ("residents.verify", "residence"),
    "residents:reopen": ("residents.merge", "residence"),
    "residents:void": ("residents.verify", "residence"),
    "residents:households": ("residents.read", ""),
    "residents:found": ("residents.edit", ""),
    "residents:household": ("residents.read", "household"),
    "residents:split": ("residents.edit", "household"),
    "residents:head": ("residents.edit", "household"),
    "residents:join": ("residents.edit", "household"),
    "residents:checks": ("residents.read", ""),
    "residents:check_door": ("residents.edit", "room"),
    "residents:doubts": ("residents.merge", ""),
    "residents:doubt": ("residents.merge", "doubt"),
    "residents:merge": ("residents.merge", "doubt"),
    "residents:unmerge": ("residents.merge", "doubt"),
    "residents:different": ("residents.merge", "doubt"),
    "reports:tables": ("figures.read", ""),
    "reports:population": ("figures.read", ""),
    "reports:floating": ("figures.read", ""),
    "reports:print": ("figures.read", "table"),
    "reports:excel": ("figures.read", "table"),
    "reports:seal": ("reports.seal", "table"),
    "reports:open": ("figures.rows", ""),
    "reports:export": ("residents.export", ""),
    "reports:ledgers": ("figures.read", ""),
    "reports:figures": ("figures.read", ""),
    "reports:figure": ("figures.read", "figure"),
    "reports:sent": ("reports.read", ""),
    "reports:sealed": ("reports.read", "sealed"),
    "reports:amend": ("reports.seal", "sealed"),
}

#: Addresses of the sign-in package, walked by linli/accounts/tests: public or about oneself.
OF_THE_SIGN_IN = ("account_", "mfa_")
