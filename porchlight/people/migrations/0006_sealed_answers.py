"""The path that a receipt led to is sealed. Receipts of before lead a copy of their form home."""

from django.db import migrations

import porchlight.people.encryption.fields


class Migration(migrations.Migration):
    dependencies = [("people", "0005_closed_at")]

    operations = [
        migrations.RemoveField(model_name="receipt", name="answer"),
        migrations.AddField(
            model_name="receipt",
            name="answer",
            field=porchlight.people.encryption.fields.SealedText(data_class="step", null=True),
        ),
    ]
