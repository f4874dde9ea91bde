from django.db import migrations, models


def work_out(apps, schema_editor):
    """From the notes that are there and were looked at."""
    looked_at = apps.get_model("together", "ReceivedNote").objects.filter(
        reader=models.OuterRef("person"),
        author=models.OuterRef("other"),
        number__lte=models.OuterRef("looked_at"),
        is_there=True,
    )
    newest = looked_at.order_by("-day").values("day")[:1]
    pairs = apps.get_model("together", "NotesWith").objects
    pairs.update(in_touch_on=models.Subquery(newest))


class Migration(migrations.Migration):
    dependencies = [
        ("together", "0006_agreement_policies"),
    ]

    operations = [
        migrations.AddField("noteswith", "in_touch_on", models.DateField(null=True)),
        migrations.RunPython(work_out, migrations.RunPython.noop, elidable=True),
    ]
