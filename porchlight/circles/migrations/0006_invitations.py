import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import porchlight.people.encryption.fields
import porchlight.people.made_at


class Migration(migrations.Migration):
    dependencies = [
        ("circles", "0005_row_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "shown",
                    porchlight.people.encryption.fields.SealedJSON(
                        data_class="invitation", null=True
                    ),
                ),
                ("token_index", models.CharField(max_length=64, unique=True)),
                ("made_at", porchlight.people.made_at.MadeAt(editable=False, exact=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("wrong_tries", models.PositiveSmallIntegerField(default=0)),
                ("is_last", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name="tie",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tie", name="ended_on", field=models.DateField(null=True)
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                fields=("person", "account"), name="one_tie_to_an_account"
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("account", None),
                    models.Q(("person", models.F("account")), _negated=True),
                    _connector="OR",
                ),
                name="tie_to_somebody_else",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="accepted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="tie",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="circles.tie",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["person", "made_at"], name="invitations_of_a_person"),
        ),
    ]
