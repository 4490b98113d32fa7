from django.db import migrations

PLACES = ("main", "footer")


def make(apps, schema_editor):
    for place in PLACES:
        apps.get_model("articles", "Menu").objects.get_or_create(pk=place)


def unmake(apps, schema_editor):
    apps.get_model("articles", "Menu").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_what_is_live_is_found")]

    operations = [migrations.RunPython(make, unmake)]
