from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "porchlight.outbox"
    label = "outbox"
