"""Addresses of messages, the call list and the outbox."""

from django.urls import path

from linli.news.views import calls, messages, outbox, preferences

app_name = "news"

urlpatterns = [
    path("messages/", messages.messages, name="messages"),
    path("messages/<key:message_id>/", messages.open_message, name="message"),
    path("messages/read/", messages.read_all, name="read_all"),
    path("messages/settings/", preferences.preferences, name="preferences"),
    path("calls/", calls.calls, name="calls"),
    path("calls/open/", calls.open_calls, name="calls_open"),
    path("calls/slips/", calls.papers, name="papers"),
    path("calls/<key:key>/dial/", calls.dial, name="dial"),
    path("calls/<key:key>/told/", calls.told, name="told"),
    path("calls/<key:key>/missed/", calls.missed, name="missed"),
    path("calls/<key:key>/slip/", calls.to_slip, name="to_slip"),
    path("calls/<key:key>/paper/", calls.paper, name="paper"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/export/", outbox.export, name="outbox_export"),
    path("outbox/<key:key>/retry/", outbox.retry, name="outbox_retry"),
    path("outbox/<key:key>/cancel/", outbox.cancel, name="outbox_cancel"),
]
