from django.db import migrations

import porchlight.people.encryption.fields


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0008_reach_choices_policy"),
    ]

    operations = [
        migrations.RemoveField(model_name="reachchoices", name="reached"),
        migrations.AddField(
            model_name="reachchoices",
            name="lines",
            field=porchlight.people.encryption.fields.SealedJSON(data_class="messages", null=True),
        ),
    ]
