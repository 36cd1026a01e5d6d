"""Addresses of jobs."""

from __future__ import annotations

from django.urls import path

from .views import exports, ledger, others, placements, seeker_verbs, seekers, vacancies, who

app_name = "jobs"

urlpatterns = [
    path("who/", who.page, name="who"),
    path("seekers/", seekers.listing, name="seekers"),
    path("seekers/new/", seeker_verbs.new, name="seeker_new"),
    path("seekers/<key:key>/", seekers.record, name="seeker"),
    path("seekers/<key:key>/correct/", seeker_verbs.correct, name="seeker_correct"),
    path("seekers/<key:key>/help/", seeker_verbs.help_with, name="help"),
    path("seekers/<key:key>/hardship/", seeker_verbs.hardship_new, name="hardship_new"),
    path("seekers/<key:key>/refer/", seeker_verbs.refer, name="refer"),
    path("seekers/<key:key>/end/", seeker_verbs.end, name="seeker_end"),
    path("hardships/<key:key>/end/", seeker_verbs.hardship_end, name="hardship_end"),
    path("posts/", vacancies.listing, name="vacancies"),
    path("posts/new/", vacancies.new, name="vacancy_new"),
    path("posts/<key:key>/", vacancies.record, name="vacancy"),
    path("posts/<key:key>/correct/", vacancies.correct, name="vacancy_correct"),
    path("posts/<key:key>/close/", vacancies.close, name="vacancy_close"),
    path("referrals/<key:key>/", vacancies.referral, name="referral"),
    path("referrals/<key:key>/invite/", vacancies.invite, name="invite"),
    path("referrals/<key:key>/hire/", vacancies.hire, name="hire"),
    path("referrals/<key:key>/turn-down/", vacancies.turn_down, name="turn_down"),
    path("referrals/<key:key>/strike/", vacancies.strike, name="strike"),
    path("employed/", placements.listing, name="placements"),
    path("employed/new/", placements.new, name="placement_new"),
    path("employed/<key:key>/", placements.record, name="placement"),
    path("employed/<key:key>/entry/", placements.entry, name="entry"),
    path("employed/<key:key>/end/", placements.end, name="placement_end"),
    path("employed/<key:key>/void/", placements.void, name="placement_void"),
    path("follow-ups/", placements.follow_ups, name="follow_ups"),
    path("follow-ups/<key:key>/", placements.follow_up, name="follow_up"),
    path("surplus/", others.surplus, name="surplus"),
    path("surplus/new/", others.surplus_new, name="surplus_new"),
    path("surplus/<key:key>/end/", others.surplus_end, name="surplus_end"),
    path("training/", others.trainings, name="trainings"),
    path("training/new/", others.training_new, name="training_new"),
    path("training/<key:key>/", others.training, name="training"),
    path("training/<key:key>/enrol/", others.enrol, name="enrol"),
    path("trainees/<key:key>/", others.trainee, name="trainee"),
    path("lists/", exports.listing, name="exports"),
    path("lists/new/", exports.new, name="export_new"),
    path("lists/<key:key>/", exports.record, name="export"),
    path("lists/<key:key>/numbers/", exports.numbers, name="export_numbers"),
    path("lists/<key:key>/strike/", exports.strike, name="export_strike"),
    path("lines/<key:key>/", exports.match, name="match"),
    path("ledger/", ledger.page, name="ledger"),
    path("ledger/print/", ledger.paper, name="ledger_print"),
    path("ledger/excel/", ledger.excel, name="ledger_excel"),
]
