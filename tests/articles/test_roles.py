"""The groups of the desk are what the table of roles says."""

from django.contrib.auth.models import Group, Permission
from django.test import SimpleTestCase, TestCase

from articles.models import Article
from articles.roles import POWERS, ROLES, ROWS, permissions


class RolesTests(TestCase):
    def test_the_migrations_make_the_groups_of_the_table_and_no_others(self):
        made = {
            group.name: {
                f"{app}.{codename}"
                for app, codename in group.permissions.values_list(
                    "content_type__app_label", "codename"
                )
            }
            for group in Group.objects.all()
        }
        self.assertEqual(made, {role: permissions(role) for role in ROLES})

    def test_every_permission_of_the_table_exists(self):
        known = {
            f"{app}.{codename}"
            for app, codename in Permission.objects.values_list(
                "content_type__app_label", "codename"
            )
        }
        self.assertEqual(set().union(*map(permissions, ROLES)) - known, set())


class TableTests(SimpleTestCase):
    def test_a_row_says_something_for_every_role(self):
        self.assertEqual({len(cells) for cells in ROWS.values()}, {len(ROLES)})
        self.assertEqual(set().union(*POWERS.values()) - set(ROLES), set())

    def test_a_letter_is_a_verb(self):
        self.assertIn("articles.delete_article", permissions("Editor"))
        self.assertNotIn("articles.delete_article", permissions("Contributor"))

    def test_every_power_over_articles_is_somebody_s(self):
        own = {f"articles.{codename}" for codename, _name in Article._meta.permissions}
        self.assertEqual({power for power in POWERS if power.endswith("_article")}, own)

    def test_no_role_is_refused(self):
        with self.assertRaises(ValueError):
            permissions("Intern")
