from django.db import migrations


def make(apps, schema_editor):
    apps.get_model("newsroom", "Masthead").objects.get_or_create(pk=1)
    apps.get_model("newsroom", "Identity").objects.get_or_create(masthead_id=1)


def unmake(apps, schema_editor):
    apps.get_model("newsroom", "Identity").objects.all().delete()
    apps.get_model("newsroom", "Masthead").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0002_the_ledger_is_append_only")]

    operations = [migrations.RunPython(make, unmake)]
