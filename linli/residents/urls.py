"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from .views import changes, doubts, households, import_steps, imports, lists, people, register, statuses, told

app_name = "residents"

urlpatterns = [
    path("", people.people, name="people"),
    path("export/", people.export, name="export"),
    path("register/", register.register, name="register"),
    path("register/told/", told.told, name="told"),
    path("<key:key>/", people.person, name="person"),
    path("<key:key>/services/", people.services, name="services"),
    path("<key:key>/reveal/<slug:what>/", people.reveal, name="reveal"),
    path("<key:key>/call/", people.call, name="call"),
    path("<key:key>/extract/", people.extract, name="extract"),
    path("<key:key>/correct/", changes.correct, name="correct"),
    path("<key:key>/check/", changes.check, name="check"),
    path("<key:key>/status/", statuses.grant, name="grant"),
    path("<key:key>/mark/", doubts.mark, name="mark"),
    path("statuses/<key:key>/end/", statuses.end_status, name="end_status"),
    path("residences/", lists.residences, name="residences"),
    path("residences/<key:key>/verify/", changes.verify, name="verify"),
    path("residences/<key:key>/move/", changes.move, name="move"),
    path("residences/<key:key>/close/", changes.close, name="close"),
    path("residences/<key:key>/confirm/", changes.confirm_close, name="confirm_close"),
    path("residences/<key:key>/keep/", changes.keep, name="keep"),
    path("residences/<key:key>/reopen/", changes.reopen, name="reopen"),
    path("residences/<key:key>/void/", changes.void, name="void"),
    path("households/", lists.households, name="households"),
    path("households/found/", households.found, name="found"),
    path("households/<key:key>/", households.household, name="household"),
    path("households/<key:key>/split/", households.split, name="split"),
    path("households/<key:key>/head/", households.head, name="head"),
    path("households/<key:key>/join/", households.join, name="join"),
    path("checks/", lists.checks, name="checks"),
    path("checks/door/<key:key>/", households.check_door, name="check_door"),
    path("doubts/", lists.doubts, name="doubts"),
    path("doubts/<key:key>/", doubts.doubt, name="doubt"),
    path("doubts/<key:key>/merge/", doubts.merge, name="merge"),
    path("doubts/<key:key>/unmerge/", doubts.unmerge, name="unmerge"),
    path("doubts/<key:key>/different/", doubts.different, name="different"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<key:key>/", imports.one, name="import"),
    path("imports/<key:key>/progress/", imports.progress, name="import_progress"),
    path("imports/<key:key>/columns/", import_steps.columns, name="import_columns"),
    path("imports/<key:key>/about/", import_steps.about, name="import_about"),
    path("imports/<key:key>/cells/", import_steps.cells, name="import_cells"),
    path("imports/<key:key>/mended/", import_steps.mended, name="import_mended"),
    path("imports/<key:key>/apply/", import_steps.apply, name="import_apply"),
    path("imports/<key:key>/undo/", import_steps.undo, name="import_undo"),
    path("imports/<key:key>/again/", import_steps.again, name="import_again"),
    path("imports/<key:key>/marked/", import_steps.marked, name="import_marked"),
    path("imports/<key:key>/file/", import_steps.file, name="import_file"),
]
