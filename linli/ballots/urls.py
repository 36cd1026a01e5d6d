"""Addresses of ballots."""

from __future__ import annotations

from django.urls import path

from .views import decisions, named, papers, verbs

app_name = "ballots"

urlpatterns = [
    path("", decisions.listing, name="decisions"),
    path("new/", verbs.new, name="new"),
    path("<key:key>/", decisions.record, name="decision"),
    path("<key:key>/roll/", decisions.roll_page, name="roll"),
    path("<key:key>/vote/", decisions.vote, name="vote"),
    path("<key:key>/receipt/", decisions.receipt, name="receipt"),
    path("<key:key>/open/", verbs.open_, name="open"),
    path("<key:key>/end/", verbs.end, name="end"),
    path("<key:key>/close/", verbs.close, name="close"),
    path("<key:key>/withdraw/", verbs.withdraw, name="withdraw"),
    path("<key:key>/lot/", verbs.lot, name="lot"),
    path("<key:key>/override/", verbs.override, name="override"),
    path("<key:key>/named/", named.grid, name="named"),
    path("<key:key>/slips/", papers.slips, name="slips"),
    path("<key:key>/paper/", papers.paper, name="paper"),
    path("<key:key>/booths/new/", verbs.booth_new, name="booth_new"),
    path("voters/<key:key>/slip/", papers.slip, name="slip"),
    path("booths/<key:key>/", papers.booth, name="booth"),
    path("booths/<key:key>/hand/", papers.hand, name="hand"),
    path("booths/<key:key>/missing/", papers.missing, name="missing"),
    path("booths/<key:key>/sheets/", papers.sheet_go, name="sheet_go"),
    path("booths/<key:key>/sheets/<key:number>/", papers.sheet, name="sheet"),
]
