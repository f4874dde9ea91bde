from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0009_made_at_is_fixed"),
    ]

    operations = [
        OwnerPolicy("directory_saved"),
        OwnerPolicy("directory_calendarfeed"),
        OwnerPolicy("directory_correction"),
    ]
