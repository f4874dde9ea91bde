from django.db import migrations, models
from django.db.models.functions import Cast

import porchlight.people.made_at


def work_out(apps, schema_editor):
    """Older rows are taken as made on the day they are about."""
    apps.get_model("checkins", "CheckIn").objects.update(made_at=Cast("day", models.DateTimeField()))
    apps.get_model("checkins", "StepAnswered").objects.update(made_at=Cast("day", models.DateTimeField()))
    apps.get_model("checkins", "Notice").objects.update(made_at=Cast("day", models.DateTimeField()))



class Migration(migrations.Migration):

    dependencies = [
        ("checkins", "0004_one_row_of_replies"),
    ]

    operations = [
        migrations.AddField("checkin", "made_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "checkin", "made_at_is_known", models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField("stepanswered", "made_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "stepanswered", "made_at_is_known", models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField("notice", "made_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "notice", "made_at_is_known", models.BooleanField(default=False, editable=False)
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "checkin", "made_at", porchlight.people.made_at.MadeAt(editable=False)
        ),
        migrations.AlterField(
            "checkin", "made_at_is_known", models.BooleanField(default=True, editable=False)
        ),
        migrations.AlterField(
            "stepanswered", "made_at", porchlight.people.made_at.MadeAt(editable=False)
        ),
        migrations.AlterField(
            "stepanswered", "made_at_is_known", models.BooleanField(default=True, editable=False)
        ),
        migrations.AlterField(
            "notice", "made_at", porchlight.people.made_at.MadeAt(editable=False)
        ),
        migrations.AlterField(
            "notice", "made_at_is_known", models.BooleanField(default=True, editable=False)
        ),
    ]
