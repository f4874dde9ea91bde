from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("reach", "0001_lights_and_asks"),
    ]

    operations = [
        OwnerPolicy("reach_ownlight"),
        OwnerPolicy("reach_shownlight", "author_id"),
        OwnerPolicy("reach_sentask"),
        OwnerPolicy("reach_askedperson"),
        OwnerPolicy("reach_receivedask", "author_id"),
    ]
