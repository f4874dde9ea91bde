from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_visits'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='sign_in_index',
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='person',
            name='join_index',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AlterField(
            model_name='person',
            name='password',
            field=models.CharField(blank=True, default='', max_length=128),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('password', ''), _negated=True), fields=['name_index'], name='hashed_before'),
        ),
    ]
