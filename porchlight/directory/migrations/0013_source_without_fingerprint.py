"""The hash of a source's last feed goes: it was written and never read."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0012_fill_service_attributes"),
    ]

    operations = [
        migrations.RemoveField(model_name="source", name="fingerprint"),
    ]
