from django.db import migrations

PLACES = ("main", "footer")


def make(apps, schema_editor):
    for place in PLACES:
        apps.get_model("articles", "Menu").objects.get_or_create(pk=place)


def unmake(apps, schema_editor):
    apps.get_model("articles", "Menu").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_redirects_lead_in_no_ring")]

    operations = [migrations.RunPython(make, unmake)]
