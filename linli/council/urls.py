"""Addresses of council: bodies and meetings, opinions and projects."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import bodies, ledger, meeting_verbs, meetings, motions, steps

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
_projects: list[URLPattern] = []

urlpatterns = [*_meetings, *_projects]
