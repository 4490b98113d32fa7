from collections import Counter

from django.contrib import admin
from django.contrib.admin.utils import flatten, flatten_fieldsets
from django.contrib.auth.models import Group, Permission, User
from django.test import RequestFactory, SimpleTestCase, TestCase
from django.urls import reverse

from articles.upkeep.desk.ahead import LooksAhead
from funding.changes import DecidesDisclosures
from newsroom.desk.kept_file import KeepsFile
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.once_more import ShownOnceMore
from newsroom.kit.files import KeptFileField
from newsroom.models import LedgerEntry, Masthead
from tests.factories import (
    make_administrator,
    make_author,
    make_contributor,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_section,
    make_user,
)
from tests.filling_in import filled_in


def listed(page):
    return {model["object_name"] for app in page.context["app_list"] for model in app["models"]}


class PartsTests(SimpleTestCase):
    """The pages of the desk are put together of small parts, each with a subject of its own."""

    def test_no_two_parts_of_a_page_have_a_private_name_in_common(self):
        for page in admin.site._registry.values():
            names = Counter(
                name
                for part in type(page).__mro__
                if not part.__module__.startswith("django.")
                for name in vars(part)
                if name.startswith("_") and not name.startswith("__")
            )
            with self.subTest(page=type(page).__name__):
                self.assertEqual([name for name, count in names.items() if count > 1], [])


class IndexTests(TestCase):
    def test_each_role_finds_only_what_it_may_use(self):
        looked_at = {
            "Article", "Author", "Appeal", "Correction", "Coverage", "Funder", "Grant", "Issue",
            "Photo", "PublishedVersion", "Section", "Series", "Statement", "Tag", "Wording",
        }  # fmt: skip
        watched_over = {
            "GrantReport", "Holiday", "Keep", "LedgerEntry", "Letter", "ReachFigure", "Reissue",
            "ReissueItem", "Settlement", "Waiver", "WatchRun",
        }  # fmt: skip
        arranged = {"Arrangement", "FrontBlock", "Letter", "Redirect"}
        expected = {
            make_contributor: looked_at,
            make_editor: looked_at | arranged,
            make_publisher: looked_at | {*arranged, "Identity", "Masthead", "Menu", "LedgerEntry"},
            make_funding_manager: looked_at | watched_over,
        }
        for make, models in expected.items():
            with self.subTest(make.__name__):
                self.client.force_login(make())
                self.assertEqual(listed(self.client.get("/desk/")), models)

    def test_the_desk_carries_the_name_of_the_publication(self):
        Masthead.objects.update(name="<Eastern> Review")
        page = self.client.get("/desk/login/")
        self.assertContains(page, "<bdi>&lt;Eastern&gt; Review</bdi>")

    def test_no_page_of_a_row_fails_where_the_name_of_a_column_is_empty(self):
        self.client.force_login(make_user(is_superuser=True))
        for model in admin.site._registry:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            for page in ("change", "delete"):
                with self.subTest(name, page=page):
                    url = reverse(f"{name}_{page}", args=["1"])
                    answer = self.client.get(url, {"_to_field": ""})
                    self.assertIn(answer.status_code, (200, 302, 403))

    def test_what_can_be_done_with_rows_of_a_list_is_asked_in_words(self):
        request = RequestFactory().get("/")
        request.user = make_user(is_superuser=True)
        for page in admin.site._registry.values():
            with self.subTest(page=type(page).__name__):
                (_nothing, words), *_actions = page.get_action_choices(request)
                self.assertEqual(words, "With what is ticked…")

    def test_nobody_without_staff_status_comes_in(self):
        self.client.force_login(make_user("Publisher", is_staff=False))
        self.assertRedirects(self.client.get("/desk/"), "/desk/login/?next=/desk/")

    def test_no_page_leads_to_any_object_whatever_one_may_see(self):
        """Django's own redirect to an object's page asks for no permission."""
        self.client.force_login(make_user(is_superuser=True))
        for kind in range(1, 30):
            self.assertEqual(self.client.get(f"/desk/r/{kind}/1/").status_code, 404)


def kinds_of(page):
    """The classes that are made of a class of pages, and of those in turn."""
    return {kind for made in page.__subclasses__() for kind in (made, *kinds_of(made))}


class RegistryTests(SimpleTestCase):
    """A page that takes the place of another is made of it: nothing that was meant is lost."""

    def lacking(self, kind, *, where):
        pages = admin.site._registry.items()
        return [model for model, page in pages if where(model) and not isinstance(page, kind)]

    def test_no_page_is_lost_behind_the_one_that_is_registered(self):
        shown = {kind for page in admin.site._registry.values() for kind in type(page).__mro__}
        lost = {one for one in kinds_of(DeskAdmin) if not one.__module__.startswith("tests")}
        self.assertEqual(lost - shown, set())

    def test_every_page_of_what_decides_disclosures_shows_what_comes_of_it(self):
        def decides(model):
            return issubclass(model, DecidesDisclosures)

        self.assertEqual(self.lacking(LooksAhead, where=decides), [])

    def test_every_page_is_shown_once_more_where_the_machine_failed(self):
        self.assertEqual(self.lacking(ShownOnceMore, where=lambda model: True), [])

    def test_every_page_of_rows_with_a_file_hands_it_to_those_who_may_have_it(self):
        def keeps(model):
            return any(isinstance(column, KeptFileField) for column in model._meta.fields)

        self.assertEqual(self.lacking(KeepsFile, where=keeps), [])


class MistakeTests(TestCase):
    def test_a_form_with_mistakes_is_shown_again_though_the_address_was_emptied(self):
        self.client.force_login(make_user(is_superuser=True))
        for row in (make_section(), make_author(), make_funder(), make_grant()):
            url = reverse(
                f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]
            )
            with self.subTest(url):
                sent = filled_in(self.client.get(url), slug="", name="", title="")
                page = self.client.post(url, sent)
                self.assertContains(page, "This field is required.")

    def test_a_page_that_is_filled_in_with_no_key_is_an_empty_one(self):
        self.client.force_login(make_user(is_superuser=True))
        url = reverse("admin:articles_coverage_add")
        for query in ("?grant=x", "?grant=²", "?section=", "?grant=0&reason=Known."):
            with self.subTest(query):
                self.assertEqual(self.client.get(url + query).status_code, 200)
        self.assertContains(self.client.get(url + "?grant=x&reason=Known."), "Known.")

    def test_a_moment_before_all_time_is_refused_at_its_field(self):
        self.client.force_login(make_user(is_superuser=True))
        url = reverse("admin:funding_grant_change", args=[make_grant().pk])
        sent = filled_in(self.client.get(url), embargoed_until="0001-01-01T00:00")
        self.assertContains(self.client.post(url, sent), "No clock shows this moment")
        url = reverse("admin:funding_appeal_add")
        sent = filled_in(self.client.get(url), text="Give.", starts_at="0001-01-01T00:00")
        self.assertContains(self.client.post(url, sent), "No clock shows this moment")


class SignInTests(TestCase):
    def test_who_came_in_is_recorded_and_who_did_not_is_not(self):
        user = make_editor(username="olena", password="right words")
        for password in ("wrong words", "right words"):
            self.client.post("/desk/login/", {"login": "olena", "password": password})
        self.assertEqual(
            list(LedgerEntry.objects.values_list("verb", "actor", "subject_key")),
            [("sign in", user.pk, str(user.pk))],
        )


def make_office_manager():
    """Somebody who looks after accounts and is no superuser."""
    user = make_user("Editor", username="office")
    for codename in ("add_user", "change_user", "view_user", "change_group", "delete_user"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    return user


class PeopleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_office_manager()

    def setUp(self):
        self.client.force_login(self.manager)

    def change(self, user, **changes):
        url = reverse("admin:auth_user_change", args=[user.pk])
        page = self.client.get(url)
        return self.client.post(url, filled_in(page, **changes))

    def test_nobody_but_a_superuser_is_offered_or_can_forge_superuser_rights(self):
        user = make_contributor(username="writer")
        page = self.client.get(reverse("admin:auth_user_change", args=[user.pk]))
        self.assertNotContains(page, 'name="is_superuser"')
        self.assertNotContains(page, "user_permissions")
        every = [str(pk) for pk in Permission.objects.values_list("pk", flat=True)]
        self.change(user, is_superuser="on", user_permissions=every, first_name="Changed")
        user.refresh_from_db()
        self.assertEqual(
            (user.first_name, user.is_superuser, user.user_permissions.count()),
            ("Changed", False, 0),
        )

    def test_nobody_gives_a_role_that_can_do_more_than_they_can(self):
        user = make_contributor(username="writer")
        publisher = Group.objects.get(name="Publisher")
        page = self.change(user, groups=[str(publisher.pk)])
        self.assertEqual(page.status_code, 200)
        self.assertEqual([group.name for group in user.groups.all()], ["Contributor"])

    def test_nobody_changes_an_account_that_can_do_more_even_a_sleeping_one(self):
        stronger = [
            make_publisher(username="sleeping", is_active=False),
            make_user(username="root", is_superuser=True),
        ]
        for user in stronger:
            for name in ("auth_user_change", "auth_user_password_change"):
                url = reverse(f"admin:{name}", args=[user.pk])
                answer = self.client.post(
                    url, {"password1": "a new secret", "password2": "a new secret"}
                )
                self.assertEqual(answer.status_code, 403, (user, name))

    def test_accounts_are_never_deleted(self):
        user = make_contributor()
        answer = self.client.post(
            reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"}
        )
        self.assertEqual(answer.status_code, 403)

    def test_what_a_role_may_do_is_for_superusers(self):
        group = Group.objects.get(name="Editor")
        url = reverse("admin:auth_group_change", args=[group.pk])
        self.assertEqual(self.client.post(url, {"name": "Editor"}).status_code, 403)

    def test_a_change_of_powers_is_recorded_with_before_and_after(self):
        user = make_contributor(username="writer")
        editor = Group.objects.get(name="Editor")
        self.change(user, first_name="Only a name")
        self.change(user, groups=[str(editor.pk)])
        entry = LedgerEntry.objects.get()
        self.assertEqual(
            (entry.verb, entry.actor, entry.subject_name), ("change powers", self.manager, "writer")
        )
        self.assertEqual(entry.facts["before"]["groups"], ["Contributor"])
        self.assertEqual(entry.facts["after"]["groups"], ["Editor"])

    def test_nobody_sets_the_password_of_somebody_else(self):
        user = make_contributor(username="writer", password="right words")
        url = reverse("admin:auth_user_password_change", args=[user.pk])
        secret = "an unguessable one 7"
        self.client.post(url, {"password1": secret, "password2": secret, "usable_password": "true"})
        user.refresh_from_db()
        self.assertTrue(user.check_password("right words"))

    def test_a_superuser_changes_a_role_and_it_is_recorded(self):
        self.client.force_login(make_user(is_superuser=True))
        group = Group.objects.get(name="Contributor")
        url = reverse("admin:auth_group_change", args=[group.pk])
        self.client.post(url, {"name": "Contributor", "permissions": []})
        entry = LedgerEntry.objects.get()
        self.assertEqual(entry.facts["after"], {"name": "Contributor", "permissions": []})
        self.assertIn("articles.submit_article", entry.facts["before"]["permissions"])


class MastheadTests(TestCase):
    def test_there_is_one_and_its_list_is_its_form(self):
        self.client.force_login(make_publisher())
        change = reverse("admin:newsroom_masthead_change", args=[1])
        self.assertRedirects(self.client.get("/desk/newsroom/masthead/"), change)
        self.assertEqual(self.client.get("/desk/newsroom/masthead/add/").status_code, 403)
        self.assertEqual(self.client.post("/desk/newsroom/masthead/1/delete/").status_code, 403)

    def test_who_is_bound_by_four_eyes_does_not_switch_them_off(self):
        Masthead.objects.update(four_eyes=True)
        self.client.force_login(make_publisher())
        url = reverse("admin:newsroom_masthead_change", args=[1])
        given = filled_in(self.client.get(url), tagline="Changed")
        self.assertNotIn("four_eyes", given)
        self.client.post(url, {**given, "four_eyes": ""})
        self.assertEqual(
            (Masthead.current().tagline, Masthead.current().four_eyes), ("Changed", True)
        )

    def test_switching_four_eyes_is_recorded(self):
        self.client.force_login(make_administrator())
        url = reverse("admin:newsroom_masthead_change", args=[1])
        self.client.post(url, filled_in(self.client.get(url), four_eyes="on"))
        self.assertTrue(Masthead.current().four_eyes)
        self.assertEqual(
            LedgerEntry.objects.get().facts,
            {"before": {"four_eyes": False}, "after": {"four_eyes": True}},
        )

    def test_a_form_filled_in_from_an_older_copy_is_refused_and_the_text_stays(self):
        self.client.force_login(make_publisher())
        url = reverse("admin:newsroom_masthead_change", args=[1])
        page = self.client.get(url)
        Masthead.objects.update(tagline="Set by a colleague")
        answer = self.client.post(url, filled_in(page, tagline="My own words"))
        self.assertContains(answer, "Somebody saved this while you were writing.")
        self.assertContains(answer, 'value="My own words"')
        self.assertEqual(Masthead.current().tagline, "Set by a colleague")


class LedgerTests(TestCase):
    def test_nobody_adds_changes_or_deletes_an_entry_at_the_desk(self):
        root = make_user(is_superuser=True, password="right words", username="root")
        self.client.post("/desk/login/", {"login": "root", "password": "right words"})
        entry = LedgerEntry.objects.get()
        base = "/desk/newsroom/ledgerentry/"
        self.assertContains(self.client.get(f"{base}{entry.pk}/change/"), root.username)
        for path in ("add/", f"{entry.pk}/change/", f"{entry.pk}/delete/"):
            self.assertEqual(self.client.post(base + path, {"post": "yes"}).status_code, 403, path)
        self.assertNotContains(self.client.get(base), "delete_selected")

    def test_an_editor_does_not_see_the_ledger(self):
        self.client.force_login(make_editor())
        self.assertEqual(self.client.get("/desk/newsroom/ledgerentry/").status_code, 403)


class FormTests(SimpleTestCase):
    def test_a_form_that_names_its_fields_names_every_column_that_people_write(self):
        request = RequestFactory().get("/desk/")
        request.user = User(is_staff=True, is_superuser=True)
        forgotten = {}
        for model, page in admin.site._registry.items():
            shown = {*flatten_fieldsets(page.fieldsets or ()), *flatten(page.fields or ())}
            if shown and page.has_change_permission(request):
                columns = {c.name for c in model._meta.concrete_fields if c.editable}
                forgotten[model.__name__] = columns - shown - {model._meta.pk.name}
        self.assertLess({"Article", "Grant", "Photo"}, forgotten.keys())
        self.assertEqual(set().union(*forgotten.values()), set(), forgotten)
