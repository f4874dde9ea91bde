from django.db import migrations

from porchlight.people.encryption.rebinding import BindReader


class Migration(migrations.Migration):
    """A note for its reader opens for that reader alone, whatever is written over its row."""

    dependencies = [
        ("together", "0002_policies"),
        ("people", "0013_row_policies"),
    ]

    operations = [
        BindReader("ReceivedNote", owner="author_id", about="reader_id"),
    ]
