from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0007_day_words"),
    ]

    operations = [
        OwnerPolicy("checkins_dayword"),
    ]
