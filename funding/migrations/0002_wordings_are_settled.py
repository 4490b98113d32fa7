"""An approved wording never changes: all that can happen to it is to be retired."""

from django.db import migrations

from newsroom.kit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]

    operations = [
        AppendOnly(
            "funding_wording",
            may_set_once=("retired_at",),
            free_while=("status", "draft"),
            may_become=("status", "approved", "retired"),
        ),
    ]
