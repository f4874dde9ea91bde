from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0002_milestones_and_handed_over"),
    ]

    operations = [
        OwnerPolicy("sharing_milestone"),
        OwnerPolicy("sharing_handedover"),
        OwnerPolicy("sharing_handedtome", "giver_id"),
    ]
