from django.apps import AppConfig


class CheckInsConfig(AppConfig):
    name = "porchlight.checkins"
    label = "checkins"
