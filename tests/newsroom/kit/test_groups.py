from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.migrations.writer import OperationWriter
from django.test import SimpleTestCase, TestCase

from newsroom.kit.groups import GivePermissions

GROUPS = {"Intern": ["auth.view_user", "articles.approve_article"]}


class GivePermissionsTests(TestCase):
    def held(self):
        rows = Group.objects.filter(name="Intern").values_list("permissions__codename", flat=True)
        return sorted(rows)

    def give(self, groups=GROUPS):
        GivePermissions(groups).code(apps, None)

    def take(self, groups=GROUPS):
        GivePermissions(groups).reverse_code(apps, None)

    def test_a_group_is_made_and_holds_its_permissions(self):
        self.give()
        self.assertEqual(self.held(), ["approve_article", "view_user"])

    def test_a_permission_is_found_by_the_model_that_names_it_whatever_it_is_called(self):
        content_types = set(ContentType.objects.values_list("pk", flat=True))
        self.give({"Intern": ["articles.redact"]})
        self.assertEqual(self.held(), ["redact"])
        self.assertEqual(set(ContentType.objects.values_list("pk", flat=True)), content_types)

    def test_a_group_that_is_there_keeps_what_it_has(self):
        self.give()
        self.give({"Intern": ["auth.add_user"]})
        self.assertEqual(self.held(), ["add_user", "approve_article", "view_user"])

    def test_what_was_given_is_taken_again_and_a_group_left_with_nothing_goes(self):
        self.give()
        self.give({"Intern": ["auth.add_user"]})
        self.take({"Intern": ["auth.add_user"]})
        self.assertEqual(self.held(), ["approve_article", "view_user"])
        self.take()
        self.assertEqual(Group.objects.filter(name="Intern").count(), 0)

    def test_a_permission_that_django_has_not_made_yet_is_named_as_django_would(self):
        theirs = Permission.objects.filter(codename__in=["view_user", "approve_article"])
        names = dict(theirs.values_list("codename", "name"))
        theirs.delete()
        self.give()
        self.assertEqual(dict(theirs.all().values_list("codename", "name")), names)


class WritingTests(SimpleTestCase):
    def test_a_migration_writes_the_operation_as_it_was_given(self):
        self.assertEqual(
            OperationWriter(GivePermissions(GROUPS), indentation=0).serialize(),
            (
                "newsroom.kit.groups.GivePermissions(\n"
                "    groups={'Intern': ['auth.view_user', 'articles.approve_article']},\n"
                "),",
                {"import newsroom.kit.groups"},
            ),
        )
