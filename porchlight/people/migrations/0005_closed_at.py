from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_where_newcomers_begin'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
    ]
