from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    """Make the table of settings.CACHES; it holds nothing that outlives a limit."""
    call_command("createcachetable", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_there_is_a_masthead")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
