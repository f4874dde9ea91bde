import porchlight.people.encryption.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0013_row_policies"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="writing_help",
            field=porchlight.people.encryption.fields.SealedText(data_class="notice", null=True),
        ),
    ]
