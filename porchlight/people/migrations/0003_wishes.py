import porchlight.people.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_how_often'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='wishes',
            field=porchlight.people.fields.SealedJSON(data_class='wishes', null=True),
        ),
    ]
