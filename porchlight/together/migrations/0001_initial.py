
import django.db.models.deletion
import porchlight.people.encryption.fields
import porchlight.people.made_at
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SentNote',
            fields=[
                ('made_at', porchlight.people.made_at.MadeAt(editable=False)),
                ('made_at_is_known', models.BooleanField(default=True, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('words', porchlight.people.encryption.fields.SealedText(data_class='messages', null=True)),
                ('number', models.PositiveIntegerField()),
                ('day', models.DateField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ReceivedNote',
            fields=[
                ('made_at', porchlight.people.made_at.MadeAt(editable=False)),
                ('made_at_is_known', models.BooleanField(default=True, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('words', porchlight.people.encryption.fields.SealedText(data_class='messages', null=True)),
                ('number', models.PositiveIntegerField()),
                ('day', models.DateField()),
                ('is_there', models.BooleanField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='received', to='together.sentnote')),
            ],
        ),
        migrations.CreateModel(
            name='NotesWith',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kept_for', models.PositiveSmallIntegerField(default=90)),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('looked_at', models.PositiveIntegerField(default=0)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'other'), name='one_choice_for_a_person')],
            },
        ),
        migrations.AddIndex(
            model_name='sentnote',
            index=models.Index(fields=['person', 'reader', 'number'], name='sent_notes_of_two'),
        ),
        migrations.AddIndex(
            model_name='receivednote',
            index=models.Index(fields=['author', 'reader', 'number'], name='received_notes_of_two'),
        ),
    ]
