from django.apps import AppConfig


class KeystoreConfig(AppConfig):
    name = "porchlight.people.keystore"
    label = "keystore"
