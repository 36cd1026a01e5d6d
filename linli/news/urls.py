"""Addresses of messages."""

from django.urls import path

from linli.news.views import messages

app_name = "news"

urlpatterns = [
    path("messages/", messages.messages, name="messages"),
    path("messages/<key:message_id>/", messages.open_message, name="message"),
    path("messages/read/", messages.read_all, name="read_all"),
]
