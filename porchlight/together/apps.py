from django.apps import AppConfig


class TogetherConfig(AppConfig):
    name = "porchlight.together"
    label = "together"
