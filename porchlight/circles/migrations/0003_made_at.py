from django.db import migrations, models
from django.db.models.functions import Cast

import porchlight.people.made_at


def work_out(apps, schema_editor):
    """Older rows are taken as made on the day they are about."""
    apps.get_model("circles", "Tie").objects.update(made_at=Cast("added_on", models.DateTimeField()))
    apps.get_model("circles", "Contact").objects.update(made_at=Cast("day", models.DateTimeField()))



class Migration(migrations.Migration):

    dependencies = [
        ("circles", "0002_talk_tally"),
        ("people", "0008_granted_at"),
    ]

    operations = [
        migrations.AddField("tie", "made_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "tie", "made_at_is_known", models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField("contact", "made_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "contact", "made_at_is_known", models.BooleanField(default=False, editable=False)
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "tie", "made_at", porchlight.people.made_at.MadeAt(editable=False)
        ),
        migrations.AlterField(
            "tie", "made_at_is_known", models.BooleanField(default=True, editable=False)
        ),
        migrations.AlterField(
            "contact", "made_at", porchlight.people.made_at.MadeAt(editable=False)
        ),
        migrations.AlterField(
            "contact", "made_at_is_known", models.BooleanField(default=True, editable=False)
        ),
    ]
