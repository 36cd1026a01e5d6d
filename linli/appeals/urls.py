"""Addresses of appeals, for workers. Each verb of the workflow has its own: appeals:accept, appeals:answer …"""

from __future__ import annotations

from django.urls import path

from .endpoints import router as router
from .views import desk, intake, ledger, listing, looking, record, splitting, verbs
from .views.doings import DOINGS

app_name = "appeals"

urlpatterns = [
    path("", listing.appeals, name="appeals"),
    path("export/", listing.export, name="export"),
    path("ledger/", ledger.page, name="ledger"),
    path("ledger/excel/", ledger.excel, name="ledger_excel"),
    path("revisits/", listing.revisits, name="revisits"),
    path("sent/", listing.sent, name="sent"),
    path("register/", intake.register, name="register"),
    path("register/who/", intake.who, name="who"),
    path("register/where/", intake.where, name="where"),
    path("register/likely/", intake.likely, name="likely"),
    path("receptions/", desk.receptions, name="receptions"),
    path("receptions/new/", desk.reception_new, name="reception_new"),
    path("receptions/<key:key>/", desk.reception, name="reception"),
    path("receptions/<key:key>/appeal/", desk.reception_appeal, name="reception_appeal"),
    path("guide/", desk.guides, name="guides"),
    path("guide/new/", desk.guide, name="guide_new"),
    path("guide/<key:key>/", desk.guide, name="guide"),
    path("guide/<key:key>/drop/", desk.guide_drop, name="guide_drop"),
    path("texts/", desk.texts, name="texts"),
    path("texts/new/", desk.text, name="text_new"),
    path("texts/<key:key>/", desk.text, name="text"),
    path("texts/<key:key>/drop/", desk.text_drop, name="text_drop"),
    path("<key:key>/", record.appeal, name="appeal"),
    path("<key:key>/receipt/", intake.receipt, name="receipt"),
    path("<key:key>/slip/", intake.slip, name="slip"),
    path("<key:key>/code/", intake.new_code, name="new_code"),
    path("<key:key>/call/", record.call, name="call"),
    path("<key:key>/looking/", looking.looking, name="looking"),
    path("<key:key>/watch/", verbs.watch, name="watch"),
    path("<key:key>/picture/", record.picture, name="picture"),
    path("<key:key>/split/", splitting.split, name="split"),
    path("<key:key>/undo/<slug:verb>/", verbs.undo, name="undo"),
    *(path(f"<key:key>/{verb}/", verbs.view_of(verb), name=verb) for verb in DOINGS),
]
