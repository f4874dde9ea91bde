from django.apps import AppConfig


class ReachConfig(AppConfig):
    name = "porchlight.reach"
    label = "reach"
