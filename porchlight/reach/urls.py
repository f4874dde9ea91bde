from django.urls import path, register_converter

from porchlight.reach import views


class CountrySlug:
    """Two small letters. Which of them have a page is the view's business."""

    regex = "[a-z]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value.lower()


register_converter(CountrySlug, "country")

# An address stays in a browser's history, so it says "steps" and not what for.
urlpatterns = [
    path("", views.help_home, name="help"),
    path("steps/", views.overdose, name="overdose"),
    path("countries/", views.help_countries, name="help-countries"),
    path("<country:slug>/", views.help_country, name="help-country"),
    path("<country:slug>/steps/", views.overdose_country, name="overdose-country"),
]
