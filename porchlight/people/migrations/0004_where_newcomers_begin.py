from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_wishes'),
    ]

    operations = [
        migrations.AddField(
            model_name='community',
            name='country',
            field=models.CharField(blank=True, default='', max_length=2),
        ),
        migrations.AddField(
            model_name='community',
            name='zone',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
    ]
