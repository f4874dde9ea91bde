
import django.db.models.deletion
import porchlight.people.encryption.fields
import porchlight.people.made_at
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('together', '0004_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreedTimes',
            fields=[
                ('made_at', porchlight.people.made_at.MadeAt(editable=False)),
                ('made_at_is_known', models.BooleanField(default=True, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('told', porchlight.people.encryption.fields.SealedJSON(data_class='promises', null=True)),
                ('over_on', models.DateField()),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'over_on'], name='agreed_times_of_a_person')],
            },
        ),
        migrations.CreateModel(
            name='ReceivedAgreement',
            fields=[
                ('made_at', porchlight.people.made_at.MadeAt(editable=False)),
                ('made_at_is_known', models.BooleanField(default=True, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('told', porchlight.people.encryption.fields.SealedJSON(data_class='promises', null=True)),
                ('answer', porchlight.people.encryption.fields.SealedText(data_class='promises', null=True)),
                ('is_answered', models.BooleanField(default=False)),
                ('over_on', models.DateField()),
                ('is_there', models.BooleanField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['author', 'reader'], name='received_agreements_of_two'), models.Index(fields=['over_on'], name='received_agreements_over')],
            },
        ),
        migrations.CreateModel(
            name='SentAgreement',
            fields=[
                ('made_at', porchlight.people.made_at.MadeAt(editable=False)),
                ('made_at_is_known', models.BooleanField(default=True, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('told', porchlight.people.encryption.fields.SealedJSON(data_class='promises', null=True)),
                ('answer', porchlight.people.encryption.fields.SealedText(data_class='promises', null=True)),
                ('over_on', models.DateField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'reader'], name='sent_agreements_of_two'), models.Index(fields=['over_on'], name='sent_agreements_over')],
            },
        ),
    ]
