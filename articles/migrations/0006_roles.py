"""The four groups of the desk, and what each may do."""

from django.db import migrations

LOOK = ["articles.view_article", "articles.view_section", "articles.view_issue"]
LOOK += ["articles.view_photo", "articles.view_publishedversion", "articles.view_byline"]
LOOK += ["articles.view_guess", "articles.view_correction", "articles.view_coverage"]
LOOK += ["authors.view_author", "authors.view_socialhandle", "taggit.view_tag"]
LOOK += ["funding.view_grant", "funding.view_funder", "funding.view_grantparty"]
LOOK += ["funding.view_statement", "funding.view_wording", "funding.view_appeal"]
LOOK += ["funding.view_funderalias", "funding.view_funderlogo", "authors.view_interest"]
LOOK += ["articles.view_interestconfirmation", "articles.view_mentiondecision"]


def every(app, *models, verbs=("add", "change", "delete", "view")):
    return [f"{app}.{verb}_{model}" for model in models for verb in verbs]


CONTRIBUTOR = [
    *LOOK,
    *every("articles", "article", verbs=("add", "change")),
    *every("articles", "byline", "guess"),
    *every("articles", "photo", verbs=("add", "change")),
    "articles.submit_article",
]
EDITOR = [
    *CONTRIBUTOR,
    *every("articles", "interestconfirmation", "mentiondecision"),
    *every("authors", "interest"),
    *every("articles", "article", "photo", "section", "issue", "correction", "redirect"),
    *every("authors", "author", "socialhandle"),
    *every("taggit", "tag"),
    *every("articles", "coverage", verbs=("add", "change", "delete")),
    "articles.edit_any_article",
    "articles.return_article",
    "articles.approve_article",
    "articles.reopen_article",
]
PUBLISHER = [*EDITOR, "articles.publish_article", "articles.withdraw_article"]
PUBLISHER += ["newsroom.view_masthead", "newsroom.change_masthead", "newsroom.view_ledgerentry"]
FUNDING_MANAGER = [
    *LOOK,
    *every("funding", "funder", "funderalias", "funderlogo", "grant", "grantparty"),
    *every("funding", "statement", "wording", "appeal"),
    *every("articles", "coverage", "waiver", "reachfigure"),
    *every("articles", "grantreport", verbs=("add", "view")),
    *every("articles", "watchrun", "drift", "reissue", "keep", verbs=("view",)),
    *every("newsroom", "holiday"),
    "articles.reissue_article",
    "funding.approve_wording",
    "newsroom.view_ledgerentry",
]
ROLES = {
    "Contributor": CONTRIBUTOR,
    "Editor": EDITOR,
    "Publisher": PUBLISHER,
    "Funding manager": FUNDING_MANAGER,
}


def make(apps, schema_editor):
    """Django makes permissions only after the last migration, so those needed are made here."""
    group_model = apps.get_model("auth", "Group")
    for name, permissions in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.add(*(permission(apps, label) for label in set(permissions)))


def permission(apps, label):
    app, codename = label.split(".")
    verb, _, model = codename.rpartition("_")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    permission_model = apps.get_model("auth", "Permission")
    made, _ = permission_model.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name_of(apps, app, model, codename)}
    )
    return made


def name_of(apps, app, model, codename):
    """The name that Django itself would give the permission."""
    meta = apps.get_model(app, model)._meta
    own = dict(meta.permissions)
    verb = codename.split("_")[0]
    return own.get(codename) or f"Can {verb} {meta.verbose_name}"


def unmake(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_more_history_is_append_only"),
        ("funding", "0003_the_life_of_a_grant"),
        ("authors", "0002_interests"),
        ("newsroom", "0004_holidays"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [migrations.RunPython(make, unmake)]
