"""Codes of places and what people call them."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.kernel.worktime import Hours, written
from linli.places.rules.hours import read_hours, units_of

Words = dict[str, Promise]

USES: Words = {
    "home": _("Home"),
    "shop": _("Shop"),
    "plant": _("Workshop or plant"),
    "office": _("Office"),
    "public": _("Public use"),
    "other": _("Other use"),
}
TENURES: Words = {
    "commodity": _("Commodity housing"),
    "resettlement": _("Resettlement housing"),
    "public": _("Public housing"),
    "collective": _("Collective housing"),
    "other": _("Other tenure"),
}
OCCUPANCY: Words = {
    "owner": _("Lived in by the owner"),
    "let": _("Let"),
    "vacant": _("Vacant"),
    "business": _("Used for business"),
    "unknown": _("Not known yet"),
}
SCHEMES: Words = {
    "grid": _("Grids"),
    "compound": _("Compounds"),
    "group": _("Residents' groups"),
    "party_area": _("Party areas"),
    "captain": _("Captains' areas"),
}
LEVELS: Words = {
    "province": _("Province"),
    "city": _("City"),
    "district": _("District"),
    "subdistrict": _("Subdistrict"),
    "community": _("Community"),
}
FACTS: Words = {
    "area": _("Land area"),
    "standing": _("Kind of community"),
    "neighbour_east": _("East of it"),
    "neighbour_south": _("South of it"),
    "neighbour_west": _("West of it"),
    "neighbour_north": _("North of it"),
    "office": _("Office address"),
    "phone": _("Office phone"),
    "supervision_phone": _("Phone for complaints about grid work"),
}
TERMS: Words = {
    "working_hours": _("Working hours"),
    "quiet_hours": _("Quiet hours"),
    "age_bands": _("Age bands of tables"),
    "age_elder": _("Age from which a person counts as old"),
    "child_age": _("Age under which a person counts as a child"),
    "community_households": _("Households of a community"),
    "grid_households": _("Households of a grid"),
    "residence_permit_months": _("Months of living here before a residence permit"),
    "facility_template": _("Facility standard"),
    "upload_limits": _("Limits of uploads"),
    "appeal_categories": _("Categories of appeals"),
    "appeal_personal": _("Categories that need a personal file"),
    "appeal_ladder": _("Time of each level for an appeal"),
    "appeal_whistle": _("Time of the subdistrict's answer"),
    "appeal_revisit": _("Revisits of appeals"),
    "appeal_promise": _("Farthest promised day"),
    "appeal_hotline": _("Time for items of 12345"),
    "contact_messenger_day": _("Hours in which messengers answer"),
    "contact_messenger_hours": _("Most hours a week of a messenger"),
    "contact_offline_households": _("Most households that a phone takes along"),
    "contact_offline_hours": _("Hours that a phone keeps a route"),
    "contact_offline_days": _("Days of earlier visits that a phone takes along"),
    "notice_objections": _("Least time for objections to a notice"),
    "disclosure_catalogue": _("What the three disclosures show, and how often"),
    "mediation_categories": _("Categories of disputes"),
    "mediation_clock": _("Time of mediation and of judicial confirmation"),
    "retention.mediation_years": _("Years that closed disputes keep names and words"),
    "party_meetings": _("Meetings that Party organisations hold"),
    "party_majority": _("Quorum and majority in Party organisations"),
    "party_term_years": _("Years of a term of office in Party organisations"),
    "party_branch_size": _("Size of a Party branch"),
    "party_probation_years": _("Years of probation of a Party member"),
    "council_rule.assembly": _("How the residents' assembly meets and decides"),
    "council_rule.representatives": _("How residents' representatives meet and decide"),
    "council_rule.council": _("How the deliberation council meets and decides"),
    "council_rule.committee": _("How both committees meet and decide"),
    "council_rule.party": _("How the general meeting of Party members decides on matters of all"),
    "council_rule.supervision": _("How the supervision committee meets and decides"),
    "council_rule.group": _("How a residents' group meets and decides"),
    "council_steps": _("Days that resolutions and results are shown"),
    "retention.council_years": _("Years that reasons of absence and recusal are kept"),
    "council_fund_quota": _("Quota of the guarantee fund"),
    "council_lists": _("What the fund may and may not pay"),
    "council_calendar": _("Days of the fund year"),
    "council_exceptions": _("What payments have to explain"),
    "bills_refusal_basis": _("Paper quoted when a certificate is refused"),
    "retention.bills_years": _("Years that mandates and errands keep who it was"),
    "care_schemes": _("Lines of help and their conditions"),
    "care_prompts": _("When help is thought of"),
    "jobs_hardship": _("Who is in employment hardship"),
    "jobs_working_age": _("Working age"),
    "retention.jobs_years": _("Years that the records of work keep names"),
    "retention.opinion_years": _("Years that opinions keep who said them"),
    "retention.floating_years": _("Years kept after the floating population left"),
    "retention.registered_years": _("Years kept after registered residents left"),
    "retention.appeal_years": _("Years kept after an appeal was closed"),
    "retention.reception_years": _("Years that the reception book keeps names"),
    "retention.notice_years": _("Years that pledges keep names and questionnaires their words"),
    "retention.party_years": _("Years kept after a Party member left or a check-in ended"),
    "phone_binding": _("Days that a helper's own phone stays bound"),
    "retention.import_file_years": _("Years that imported files are kept"),
    "retention.export_file_days": _("Days that exported files are kept"),
    "retention.read_log_years": _("Years that the viewing log is kept"),
    "retention.journal_years": _("Years that the journal is kept"),
}
#: Parts of a community that may keep hours of their own; another code is shown as it is.
UNITS: Words = {"hall": _("Service hall"), "station": _("Service station")}
WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def word(words: Words, code: str) -> str:
    """What people call a code; the code itself when nobody gave it a word."""
    return str(words.get(code, code))


def choices(words: Words) -> list[tuple[str, Promise]]:
    """For form fields."""
    return list(words.items())


def term_value(key: str, value: object) -> str:
    """A term's value as a sentence part; lists and pairs are spelled out."""
    if key == "working_hours":
        return hours_text(value)
    if key == "quiet_hours" and isinstance(value, dict):
        spans = {way: ", ".join("–".join(pair) for pair in held) for way, held in value.items()}
        return "; ".join(f"{word(WAYS, way)} {held}" for way, held in spans.items())
    if key == "facility_template" and isinstance(value, dict):
        return str(_("{name}: {n} places")).format(name=value.get("name", ""), n=len(value.get("slots", [])))
    if key == "party_meetings" and isinstance(value, dict):
        return "；".join(_rhythm(name, one) for name, one in value.items())
    if key.startswith("council_rule.") and isinstance(value, dict):
        return _rule(value)
    if key == "jobs_working_age" and isinstance(value, dict):
        return _working_age(value)
    if key.endswith("_majority") and isinstance(value, dict):
        return "；".join(_clause(name, one) for name, one in value.items())
    if isinstance(value, list) and all(isinstance(one, dict) and "from" in one for one in value):
        return "、".join(_band(one) for one in value)
    if isinstance(value, dict) and set(value) == {"from", "to"}:
        return f"{value['from']}–{value['to']}"
    if isinstance(value, dict) and {"amount", "unit"} <= set(value):
        return _span(value)
    if isinstance(value, dict) and set(value) == set("12"):
        return "、".join(f"{word(SEXES, sex)} {one}" for sex, one in value.items())
    if isinstance(value, list):
        return "、".join(
            str(one.get("name", "")) if isinstance(one, dict) else word(LIMITS, str(one)) for one in value
        )
    if isinstance(value, dict):
        return "，".join(f"{word(LIMITS, name)} {term_value('', one)}" for name, one in value.items())
    return str(value)


def hours_text(value: object, unit: str = "") -> str:
    """周一至周五 09:00–12:00 13:30–18:00; days with other hours and units with their own behind it."""
    said = "，".join(f"{days} {hours}" for days, hours in week_lines(read_hours(value, unit)))
    more = () if unit else units_of(value)
    return "；".join((said, *(f"{word(UNITS, one)} {hours_text(value, one)}" for one in more)))


def week_lines(hours: Hours) -> list[tuple[str, str]]:
    """The week as (days, hours): days in a row with the same hours in one line, days off left out."""
    found: list[tuple[list[int], str]] = []
    for day, intervals in enumerate(hours.week):
        text = written(intervals)
        if text and found and found[-1][0][-1] == day - 1 and found[-1][1] == text:
            found[-1][0].append(day)
        elif text:
            found.append(([day], text))
    return [(_days(days), text) for days, text in found]


def _days(days: list[int]) -> str:
    first, last = str(WEEKDAYS[days[0]]), str(WEEKDAYS[days[-1]])
    return first if len(days) == 1 else str(_("{first} to {last}")).format(first=first, last=last)


def _band(band: dict[str, object]) -> str:
    """0–3 of a half-open band {"from": 0, "to": 4}; 90 and over for an open one."""
    if band.get("to") is None:
        return str(_("{n} and over")).format(n=band["from"])
    last = int(str(band["to"])) - 1
    return f"{band['from']}–{last}" if last != band["from"] else str(last)


def _span(value: dict[str, object]) -> str:
    """A length of time, and what else a term says beside it: 3 个工作日，回访次数 3."""
    length = str(_("{n} {unit}")).format(n=value["amount"], unit=word(SPANS, str(value["unit"])))
    rest = {name: one for name, one in value.items() if name not in ("amount", "unit")}
    return "，".join((length, *(f"{word(LIMITS, name)} {one}" for name, one in rest.items())))


def _rhythm(name: str, held: dict[str, Any]) -> str:
    """党员大会每季度至少 1 次."""
    told = str(_("{meeting} at least {n} times a {period}"))
    return told.format(meeting=word(LIMITS, name), n=held["least"], period=word(SPANS, held["per"]))


def _clause(name: str, clause: dict[str, Any]) -> str:
    """决议：到会达到 1/2，赞成超过应到人数的 1/2."""
    present = _("more than {part} present") if clause.get("quorum_strict") else _("at least {part} present")
    told = str(_("{present}, more than {part} of {base} in favour"))
    what = str(_("{what}: ")).format(what=word(LIMITS, name)) if name else ""
    return what + told.format(
        present=str(present).format(part=clause["quorum"]), part=clause["passes"],
        base=word(LIMITS, f"base_{clause['base']}"),
    )  # fmt: skip


def _rule(rule: dict[str, Any]) -> str:
    """提前 3 天通知，到会达到应到人数的 2/3，赞成超过应到人员的 1/2."""
    parts = [_clause("", rule)]
    if "notice_days" in rule:
        parts.insert(0, str(_("{n} days of notice")).format(n=rule["notice_days"]))
    if "second" in rule:
        told = str(_("second call within {n} days with at least {part} present"))
        parts.append(told.format(n=rule["second"]["days"], part=rule["second"]["quorum"]))
    return "，".join(parts)


def _working_age(value: dict[str, Any]) -> str:
    """16 岁起；男 60，女工人 50，女干部 55；逐步延迟."""
    until = "，".join(f"{word(LIMITS, name)} {one['years']}" for name, one in value["categories"].items())
    rises = any("rise" in one for one in value["categories"].values())
    parts = [str(_("from {n} years")).format(n=value["least"]), until]
    return "；".join([*parts, str(_("later step by step"))] if rises else parts)


SEXES: Words = {"1": _("men"), "2": _("women")}
SPANS: Words = {
    "working_day": _("working days"),
    "working_hour": _("working hours"),
    "day": _("days"),
    "hour": _("hours"),
    "minute": _("minutes"),
    "month": _("month"),
    "quarter": _("quarter"),
    "year": _("year"),
}
WAYS: Words = {"call": _("calls"), "sms": _("text messages"), "wechat": _("WeChat")}
LIMITS: Words = {
    "spreadsheet_mib": _("spreadsheet, MiB"),
    "spreadsheet_rows": _("spreadsheet, rows"),
    "image_mib": _("picture, MiB"),
    "outline_kb": _("outline, kB"),
    "compound": _("at the compound"),
    "community": _("at the community"),
    "subdistrict": _("at the subdistrict"),
    "beyond": _("beyond the subdistrict"),
    "public_notice": _("public notice"),
    "emergency": _("emergency"),
    "enforcement": _("law enforcement"),
    "general": _("general matters"),
    "tries": _("tries"),
    "reopen_days": _("days in which it may be opened again"),
    "redo_most": _("times done again at most"),
    "remind_after": _("working hours until the reminder"),
    "categories": _("categories"),
    "general_meeting": _("meeting of all members"),
    "committee_meeting": _("meeting of the branch committee"),
    "group_meeting": _("meeting of the Party group"),
    "party_class": _("Party class"),
    "party_day": _("themed Party day"),
    "organised_life": _("organised-life meeting"),
    "resolution": _("resolution"),
    "election": _("election"),
    "base_should": _("those who should attend"),
    "base_present": _("those present"),
    "committee": _("Party committee"),
    "general_branch": _("general Party branch"),
    "branch": _("Party branch"),
    "least": _("at least"),
    "most": _("at most"),
    "committee_from": _("a committee from so many members"),
    "months": _("months to settle"),
    "extension": _("months more by consent"),
    "confirm_days": _("days for judicial confirmation"),
    "base": _("base, fen"),
    "each": _("for each part, fen"),
    "per": _("residents in a part"),
    "split_below": _("limit of a payment, fen"),
    "split_days": _("days between payments"),
    "contractor_times": _("projects of one contractor"),
    "kinds": _("kinds of hardship"),
    "aged": _("older jobseekers"),
    "disability": _("people with disabilities"),
    "low_income": _("on subsistence allowance"),
    "zero_household": _("households without anybody at work"),
    "landless": _("people who lost farmland"),
    "long_term": _("long unemployed"),
    "long_term_months": _("months of long unemployment"),
    "man": _("men"),
    "woman_worker": _("women, workers"),
    "woman_staff": _("women, staff"),
    "ages": _("ages"),
    "days": _("days ahead"),
    "certificate_days": _("days before a certificate ends"),
    "season_days": _("days before a season ends"),
    "confirm_months": _("months between confirmations"),
}
