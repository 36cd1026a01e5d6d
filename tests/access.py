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

#: What is done with an appeal: each verb has its address and the power that opens it; the record decides the rest.
VERBS_OF_APPEALS: dict[str, str] = {
    **dict.fromkeys(
        ("accept", "refuse", "solve", "promise", "start", "progress", "answer", "amend_answer", "tell", "offer", "take_over",
         "decline", "assist", "hold", "resume", "merge", "part", "send_up", "take_back", "rate_department", "hotline_accept",
         "hotline_reject", "hotline_return", "hotline_twice", "raise_level", "reopen", "redo", "withdraw", "note", "correct", "void_entry"),
        "appeals.handle",
    ),
    **dict.fromkeys(("revisit", "not_reached", "close", "archive"), "appeals.revisit"),
    **dict.fromkeys(("dispatch", "arrive", "send_back"), "appeals.outside"),
    **dict.fromkeys(("release", "withhold"), "appeals.release"),
    **dict.fromkeys(("extend", "hotline_extend"), "appeals.extend"),
    "assign": "appeals.assign",
    "add": "appeals.register",
}  # fmt: skip

#: What is done with a project of the council: each verb has its address and the power that opens it.
VERBS_OF_PROJECTS: dict[str, str] = {
    **dict.fromkeys(
        ("correct", "take_in", "take_out", "merge", "part", "split", "sort", "show", "submit", "decide", "budget_line", "show_decision",
         "start", "report", "picture", "contract_paper", "change", "accept", "settle", "show_result", "issue_ratings", "take_ratings", "rate", "archive"),
        "council.keep",
    ),
    **dict.fromkeys(("review", "close_budget", "file", "sign", "stop"), "council.project"),
    "back": "council.opine",
    "supervise": "council.supervise",
    "propose": "council.pay",
}  # fmt: skip

#: Open311, each address in XML and JSON: what was released is everybody's.
OPEN311: dict[str, tuple[str, str]] = {
    f"open311:{name}_{form}": (PUBLIC, kind)
    for form in ("xml", "json")
    for name, kind in (("discovery", ""), ("discovery_v2", ""), ("services", ""), ("service", "service"), ("requests", ""),
                       ("request", "released appeal"), ("token", "token"))
}  # fmt: skip

ACCESS: dict[str, tuple[str, str]] = {
    "project:home": (SIGNED_IN, ""),
    "project:find": (SIGNED_IN, ""),
    "project:plus": (SIGNED_IN, ""),
    "project:done": (SIGNED_IN, ""),
    "project:health": (PUBLIC, ""),
    "project:building": (PUBLIC, "plate"),
    "project:community": (PUBLIC, "area"),
    "project:building_qr": ("appeals.register", "building"),
    "ui:language": (PUBLIC, ""),
    "ui:elder": (PUBLIC, ""),
    "ui:compact": (PUBLIC, ""),
    "ui:gallery": (PUBLIC, ""),
    "ui:gallery-page": (PUBLIC, "gallery"),
    "accounts:me": (SIGNED_IN, ""),
    "accounts:choose_post": (OWN, "post"),
    "accounts:own_phone_release": (OWN, "own_phone"),
    "accounts:people": ("settings.people", ""),
    "accounts:people_export": ("settings.people", ""),
    "accounts:people_new": ("settings.people", ""),
    "accounts:person": ("settings.people", "account"),
    "accounts:person_appoint": ("settings.people", "account"),
    "accounts:person_password": ("settings.people", "account"),
    "accounts:password_shown": ("settings.people", "account"),
    "accounts:person_state": ("settings.people", "account"),
    "accounts:person_end_post": ("settings.people", "post"),
    "accounts:person_code": ("settings.people", "account"),
    "accounts:person_code_shown": ("settings.people", "account"),
    "accounts:person_code_slip": ("settings.people", "account"),
    "accounts:code_revoke": ("settings.people", "code"),
    "accounts:phone_release": ("settings.people", "bound_phone"),
    "accounts:code": (PUBLIC, ""),
    "accounts:code_open": (PUBLIC, "code_text"),
    "accounts:pin": (PUBLIC, ""),
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
    "news:preferences": (SIGNED_IN, ""),
    "news:calls": ("news.call", ""),
    "news:calls_open": ("news.call", ""),
    "news:dial": ("news.call", "letter"),
    "news:told": ("news.call", "letter"),
    "news:missed": ("news.call", "letter"),
    "news:to_slip": ("news.call", "letter"),
    "news:paper": ("news.call", "slip"),
    "news:papers": ("news.call", ""),
    "news:outbox": ("news.outbox", ""),
    "news:outbox_export": ("news.outbox", ""),
    "news:outbox_retry": ("news.outbox", "failed letter"),
    "news:outbox_cancel": ("news.outbox", "failed letter"),
    "places:buildings": (READS_PLACES, ""),
    "places:buildings_export": (READS_PLACES, ""),
    "places:building_new": (KEEPS_PLACES, ""),
    "places:building": (READS_PLACES, "building"),
    "places:building_correct": (KEEPS_PLACES, "building"),
    "places:building_close": (KEEPS_PLACES, "building"),
    "places:building_unit": (KEEPS_PLACES, "building"),
    "places:building_rooms": (KEEPS_PLACES, "building"),
    "places:building_reopen": (KEEPS_PLACES, "building"),
    "places:room": (READS_PLACES, "room"),
    "places:room_correct": (KEEPS_PLACES, "room"),
    "places:room_close": (KEEPS_PLACES, "room"),
    "places:room_reopen": (KEEPS_PLACES, "room"),
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
    "places:hours": ("settings.hours", ""),
    "places:terms": (SIGNED_IN, ""),
    "places:term": (SIGNED_IN, "term"),
    "residents:people": ("residents.read", ""),
    "residents:export": ("residents.export", ""),
    "residents:register": ("residents.edit", ""),
    "residents:told": ("residents.edit", ""),
    "residents:person": ("residents.read", "person"),
    "residents:services": ("residents.read", "person"),
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
    "residents:imports": ("import.read", ""),
    "residents:import": ("import.read", "import"),
    "residents:import_progress": ("import.read", "import"),
    "residents:import_marked": ("import.read", "import"),
    "residents:import_file": ("import.read", "import"),
    "residents:import_columns": ("import.apply", "import"),
    "residents:import_about": ("import.apply", "import"),
    "residents:import_cells": ("import.apply", "import"),
    "residents:import_mended": ("import.apply", "import"),
    "residents:import_apply": ("import.apply", "import"),
    "residents:import_again": ("import.apply", "import"),
    "residents:import_undo": ("import.undo", "import"),
    "appeals:appeals": ("appeals.read", ""),
    "appeals:export": ("appeals.export", ""),
    "appeals:ledger": ("appeals.read", ""),
    "appeals:ledger_excel": ("appeals.export", ""),
    "appeals:revisits": ("appeals.revisit", ""),
    "appeals:sent": ("appeals.sent", ""),
    "appeals:register": ("appeals.register", ""),
    "appeals:who": ("appeals.register", ""),
    "appeals:where": ("appeals.register", ""),
    "appeals:likely": ("appeals.register", ""),
    "appeals:receptions": ("appeals.reception", ""),
    "appeals:reception_new": ("appeals.reception", ""),
    "appeals:reception": ("appeals.reception", "reception"),
    "appeals:reception_appeal": ("appeals.reception", "reception"),
    "appeals:guides": ("appeals.read", ""),
    "appeals:guide_new": ("appeals.guide", ""),
    "appeals:guide": ("appeals.guide", "guide"),
    "appeals:guide_drop": ("appeals.guide", "guide"),
    "appeals:texts": ("appeals.texts", ""),
    "appeals:text_new": ("appeals.texts", ""),
    "appeals:text": ("appeals.texts", "standard text"),
    "appeals:text_drop": ("appeals.texts", "standard text"),
    "appeals:appeal": ("appeals.read", "appeal"),
    "appeals:receipt": ("appeals.register", "appeal"),
    "appeals:slip": ("appeals.register", "appeal"),
    "appeals:new_code": ("appeals.register", "appeal"),
    "appeals:call": ("appeals.read", "appeal"),
    "appeals:looking": ("appeals.read", "appeal"),
    "appeals:watch": ("appeals.handle", "appeal"),
    "appeals:picture": ("appeals.handle", "appeal"),
    "appeals:split": ("appeals.handle", "appeal"),
    "appeals:undo": ("appeals.handle", "appeal"),
    **{f"appeals:{verb}": (power, "appeal") for verb, power in VERBS_OF_APPEALS.items()},
    "notices:notices": ("notices.read", ""),
    "notices:export": ("notices.read", ""),
    **{f"notices:ledger{part}": ("notices.read", "") for part in ("", "_print", "_excel")},
    "notices:new": ("notices.draft", ""),
    "notices:notice": ("notices.read", "notice"),
    "notices:sheet": ("notices.read", "notice"),
    **{
        f"notices:{verb}": ("notices.draft", "notice")
        for verb in ("change", "submit", "drop", "attach", "paper", "object")
    },
    **{
        f"notices:{verb}": ("notices.approve", "notice")
        for verb in ("approve", "send_back", "correct", "take_down", "conclude")
    },
    **{f"mediation:{name}": ("mediation.read", "") for name in ("disputes", "committee")},
    **{
        f"mediation:{name}": ("mediation.count", "")
        for name in ("month", "month_print", "month_excel", "ratios")
    },
    **{f"mediation:{name}": ("mediation.read", "dispute") for name in ("dispute", "form")},
    **{
        f"mediation:{verb}": ("mediation.handle", "dispute")
        for verb in (
            "change",
            "party",
            "party_correct",
            "party_drop",
            "consent",
            "accept",
            "charge",
            "recuse",
            "rights",
            "extend",
            "inquiry",
            "session",
            "agree",
            "sign",
            "redraw",
            "apply",
            "rule",
            "perform",
            "revisit",
            "fail",
            "reconcile",
            "withdraw",
            "transfer",
            "close",
            "attach",
            "take_out",
        )
    },
    "mediation:seal": ("mediation.seal", "dispute"),
    "mediation:new": ("mediation.handle", ""),
    "mediation:report": ("mediation.report", ""),
    "mediation:elect": ("mediation.seal", ""),
    "mediation:leave": ("mediation.seal", "mediator"),
    "notices:disclosures": ("notices.read", ""),
    "notices:lay_out": ("notices.draft", ""),
    "notices:matter": ("notices.draft", ""),
    "notices:disclose": ("notices.draft", "disclosure"),
    "notices:pledges": ("notices.read", ""),
    "notices:pledge_new": ("notices.draft", ""),
    "notices:pledge": ("notices.read", "pledge"),
    "notices:pledge_follow_up": ("notices.draft", "pledge"),
    "notices:pledge_rate": ("notices.draft", "pledge"),
    "notices:pledge_settle": ("notices.approve", "pledge"),
    "notices:pledge_withdraw": ("notices.approve", "pledge"),
    "notices:themes": ("notices.read", ""),
    "notices:theme_tag": ("notices.draft", ""),
    "notices:theme_untag": ("notices.draft", "theme tag"),
    "notices:surveys": ("notices.read", ""),
    "notices:survey_new": ("notices.draft", ""),
    "notices:survey": ("notices.read", "questionnaire"),
    **{
        f"notices:survey_{verb}": ("notices.draft", "questionnaire")
        for verb in ("change", "open", "issue", "return", "sheets", "close")
    },
    "board:pledges": (PUBLIC, "area"),
    "board:survey": (PUBLIC, "questionnaire"),
    "board:survey_sent": (PUBLIC, "questionnaire"),
    "board:board": (PUBLIC, "area"),
    "board:archive": (PUBLIC, "area"),
    "board:notice": (PUBLIC, "notice"),
    "board:object": (PUBLIC, "notice"),
    # council: opinions, projects, money, works; what residents see of projects
    **{
        f"council:{name}": ("council.read", "")
        for name in (
            "opinions",
            "collections",
            "projects",
            "funds",
            "payments",
            "project_ledger",
            "project_ledger_excel",
            "project_ledger_paper",
        )
    },
    **{
        f"council:{name}": ("council.keep", "")
        for name in ("opinions_export", "projects_export", "collection_new", "project_new", "bank_new")
    },
    "council:opinion_new": ("council.opine", ""),
    "council:opinion": ("council.read", "council opinion"),
    "council:opinion_support": ("council.opine", "council opinion"),
    **{f"council:opinion_{verb}": ("council.keep", "council opinion") for verb in ("aside", "split", "void")},
    "council:opinion_of_appeal": ("council.keep", "appeal"),
    "council:collection": ("council.read", "council collection"),
    "council:collection_issue": ("council.keep", "council collection"),
    "council:collection_return": ("council.opine", "council collection"),
    "council:project": ("council.read", "council project"),
    "council:project_dossier": ("council.read", "council project"),
    **{f"council:project_{verb}": (power, "council project") for verb, power in VERBS_OF_PROJECTS.items()},
    "council:project_line_strike": ("council.keep", "council budget line"),
    "council:work_mend": ("council.keep", "council defect"),
    "council:work_change": ("council.project", "council change"),
    "council:fund_new": ("council.project", ""),
    "council:fund_archive": ("council.audit", ""),
    "council:bank": ("council.read", "council statement"),
    "council:payment": ("council.read", "council payment"),
    **{
        f"council:payment_{verb}": ("council.approve", "council payment") for verb in ("approve", "send_back")
    },
    **{f"council:payment_{verb}": ("council.pay", "council payment") for verb in ("attach", "paid")},
    "projects:list": (PUBLIC, "area"),
    "projects:say": (PUBLIC, "area"),
    "projects:said": (PUBLIC, "area"),
    "projects:project": (PUBLIC, "shown project"),
    "projects:photo": (PUBLIC, "shown photo"),
    "party:members": ("party.read", ""),
    "party:members_export": ("party.keep", ""),
    **{f"party:member_statistics{kind}": ("party.read", "") for kind in ("", "_print", "_excel")},
    "party:member_new": ("party.keep", ""),
    "party:member": ("party.read", "party member"),
    **{
        f"party:member_{verb}": ("party.keep", "party member")
        for verb in ("call", "correct", "confirm", "move", "join", "leave", "note", "appoint")
    },
    "party:fact_end": ("party.keep", "party fact"),
    "party:office_end": ("party.keep", "party office"),
    "party:organisations": ("party.read", ""),
    "party:organisation_new": ("party.keep", ""),
    "party:organisation": ("party.read", "party organisation"),
    **{
        f"party:organisation_{verb}": ("party.keep", "party organisation")
        for verb in ("rename", "elect", "dissolve")
    },
    "party:meetings": ("party.read", ""),
    "party:meetings_export": ("party.keep", ""),
    **{f"party:statistics{kind}": ("party.read", "") for kind in ("", "_print", "_excel")},
    "party:meeting_new": ("party.keep", ""),
    "party:meeting": ("party.read", "party meeting"),
    **{
        f"party:meeting_{verb}": ("party.keep", "party meeting")
        for verb in ("reschedule", "hold", "resolve", "write", "attach", "cancel")
    },
    "party:resolution_withdraw": ("party.keep", "party resolution"),
    "party:check_ins": ("party.read", ""),
    "party:check_in_new": ("party.keep", ""),
    "party:check_in": ("party.read", "party check-in"),
    **{
        f"party:check_in_{verb}": ("party.keep", "party check-in")
        for verb in ("call", "serve", "feedback", "end")
    },
    "party:service_strike": ("party.keep", "party service"),
    "party:need_new": ("party.keep", ""),
    "party:need_take": ("party.keep", "party need"),
    # care: the social worker of the line and the secretary; what the community signs, the secretary alone
    **{
        f"care:{name}": ("care.read", kind)
        for name, kind in (
            ("applications", ""),
            ("application", "benefit application"),
            ("check", "person"),
            ("schemes", ""),
            ("scheme", "benefit scheme"),
            ("prompts", ""),
            ("holders", ""),
            ("survey", "care survey"),
            ("ledger", ""),
            ("ledger_print", ""),
            ("ledger_excel", ""),
        )
    },
    **{
        f"care:{name}": ("care.keep", kind)
        for name, kind in (
            ("find", ""),
            ("apply", "person"),
            ("batch_apply", "benefit scheme"),
            ("prompt_close", "person"),
            ("survey_new", "person"),
            ("survey_plan", "care survey"),
            ("survey_enter", "care survey"),
        )
    },
    **{
        f"care:application_{verb}": (
            "care.sign" if verb in ("forward", "stop") else "care.keep",
            "benefit application",
        )
        for verb in (
            "submit",
            "ask_supplement",
            "supplement",
            "accept",
            "survey",
            "hear",
            "show",
            "forward",
            "decide",
            "pay",
            "change",
            "stop",
            "recover",
            "archive",
            "confirm",
            "withdraw",
        )
    },
    **{
        f"care:batch_{verb}": ("care.keep", "")
        for verb in ("accept", "survey", "show", "decide", "pay", "confirm", "archive")
    },
    "care:batch_forward": ("care.sign", ""),
    **OPEN311,
    # votes: the desk conducts them, everybody who works here reads results, whoever is on a roll votes
    **{
        f"ballots:{name}": ("ballots.read", kind)
        for name, kind in (("decisions", ""), ("decision", "vote"), ("roll", "vote"))
    },
    "ballots:new": ("ballots.keep", ""),
    **{
        f"ballots:{verb}": ("ballots.keep", "vote")
        for verb in ("open", "end", "close", "withdraw", "lot", "slips", "paper", "booth_new")
    },
    "ballots:override": ("ballots.override", "vote"),
    "ballots:named": ("ballots.keep", "named vote"),
    "ballots:slip": ("ballots.keep", "roll line"),
    **{
        f"ballots:{verb}": ("ballots.keep", "booth")
        for verb in ("booth", "hand", "missing", "sheet_go", "sheet")
    },
    **{f"ballots:{verb}": ("desk.open", "own vote") for verb in ("vote", "receipt")},
    **{f"voting:{name}": (PUBLIC, "area") for name in ("votes", "vote", "receipt", "recount")},
    "voting:decision": (PUBLIC, "vote"),
    **{f"voting:{name}": (PUBLIC, "published vote") for name in ("ballots", "pack")},
    "council:bodies": ("council.read", ""),
    "council:body_new": ("council.keep", ""),
    "council:body": ("council.read", "council body"),
    **{f"council:body_{verb}": ("council.keep", "council body") for verb in ("correct", "dissolve", "seat")},
    **{f"council:seat{verb}": ("council.keep", "council seat") for verb in ("", "_correct", "_end", "_void")},
    "council:meetings": ("council.read", ""),
    "council:meeting_new": ("council.keep", ""),
    "council:ledger": ("council.read", ""),
    "council:ledger_excel": ("council.read", ""),
    "council:ledger_paper": ("council.read", ""),
    "council:meeting": ("council.read", "council meeting"),
    "council:meeting_votes": ("council.check", "council meeting"),
    **{
        f"council:meeting_{verb}": ("council.keep", "council meeting")
        for verb in ("reschedule", "hold", "put", "write", "attach", "follow", "cancel")
    },
    "council:follow_up_finish": ("council.keep", "council follow-up"),
    "council:motion": ("council.read", "council motion"),
    **{
        f"council:motion_{verb}": ("council.keep", "council motion")
        for verb in (
            "correct",
            "drop",
            "recuse",
            "count",
            "ballot",
            "result",
            "defer",
            "hear",
            "take_back",
            "resolve",
        )
    },
    "council:resolution_withdraw": ("council.keep", "council resolution"),
    "council:processes": ("council.read", ""),
    "council:process_new": ("council.keep", ""),
    "council:process": ("council.read", "council process"),
    **{
        f"council:process_{verb}": ("council.keep", "council process")
        for verb in ("take", "back", "attach", "drop")
    },
    "bills:home": ("bills.errand", ""),
    **{
        f"bills:{name}": ("bills.read", "")
        for name in ("receipts", "mandates", "closings", "reconciliations", "seal_uses", "refusals")
    },
    **{
        f"bills:{name}": ("bills.keep", "")
        for name in (
            "to_pay",
            "numbers",
            "mandate_new",
            "closing_new",
            "reconciliation_new",
            "seal_new",
            "refusal_new",
        )
    },
    **{f"bills:{name}": ("bills.read", "bill receipt") for name in ("receipt", "receipt_slip")},
    **{f"bills:{name}": ("bills.keep", "bill receipt") for name in ("pay", "hand_over", "cancel", "counter")},
    **{f"bills:{name}": ("bills.keep", "bill payment") for name in ("take_back", "refund")},
    **{f"bills:{name}": ("bills.read", "bill mandate") for name in ("mandate", "mandate_slip")},
    **{f"bills:{name}": ("bills.keep", "bill mandate") for name in ("mandate_end", "account_new", "receive")},
    **{f"bills:{name}": ("bills.keep", "bill account") for name in ("account_show", "account_drop")},
    **{f"bills:closing{name}": ("bills.read", "bill closing") for name in ("", "_paper", "_excel")},
    **{
        f"bills:reconciliation{name}": ("bills.read", "bill reconciliation")
        for name in ("", "_paper", "_excel")
    },
    "bills:explain": ("bills.keep", "bill line"),
    "bills:errands": ("bills.errand", ""),
    "bills:errand_new": ("bills.errand", ""),
    **{
        f"bills:errand{name}": ("bills.errand", "errand")
        for name in ("", "_slip", "_begin", "_finish", "_hand_over", "_drop")
    },
    "bills:seal_strike": ("bills.keep", "seal use"),
    **{f"bills:refusal{name}": ("bills.read", "certificate refusal") for name in ("", "_slip")},
    # jobs: the ledger is read by the desk, kept by the social worker of the line and the committee; posts are told at doors
    "jobs:who": ("jobs.keep", ""),
    "jobs:seekers": ("jobs.read", ""),
    "jobs:seeker_new": ("jobs.keep", ""),
    "jobs:seeker": ("jobs.read", "jobseeker"),
    **{
        f"jobs:{verb}": ("jobs.keep", "jobseeker")
        for verb in ("seeker_correct", "help", "hardship_new", "refer", "seeker_end")
    },
    "jobs:hardship_end": ("jobs.keep", "hardship"),
    "jobs:vacancies": ("jobs.posts", ""),
    "jobs:vacancy_new": ("jobs.keep", ""),
    "jobs:vacancy": ("jobs.posts", "vacancy"),
    **{f"jobs:vacancy_{verb}": ("jobs.keep", "vacancy") for verb in ("correct", "close")},
    **{
        f"jobs:{verb}": ("jobs.keep", "referral")
        for verb in ("referral", "invite", "hire", "turn_down", "strike")
    },
    "jobs:placements": ("jobs.read", ""),
    "jobs:placement_new": ("jobs.keep", ""),
    "jobs:placement": ("jobs.read", "placement"),
    **{f"jobs:{verb}": ("jobs.keep", "placement") for verb in ("entry", "placement_end", "placement_void")},
    "jobs:follow_ups": ("jobs.read", ""),
    "jobs:follow_up": ("jobs.keep", "follow-up"),
    "jobs:surplus": ("jobs.read", ""),
    "jobs:surplus_new": ("jobs.keep", ""),
    "jobs:surplus_end": ("jobs.keep", "surplus"),
    "jobs:trainings": ("jobs.read", ""),
    "jobs:training_new": ("jobs.keep", ""),
    "jobs:training": ("jobs.read", "training"),
    "jobs:enrol": ("jobs.keep", "training"),
    "jobs:trainee": ("jobs.keep", "trainee"),
    "jobs:exports": ("jobs.read", ""),
    "jobs:export_new": ("jobs.keep", ""),
    "jobs:export": ("jobs.read", "department list"),
    **{f"jobs:export_{verb}": ("jobs.keep", "department list") for verb in ("numbers", "strike")},
    "jobs:match": ("jobs.keep", "department line"),
    **{f"jobs:ledger{kind}": ("jobs.read", "") for kind in ("", "_print", "_excel")},
    "contact:areas": ("contact.read", ""),
    "contact:area_new": ("contact.keep", ""),
    "contact:area_plan": ("contact.read", ""),
    "contact:area": ("contact.read", "party area"),
    "contact:charge_new": ("contact.charge", "party area"),
    "contact:charge_first": ("contact.charge", "party area"),
    "contact:charge_end": ("contact.charge", "contact charge"),
    "contact:number": ("contact.keep", "contact charge"),
    "contact:number_withdraw": ("contact.keep", "contact consent"),
    "contact:coverage": ("contact.read", ""),
    "contact:coverage_households": ("contact.read", "coverage part"),
    "contact:ledger": ("contact.read", ""),
    "contact:ledger_excel": ("contact.read", ""),
    "contact:ledger_paper": ("contact.read", ""),
    "contact:cards": ("contact.read", ""),
    "contact:cards_export": ("contact.keep", ""),
    "contact:card_print": ("contact.keep", ""),
    "contact:card_doors": ("contact.deliver", ""),
    "contact:card": ("contact.read", "contact card"),
    "contact:card_take_back": ("contact.keep", "contact card"),
    "contact:card_reissue": ("contact.keep", "contact card"),
    "contact:batches": ("contact.read", ""),
    "contact:batch": ("contact.read", "contact batch"),
    "contact:batch_pdf": ("contact.keep", "contact batch"),
    "contact:routes": ("contact.visit", ""),
    "contact:plan": ("contact.visit", ""),
    **{
        f"contact:{verb}": ("contact.visit", "route")
        for verb in ("route", "route_print", "route_leave", "route_finish", "route_drop")
    },
    "contact:visits": ("contact.record", ""),
    "contact:visits_export": ("contact.visit", ""),
    **{f"contact:visit_{verb}": ("contact.record", "") for verb in ("new", "absent", "likely")},
    "contact:visit_paper": ("contact.visit", ""),
    **{f"contact:visit{verb}": ("contact.record", "visit") for verb in ("", "_correct", "_clock", "_void")},
    "contact:visit_picture": ("contact.visit", "visit"),
    "contact:sheet": ("contact.visit", "household"),
    "contact:sheet_edit": ("contact.visit", "household"),
    "contact:captains": ("contact.read", ""),
    "contact:captain": ("contact.read", "building captain"),
    "contact:captains_export": ("contact.keep", ""),
    "contact:captain_new": ("contact.keep", ""),
    **{
        f"contact:captain_{verb}": ("contact.keep", "building captain")
        for verb in ("correct", "replace", "end")
    },
    "contact:messengers": ("contact.roster", ""),
    "contact:messenger": ("contact.roster", "messenger"),
    "contact:messenger_new": ("contact.keep", ""),
    **{f"contact:messenger_{verb}": ("contact.keep", "messenger") for verb in ("correct", "area", "end")},
    "contact:messenger_leave": ("contact.keep", "messenger area"),
    "contact:shift_enter": ("contact.keep", ""),
    "contact:shift": ("contact.roster", "shift"),
    "contact:shift_exchange": ("contact.roster", "shift"),
    "contact:shift_drop": ("contact.keep", "shift"),
    **{
        f"contact:exchange{verb}": ("contact.roster", "shift exchange")
        for verb in ("", "_take", "_refuse", "_withdraw")
    },
    "contact:recruitments": ("contact.keep", ""),
    "contact:recruitment_new": ("contact.keep", ""),
    **{
        f"contact:recruitment{verb}": ("contact.keep", "recruitment")
        for verb in ("", "_correct", "_publish", "_close", "_drop", "_apply")
    },
    **{
        f"contact:candidate_{verb}": ("contact.keep", "candidate")
        for verb in ("choose", "refuse", "withdraw")
    },
    "calling:call": (PUBLIC, "recruitment"),
    "calling:applied": (PUBLIC, "recruitment"),
    "contact:devices": ("contact.devices", ""),
    "contact:device_lock": ("contact.devices", "device"),
    "contact:device_release": ("contact.devices", "device"),
    "contact:clashes": ("contact.devices", ""),
    "contact:clash": ("contact.devices", "clash"),
    "contact:sent_looked_at": ("contact.devices", "refused record"),
    "contact:phone": (PUBLIC, ""),
    "contact:phone_worker": (PUBLIC, ""),
    "contact:phone_manifest": (PUBLIC, ""),
    "contact:phone_hello": ("contact.devices", ""),
    "contact:phone_enrol": ("contact.devices", ""),
    "contact:phone_pack": ("contact.devices", ""),
    "contact:phone_send": ("contact.devices", ""),
    "contact:phone_part": ("contact.devices", "photo part"),
    "contact:phone_state": (PUBLIC, ""),
    "api:appeals": ("appeals.read", ""),
    "api:figures": ("figures.read", ""),
    "api:description": (PUBLIC, ""),
    "open311:media": (PUBLIC, "released photo"),
    "channels:keys": ("settings.channels", ""),
    "channels:key_new": ("settings.channels", ""),
    "channels:key_revoke": ("settings.channels", "client"),
    **dict.fromkeys(
        [
            f"public:{page}"
            for page in (
                "report",
                "reported",
                "follow",
                "add",
                "rate",
                "reopen",
                "withdraw",
                "done",
                "answers",
                "who",
                "guide",
                "privacy",
            )
        ],
        (PUBLIC, "area"),
    ),
    "public:picture": (PUBLIC, "followed photo"),
    "public:answer_picture": (PUBLIC, "released photo"),
    "reports:tables": ("figures.read", ""),
    "reports:population": ("figures.read", ""),
    "reports:floating": ("figures.read", ""),
    "reports:appeals_month": ("figures.read", ""),
    "reports:contact_month": ("figures.read", ""),
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
