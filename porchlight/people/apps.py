from django.apps import AppConfig, apps

from porchlight.domain.consent import DataClass


class PeopleConfig(AppConfig):
    name = "porchlight.people"
    label = "people"

    def ready(self) -> None:
        """Say to the gate of which class the rows of django-allauth are, as our models say it."""
        for label in ("mfa.Authenticator", "account.EmailAddress"):
            model: type = apps.get_model(label)
            model.DATA_CLASS, model.SEALED_BY = DataClass.ACCOUNT, "user_id"  # type: ignore[attr-defined]
        confirmation: type = apps.get_model("account.EmailConfirmation")
        confirmation.NOT_PERSONAL = "stays empty: there is no e-mail here"  # type: ignore[attr-defined]
