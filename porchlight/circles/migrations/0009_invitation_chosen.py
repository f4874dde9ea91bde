from django.db import migrations

import porchlight.people.encryption.fields


class Migration(migrations.Migration):
    dependencies = [
        ("circles", "0008_looks"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="chosen",
            field=porchlight.people.encryption.fields.SealedJSON(data_class="consent", null=True),
        ),
    ]
