"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from .views import disclosures, ledger, notice_verbs, notices, pledges, surveys, themes

app_name = "notices"

urlpatterns = [
    path("", notices.listing, name="notices"),
    path("export/", notices.export, name="export"),
    path("ledger/", ledger.page, name="ledger"),
    path("ledger/print/", ledger.paper, name="ledger_print"),
    path("ledger/excel/", ledger.excel, name="ledger_excel"),
    path("disclosures/", disclosures.listing, name="disclosures"),
    path("disclosures/lay-out/", disclosures.lay_out, name="lay_out"),
    path("disclosures/matter/", disclosures.matter, name="matter"),
    path("disclosures/<key:key>/", disclosures.disclose, name="disclose"),
    path("pledges/", pledges.listing, name="pledges"),
    path("pledges/new/", pledges.new, name="pledge_new"),
    path("pledges/<key:key>/", pledges.record, name="pledge"),
    path("pledges/<key:key>/follow-up/", pledges.follow_up, name="pledge_follow_up"),
    path("pledges/<key:key>/settle/", pledges.settle, name="pledge_settle"),
    path("pledges/<key:key>/rate/", pledges.rate, name="pledge_rate"),
    path("pledges/<key:key>/withdraw/", pledges.withdraw, name="pledge_withdraw"),
    path("themes/", themes.listing, name="themes"),
    path("themes/tag/", themes.tag, name="theme_tag"),
    path("themes/<key:key>/untag/", themes.untag, name="theme_untag"),
    path("questionnaires/", surveys.listing, name="surveys"),
    path("questionnaires/new/", surveys.new, name="survey_new"),
    path("questionnaires/<key:key>/", surveys.record, name="survey"),
    path("questionnaires/<key:key>/change/", surveys.change, name="survey_change"),
    path("questionnaires/<key:key>/open/", surveys.open_it, name="survey_open"),
    path("questionnaires/<key:key>/issue/", surveys.issue, name="survey_issue"),
    path("questionnaires/<key:key>/return/", surveys.give_back, name="survey_return"),
    path("questionnaires/<key:key>/sheets/", surveys.sheets, name="survey_sheets"),
    path("questionnaires/<key:key>/close/", surveys.close, name="survey_close"),
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
