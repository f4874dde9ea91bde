from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("together", "0001_initial"),
    ]

    operations = [
        OwnerPolicy("together_noteswith"),
        OwnerPolicy("together_sentnote"),
        OwnerPolicy("together_receivednote", "author_id"),
    ]
