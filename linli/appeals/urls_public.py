"""Addresses of appeals for residents, without an account; each names its community by the area's code."""

from __future__ import annotations

from django.urls import path

from .views import public_board, public_follow, public_report

app_name = "public"

urlpatterns = [
    path("c/<area:area>/report/", public_report.report, name="report"),
    path("c/<area:area>/reported/", public_report.reported, name="reported"),
    path("c/<area:area>/follow/", public_follow.follow, name="follow"),
    path("c/<area:area>/follow/add/", public_follow.add, name="add"),
    path("c/<area:area>/follow/rate/", public_follow.rate, name="rate"),
    path("c/<area:area>/follow/reopen/", public_follow.reopen, name="reopen"),
    path("c/<area:area>/follow/withdraw/", public_follow.withdraw, name="withdraw"),
    path("c/<area:area>/follow/done/", public_follow.done, name="done"),
    path("c/<area:area>/follow/picture/<key:photo>/", public_follow.picture, name="picture"),
    path("c/<area:area>/answers/", public_board.answers, name="answers"),
    path("c/<area:area>/answers/picture/<key:photo>/", public_board.answer_picture, name="answer_picture"),
    path("c/<area:area>/who/", public_board.who, name="who"),
    path("c/<area:area>/guide/", public_board.guide, name="guide"),
    path("c/<area:area>/privacy/", public_board.privacy, name="privacy"),
]
