import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import porchlight.people.encryption.fields


class Migration(migrations.Migration):
    """Visits that open nothing take the place of Django's sessions, whose table held their keys.

    Whoever is signed in signs in once more. Not to be undone: the old keys are gone.
    """

    dependencies = [
        ('people', '0008_granted_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('key_index', models.CharField(max_length=64, unique=True)),
                ('content', models.BinaryField()),
                ('device', porchlight.people.encryption.fields.SealedJSON(data_class='account', null=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='visits', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.RunSQL('DROP TABLE IF EXISTS django_session', migrations.RunSQL.noop),
    ]
