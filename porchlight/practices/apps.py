from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "porchlight.practices"
    label = "practices"
