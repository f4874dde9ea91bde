import porchlight.people.encryption.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("circles", "0009_invitation_chosen"),
    ]

    operations = [
        migrations.AddField(
            model_name="tie",
            name="before_joining",
            field=porchlight.people.encryption.fields.SealedJSON(data_class="circle", null=True),
        ),
        migrations.AddField(
            model_name="tie",
            name="joined_at",
            field=models.DateTimeField(null=True),
        ),
    ]
