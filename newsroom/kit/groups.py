"""A migration operation for who may do what."""

from collections.abc import Collection, Mapping

from django.db import migrations


class GivePermissions(migrations.RunPython):
    """Give groups their permissions, each as ``app.codename``; backwards, take them away again.

    A group that is not there is made, and one that is left with nothing goes.
    Django makes permissions only after the last migration, so those needed
    are made here; one that a model names itself has to be in its options by then.
    """

    def __init__(self, groups: Mapping[str, Collection[str]]) -> None:
        self.groups = groups
        super().__init__(self._give, self._take)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return type(self).__name__, [], {"groups": self.groups}

    def _give(self, apps, schema_editor):
        for name, labels in self.groups.items():
            group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
            group.permissions.add(*(_permission(apps, label) for label in labels))

    def _take(self, apps, schema_editor):
        for name, labels in self.groups.items():
            group = apps.get_model("auth", "Group").objects.get(name=name)
            group.permissions.remove(*(_permission(apps, label) for label in labels))
            if not group.permissions.exists():
                group.delete()


def _permission(apps, label):
    app, codename = label.split(".")
    model = _model_of(apps, app, codename)
    verb = codename.partition("_")[0]
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    options = apps.get_model(app, model)._meta
    # As Django itself would name it.
    name = dict(options.permissions).get(codename, f"Can {verb} {options.verbose_name}")
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission


def _model_of(apps, app, codename):
    """The model that names the permission itself, or the one that the codename ends in."""
    for model in apps.get_models():
        if model._meta.app_label == app and codename in dict(model._meta.permissions):
            return model._meta.model_name
    return codename.rpartition("_")[2]
