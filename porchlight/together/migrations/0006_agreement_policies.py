from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("together", "0005_agreements"),
    ]

    operations = [
        OwnerPolicy("together_sentagreement"),
        OwnerPolicy("together_receivedagreement", "author_id"),
        OwnerPolicy("together_agreedtimes"),
    ]
