from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_app_lock"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        OwnerPolicy("people_person", "id"),
        OwnerPolicy("people_visit", may_be_nobody=True),
        OwnerPolicy("people_recoverycode"),
        OwnerPolicy("people_onetimelink", may_be_nobody=True),
        OwnerPolicy("people_receipt"),
        OwnerPolicy("mfa_authenticator", "user_id"),
        OwnerPolicy("account_emailaddress", "user_id"),
    ]
