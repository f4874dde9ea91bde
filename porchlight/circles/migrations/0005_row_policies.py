from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("circles", "0004_grants_blocks_restrictions"),
    ]

    operations = [
        OwnerPolicy("circles_tie"),
        OwnerPolicy("circles_contact"),
        OwnerPolicy("circles_talktally"),
        OwnerPolicy("circles_grant", "subject_id"),
        OwnerPolicy("circles_block"),
        OwnerPolicy("circles_restriction", "subject_id"),
        OwnerPolicy("circles_consentevent", "by_id", may_be_nobody=True),
    ]
