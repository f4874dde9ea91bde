import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import porchlight.people.encryption.fields
import porchlight.people.made_at
from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):

    dependencies = [
        ("together", "0003_bind_readers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SentReport',
            fields=[
                ('made_at', porchlight.people.made_at.MadeAt(editable=False)),
                ('made_at_is_known', models.BooleanField(default=True, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('note', models.UUIDField()),
                ('about', porchlight.people.encryption.fields.SealedJSON(data_class='report', null=True)),
                ('answer', porchlight.people.encryption.fields.SealedJSON(data_class='report', null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='NoteReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('content', porchlight.people.encryption.fields.SealedJSON(data_class='report', null=True)),
                ('added', porchlight.people.encryption.fields.SealedText(data_class='report', null=True)),
                ('decided', porchlight.people.encryption.fields.SealedJSON(data_class='report', null=True)),
                ('made_at', porchlight.people.made_at.MadeAt(editable=False, exact=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='together.sentreport')),
            ],
        ),
        migrations.AddConstraint(
            model_name='sentreport',
            constraint=models.UniqueConstraint(fields=('person', 'note'), name='a_note_is_reported_once'),
        ),
        migrations.AddIndex(
            model_name='notereport',
            index=models.Index(condition=models.Q(('settled_at', None)), fields=['made_at'], name='report_still_open'),
        ),
        OwnerPolicy("together_sentreport"),
        OwnerPolicy("together_notereport", "id"),
    ]
