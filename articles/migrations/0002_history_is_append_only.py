"""What was printed, sealed or handed to a funder never changes and is never deleted."""

from django.db import migrations

from newsroom.kit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        AppendOnly("articles_publishedversion", may_set_once=("live_until",)),
        AppendOnly("articles_versionbyline"),
        AppendOnly("articles_versionhandle"),
        AppendOnly("articles_versionfigure"),
        AppendOnly("articles_versiongrant"),
        AppendOnly("articles_versionparty"),
        AppendOnly("articles_versionlogo"),
        AppendOnly("articles_versionwithheld"),
        AppendOnly("articles_versiondisclosure"),
        AppendOnly("articles_versiontag"),
        AppendOnly("articles_versioncorrection"),
        AppendOnly("articles_withdrawal"),
        AppendOnly("articles_sealedcopy"),
        AppendOnly("articles_grantreport"),
        AppendOnly("articles_reportfile"),
        AppendOnly("articles_madeletter"),
        AppendOnly("articles_madeletterpiece"),
        AppendOnly("articles_arrangement", may_set_once=("cancelled_at",)),
        AppendOnly("articles_arrangedblock"),
        AppendOnly("articles_arrangedplace"),
    ]
