"""At which version of its source a service last changed, so that changes can be asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_hsds_ids_and_calendar_feeds")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["source", "version"], name="service_changed_since"),
        ),
    ]
