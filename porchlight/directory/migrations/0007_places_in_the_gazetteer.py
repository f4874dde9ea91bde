from django.db import migrations


class Migration(migrations.Migration):
    """Towns and ZIPs are in the gazetteer's file, which ships with the product."""

    dependencies = [
        ('directory', '0006_corrections'),
    ]

    operations = [
        migrations.DeleteModel(name='Place'),
    ]
