from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "porchlight.sharing"
    label = "sharing"
