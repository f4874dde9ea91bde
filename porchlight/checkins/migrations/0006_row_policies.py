from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0005_made_at"),
    ]

    operations = [
        OwnerPolicy("checkins_checkin"),
        OwnerPolicy("checkins_stepanswered"),
        OwnerPolicy("checkins_usual"),
        OwnerPolicy("checkins_notice"),
        OwnerPolicy("checkins_dayreplies"),
    ]
