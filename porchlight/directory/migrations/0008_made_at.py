from django.db import migrations, models
from django.db.models.functions import TruncDay

import porchlight.people.made_at


def work_out(apps, schema_editor):
    """Older rows are taken as made on the day they are about."""
    apps.get_model("directory", "Saved").objects.update(made_at=TruncDay("saved_at"))



class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0007_places_in_the_gazetteer"),
    ]

    operations = [
        migrations.AddField("saved", "made_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "saved", "made_at_is_known", models.BooleanField(default=True, editable=False)
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "saved", "made_at", porchlight.people.made_at.MadeAt(editable=False)
        ),
    ]
