"""Addresses of council: bodies and meetings, opinions and projects."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import (
    bodies,
    ledger,
    meeting_verbs,
    meetings,
    money_pages,
    motions,
    opinion_verbs,
    opinions,
    project_ledger,
    project_pages,
    project_verbs,
    steps,
)

app_name = "council"

#: Bodies, meetings, motions, the four steps.
_meetings: list[URLPattern] = [
    path("bodies/", bodies.listing, name="bodies"),
    path("bodies/new/", bodies.new, name="body_new"),
    path("bodies/<key:key>/", bodies.record, name="body"),
    path("bodies/<key:key>/correct/", bodies.correct, name="body_correct"),
    path("bodies/<key:key>/dissolve/", bodies.dissolve, name="body_dissolve"),
    path("bodies/<key:key>/seat/", bodies.seat, name="body_seat"),
    path("seats/<key:key>/", bodies.seat_record, name="seat"),
    path("seats/<key:key>/correct/", bodies.seat_correct, name="seat_correct"),
    path("seats/<key:key>/end/", bodies.seat_end, name="seat_end"),
    path("seats/<key:key>/take-out/", bodies.seat_void, name="seat_void"),
    path("meetings/", meetings.listing, name="meetings"),
    path("meetings/new/", meeting_verbs.new, name="meeting_new"),
    path("meetings/ledger/", ledger.page, name="ledger"),
    path("meetings/ledger/excel/", ledger.excel, name="ledger_excel"),
    path("meetings/ledger/paper/", ledger.paper, name="ledger_paper"),
    path("meetings/<key:key>/", meetings.record, name="meeting"),
    path("meetings/<key:key>/reschedule/", meeting_verbs.reschedule, name="meeting_reschedule"),
    path("meetings/<key:key>/hold/", meeting_verbs.hold, name="meeting_hold"),
    path("meetings/<key:key>/put/", meeting_verbs.put, name="meeting_put"),
    path("meetings/<key:key>/votes/", motions.votes, name="meeting_votes"),
    path("meetings/<key:key>/write/", meeting_verbs.write, name="meeting_write"),
    path("meetings/<key:key>/attach/", meeting_verbs.attach, name="meeting_attach"),
    path("meetings/<key:key>/follow/", meeting_verbs.follow, name="meeting_follow"),
    path("meetings/<key:key>/cancel/", meeting_verbs.cancel, name="meeting_cancel"),
    path("follow-ups/<key:key>/finish/", meeting_verbs.finish, name="follow_up_finish"),
    path("motions/<key:key>/", motions.record, name="motion"),
    path("motions/<key:key>/correct/", motions.correct, name="motion_correct"),
    path("motions/<key:key>/drop/", motions.drop, name="motion_drop"),
    path("motions/<key:key>/recuse/", motions.recuse, name="motion_recuse"),
    path("motions/<key:key>/count/", motions.count, name="motion_count"),
    path("motions/<key:key>/defer/", motions.defer, name="motion_defer"),
    path("motions/<key:key>/hear/", motions.hear, name="motion_hear"),
    path("motions/<key:key>/take-back/", motions.take_back, name="motion_take_back"),
    path("motions/<key:key>/resolve/", motions.resolve, name="motion_resolve"),
    path("resolutions/<key:key>/withdraw/", motions.withdraw, name="resolution_withdraw"),
    path("steps/", steps.listing, name="processes"),
    path("steps/new/", steps.new, name="process_new"),
    path("steps/<key:key>/", steps.record, name="process"),
    path("steps/<key:key>/take/", steps.take, name="process_take"),
    path("steps/<key:key>/back/", steps.back, name="process_back"),
    path("steps/<key:key>/attach/", steps.attach, name="process_attach"),
    path("steps/<key:key>/drop/", steps.drop, name="process_drop"),
]

#: Opinions, projects, money, works.
_projects: list[URLPattern] = [
    path("opinions/", opinions.listing, name="opinions"),
    path("opinions/export/", project_ledger.opinions_export, name="opinions_export"),
    path("opinions/new/", opinion_verbs.new, name="opinion_new"),
    path("opinions/rounds/", opinions.collections, name="collections"),
    path("opinions/rounds/new/", opinion_verbs.round_new, name="collection_new"),
    path("opinions/rounds/<key:key>/", opinions.collection, name="collection"),
    path("opinions/rounds/<key:key>/issue/", opinion_verbs.issue, name="collection_issue"),
    path("opinions/rounds/<key:key>/return/", opinion_verbs.give_back, name="collection_return"),
    path("opinions/of-appeal/<key:key>/", opinion_verbs.of_appeal, name="opinion_of_appeal"),
    path("opinions/<key:key>/", opinions.record, name="opinion"),
    path("opinions/<key:key>/support/", opinion_verbs.support, name="opinion_support"),
    path("opinions/<key:key>/aside/", opinion_verbs.aside, name="opinion_aside"),
    path("opinions/<key:key>/split/", opinion_verbs.split, name="opinion_split"),
    path("opinions/<key:key>/void/", opinion_verbs.void, name="opinion_void"),
    path("projects/", project_pages.listing, name="projects"),
    path("projects/export/", project_ledger.projects_export, name="projects_export"),
    path("projects/ledger/", project_ledger.page, name="project_ledger"),
    path("projects/ledger/excel/", project_ledger.excel, name="project_ledger_excel"),
    path("projects/ledger/print/", project_ledger.paper, name="project_ledger_paper"),
    path("projects/new/", project_verbs.new, name="project_new"),
    path("projects/lines/<key:key>/strike/", project_verbs.strike_line, name="project_line_strike"),
    path("projects/defects/<key:key>/mend/", project_verbs.mend, name="work_mend"),
    path("projects/changes/<key:key>/answer/", project_verbs.answer_change, name="work_change"),
    path("projects/<key:key>/", project_pages.record, name="project"),
    path("projects/<key:key>/dossier/", money_pages.dossier, name="project_dossier"),
    *(
        path(
            f"projects/<key:key>/{verb.replace('_', '-')}/", project_verbs.view(verb), name=f"project_{verb}"
        )
        for verb in project_verbs.VERBS
    ),
    path("funds/", money_pages.ledger, name="funds"),
    path("funds/new/", money_pages.quota, name="fund_new"),
    path("funds/archive/", money_pages.archive, name="fund_archive"),
    path("funds/bank/new/", money_pages.bank_new, name="bank_new"),
    path("funds/bank/<key:key>/", money_pages.bank, name="bank"),
    path("payments/", money_pages.listing, name="payments"),
    path("payments/<key:key>/", money_pages.payment, name="payment"),
    path("payments/<key:key>/approve/", money_pages.approve, name="payment_approve"),
    path("payments/<key:key>/send-back/", money_pages.send_back, name="payment_send_back"),
    path("payments/<key:key>/attach/", money_pages.attach, name="payment_attach"),
    path("payments/<key:key>/paid/", money_pages.paid, name="payment_paid"),
]

urlpatterns = [*_meetings, *_projects]
