from django.db import migrations

from newsroom.kit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_the_life_of_a_disclosure")]

    operations = [
        AppendOnly("articles_versionlogo"),
        AppendOnly("articles_versionwithheld"),
        AppendOnly("articles_sealedcopy"),
        AppendOnly("articles_grantreport"),
    ]
