"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from .views import ledger, notice_verbs, notices

app_name = "notices"

urlpatterns = [
    path("", notices.listing, name="notices"),
    path("export/", notices.export, name="export"),
    path("ledger/", ledger.page, name="ledger"),
    path("ledger/print/", ledger.paper, name="ledger_print"),
    path("ledger/excel/", ledger.excel, name="ledger_excel"),
    path("new/", notice_verbs.new, name="new"),
    path("<key:key>/", notices.record, name="notice"),
    path("<key:key>/sheet/", notices.sheet, name="sheet"),
    path("<key:key>/change/", notice_verbs.change, name="change"),
    path("<key:key>/submit/", notice_verbs.submit, name="submit"),
    path("<key:key>/drop/", notice_verbs.drop, name="drop"),
    path("<key:key>/attach/", notice_verbs.attach, name="attach"),
    path("<key:key>/approve/", notice_verbs.approve, name="approve"),
    path("<key:key>/send-back/", notice_verbs.send_back, name="send_back"),
    path("<key:key>/correct/", notice_verbs.correct, name="correct"),
    path("<key:key>/take-down/", notice_verbs.take_down, name="take_down"),
    path("<key:key>/paper/", notice_verbs.paper, name="paper"),
    path("<key:key>/conclude/", notice_verbs.conclude, name="conclude"),
    path("<key:key>/object/", notice_verbs.object_to, name="object"),
]
