from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0007_highest_time"),
    ]

    operations = [
        migrations.AddField(
            "person", "granted_at", models.DateTimeField(editable=False, null=True)
        ),
    ]
