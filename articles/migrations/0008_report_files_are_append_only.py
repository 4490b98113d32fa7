from django.db import migrations

from newsroom.kit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_report_files")]

    operations = [AppendOnly("articles_reportfile")]
