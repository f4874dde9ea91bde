import porchlight.people.encryption.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_how_often'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='wishes',
            field=porchlight.people.encryption.fields.SealedJSON(data_class='wishes', null=True),
        ),
    ]
