"""Addresses of party."""

from __future__ import annotations

from django.urls import path

from .views import (
    checkins,
    exports,
    meeting_verbs,
    meetings,
    member_verbs,
    members,
    organisations,
    statistics,
)

app_name = "party"

urlpatterns = [
    path("members/", members.listing, name="members"),
    path("members/export/", exports.members_export, name="members_export"),
    path("members/new/", member_verbs.new, name="member_new"),
    path("members/statistics/", statistics.members_page, name="member_statistics"),
    path("members/statistics/print/", statistics.members_paper, name="member_statistics_print"),
    path("members/statistics/excel/", statistics.members_excel, name="member_statistics_excel"),
    path("members/<key:key>/", members.record, name="member"),
    path("members/<key:key>/call/", members.call, name="member_call"),
    path("members/<key:key>/correct/", member_verbs.correct, name="member_correct"),
    path("members/<key:key>/confirm/", member_verbs.confirm, name="member_confirm"),
    path("members/<key:key>/move/", member_verbs.move, name="member_move"),
    path("members/<key:key>/join/", member_verbs.join, name="member_join"),
    path("members/<key:key>/leave/", member_verbs.leave, name="member_leave"),
    path("members/<key:key>/note/", member_verbs.note, name="member_note"),
    path("members/<key:key>/appoint/", member_verbs.appoint, name="member_appoint"),
    path("facts/<key:key>/end/", member_verbs.fact_end, name="fact_end"),
    path("offices/<key:key>/end/", member_verbs.office_end, name="office_end"),
    path("branches/", organisations.listing, name="organisations"),
    path("branches/new/", organisations.new, name="organisation_new"),
    path("branches/<key:key>/", organisations.record, name="organisation"),
    path("branches/<key:key>/rename/", organisations.rename, name="organisation_rename"),
    path("branches/<key:key>/elect/", organisations.elect, name="organisation_elect"),
    path("branches/<key:key>/dissolve/", organisations.dissolve, name="organisation_dissolve"),
    path("meetings/", meetings.listing, name="meetings"),
    path("meetings/export/", exports.meetings_export, name="meetings_export"),
    path("meetings/statistics/", statistics.page, name="statistics"),
    path("meetings/statistics/print/", statistics.paper, name="statistics_print"),
    path("meetings/statistics/excel/", statistics.excel, name="statistics_excel"),
    path("meetings/new/", meeting_verbs.new, name="meeting_new"),
    path("meetings/<key:key>/", meetings.record, name="meeting"),
    path("meetings/<key:key>/reschedule/", meeting_verbs.reschedule, name="meeting_reschedule"),
    path("meetings/<key:key>/hold/", meeting_verbs.hold, name="meeting_hold"),
    path("meetings/<key:key>/resolve/", meeting_verbs.resolve, name="meeting_resolve"),
    path("meetings/<key:key>/write/", meeting_verbs.write, name="meeting_write"),
    path("meetings/<key:key>/attach/", meeting_verbs.attach, name="meeting_attach"),
    path("meetings/<key:key>/cancel/", meeting_verbs.cancel, name="meeting_cancel"),
    path("resolutions/<key:key>/withdraw/", meeting_verbs.withdraw, name="resolution_withdraw"),
    path("check-ins/", checkins.listing, name="check_ins"),
    path("check-ins/new/", checkins.new, name="check_in_new"),
    path("check-ins/<key:key>/", checkins.record, name="check_in"),
    path("check-ins/<key:key>/call/", checkins.call, name="check_in_call"),
    path("check-ins/<key:key>/serve/", checkins.serve, name="check_in_serve"),
    path("check-ins/<key:key>/feedback/", checkins.feedback, name="check_in_feedback"),
    path("check-ins/<key:key>/end/", checkins.end, name="check_in_end"),
    path("services/<key:key>/strike/", checkins.service_strike, name="service_strike"),
    path("needs/new/", checkins.need_new, name="need_new"),
    path("needs/<key:key>/take/", checkins.need_take, name="need_take"),
]
