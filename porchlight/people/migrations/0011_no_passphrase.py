from django.db import migrations


def blank_what_opens_nothing(apps, schema_editor):
    """An account without a passphrase had "!" and random letters. The hashes of others stay: each
    is replaced by a look-up value when its person signs in, and nobody loses their account."""
    person = apps.get_model('people', 'Person')
    person.objects.filter(password__startswith='!').update(password='')


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_sign_in_index'),
    ]

    operations = [
        migrations.RunPython(blank_what_opens_nothing, migrations.RunPython.noop),
    ]
