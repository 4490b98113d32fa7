from django.db import migrations

from newsroom.kit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_initial")]

    operations = [AppendOnly("newsroom_ledgerentry"), AppendOnly("newsroom_ledgerwords")]
