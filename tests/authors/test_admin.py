from django.test import TestCase
from django.urls import reverse

from authors.models import Author, SocialHandle
from tests.factories import make_author, make_editor
from tests.filling_in import filled_in

LIST = "/desk/authors/author/"


class AuthorAdminTests(TestCase):
    def setUp(self):
        self.client.force_login(make_editor())

    def add(self, **fields):
        page = self.client.get(f"{LIST}add/")
        return self.client.post(f"{LIST}add/", filled_in(page, **fields))

    def change(self, author, **fields):
        url = reverse("admin:authors_author_change", args=[author.pk])
        return self.client.post(url, filled_in(self.client.get(url), **fields))

    def test_a_list_costs_the_same_with_one_author_and_with_thirty(self):
        make_author()
        with self.assertNumQueries(7):
            self.client.get(LIST)
        for _ in range(29):
            make_author(merged_into=Author.objects.first())
        with self.assertNumQueries(7):
            self.client.get(LIST)

    def test_an_author_is_found_in_any_spelling(self):
        found = make_author("Олена Шевченко-Ковальчук")
        make_author("Марія Іванова")
        for spelling in ("ОЛЕНА", "шевченко", "Ковальчук"):
            page = self.client.get(LIST, {"q": spelling})
            self.assertEqual([author.pk for author in page.context["cl"].result_list], [found.pk])

    def test_a_pasted_address_becomes_one_handle(self):
        one = {"handles-TOTAL_FORMS": "1", "handles-0-position": "0"}
        self.add(
            name="Olena",
            **one,
            **{"handles-0-platform": "x", "handles-0-handle": "https://twitter.com/Olena?s=20"},
        )
        handle = SocialHandle.objects.get()
        self.assertEqual((handle.handle, handle.url), ("Olena", "https://x.com/Olena"))

    def test_the_platform_of_a_pasted_address_is_read_from_it_and_that_of_a_bare_name_is_asked(
        self,
    ):
        typed = {
            "https://bsky.app/profile/olena.example.org": "bluesky",
            "linkedin.com/in/olena-marchuk/": "linkedin",
            "@olena@mastodon.social": "mastodon",
            "https://olena.example.org/": "website",
            "olena": None,
        }
        for handle, platform in typed.items():
            with self.subTest(handle):
                row = {"handles-TOTAL_FORMS": "1", "handles-0-handle": handle}
                page = self.add(name=f"Olena {handle}", **row, **{"handles-0-position": "0"})
                found = SocialHandle.objects.filter(author__name=f"Olena {handle}").first()
                self.assertEqual(found and found.platform, platform)
                if platform is None:
                    errors = page.context["inline_admin_formsets"][0].formset.errors
                    self.assertEqual(errors[0], {"handle": ["Choose a platform."]})

    def test_a_handle_that_cannot_be_one_is_refused_at_its_field_and_nothing_is_written(self):
        page = self.add(
            name="Olena",
            **{
                "handles-TOTAL_FORMS": "1",
                "handles-0-platform": "orcid",
                "handles-0-handle": "0000-0000-0000-0000",
                "handles-0-position": "0",
            },
        )
        errors = page.context["inline_admin_formsets"][0].formset.errors
        self.assertEqual(list(errors[0]), ["handle"])
        self.assertEqual(Author.objects.count(), 0)

    def test_the_same_handle_twice_is_a_message(self):
        author = make_author()
        SocialHandle.objects.create(author=author, platform="x", handle="olena")
        page = self.change(
            author,
            **{
                "handles-TOTAL_FORMS": "2",
                "handles-1-id": "",
                "handles-1-author": str(author.pk),
                "handles-1-platform": "x",
                "handles-1-handle": "@olena",
                "handles-1-position": "1",
            },
        )
        self.assertContains(page, "The author has this handle already.")
        self.assertEqual(author.handles.count(), 1)

    def test_nobody_is_merged_by_the_form(self):
        """It knows nothing of what either signed: `articles.publishing.one_person` does."""
        author, other = make_author(), make_author()
        self.change(author, name="Changed", merged_into=str(other.pk))
        author.refresh_from_db()
        self.assertEqual((author.name, author.merged_into), ("Changed", None))

    def test_a_control_character_is_refused_by_name_and_place(self):
        page = self.add(name="Ole\u202ena")
        self.assertContains(page, "Character 4 is U+202E (RIGHT-TO-LEFT OVERRIDE)")
        self.assertEqual(Author.objects.count(), 0)

    def test_a_row_of_another_author_cannot_be_changed_through_this_one(self):
        mine, theirs = make_author("Mine"), make_author("Theirs")
        SocialHandle.objects.create(author=mine, platform="x", handle="mine")
        other = SocialHandle.objects.create(author=theirs, platform="x", handle="theirs")
        self.change(mine, **{"handles-0-id": str(other.pk), "handles-0-handle": "stolen"})
        other.refresh_from_db()
        self.assertEqual((other.author, other.handle), (theirs, "theirs"))
