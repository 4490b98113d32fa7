"""Old paths as people paste them, and where they lead: somewhere else on the site, and no ring."""

import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Redirect
from articles.models.choices import Stage
from tests.articles.publishing.test_racing import at_once
from tests.factories import make_article, make_editor
from tests.filling_in import filled_in
from tests.flushing import CommittingTestCase

HOME = settings.SITE_URL
RING = "From there a way leads back to the old path: readers would go in a ring."
ONE_SLASH = "Both paths start with one slash: /2024/05/old-title/."


def redirect(old, new):
    return Redirect.objects.create(old_path=old, new_path=new)


class LeadingOnTests(TestCase):
    def location(self, address):
        response = self.client.get(address)
        return response["Location"] if response.status_code == 301 else response.status_code

    def test_an_old_path_is_found_however_it_was_pasted_and_is_asked_for(self):
        for old, asked in (
            ("/weir/", "/weir"),
            ("/keeper", "/keeper/"),
            ("/keeper", "/keeper"),
            ("/index.php?id=7", "/index.php?id=7"),
            ("/index.php/?id=7", "/index.php?id=7"),
            ("/%C5%BCuraw/", "/żuraw/"),
            ("/żuraw", "/%C5%BCuraw/"),
            ("/z\u0307uraw/", "/żuraw/"),
            ("/%BFuraw/", "/%BFuraw"),
            ("/a b/", "/a%20b/"),
            ("/a%20b", "/a b/"),
            ("/a%3Fb/", "/a%3Fb/"),
            ("/weir/#keeper", "/weir/"),
            (f" {HOME}/weir/ ", "/weir"),
            ("/?p=12", "/?p=12"),
            ("/cs?q=ż", "/cs?q=%C5%BC"),
        ):
            with self.subTest(old=old, asked=asked):
                row = Redirect(old_path=old, new_path="/new/")
                row.full_clean()
                row.save()
                self.assertEqual(self.location(asked), "/new/")
                row.delete()

    def test_an_address_that_only_looks_alike_is_not_found(self):
        redirect("/a%3Fb/", "/new/")
        redirect("/index.php?id=7", "/new/")
        for asked in ("/a/?b", "/a/", "/index.php", "/index.php?id=8", "/?id=7", "/Index.php?id=7"):
            with self.subTest(asked):
                self.assertIn(self.location(asked), (200, 404))

    def test_the_query_is_kept(self):
        redirect("/weir/", "/river/weir/")
        redirect("/keeper/", "/about/?of=keeper")
        redirect("/part/", "/river/#part")
        redirect("/index.php?id=7", "/seven/")
        for asked, new in (
            ("/weir?a=1&b=%20", "/river/weir/?a=1&b=%20"),
            ("/weir/?a=%C5%BC", "/river/weir/?a=%C5%BC"),
            ("/keeper?a=1", "/about/?of=keeper"),
            ("/part/?a=1", "/river/?a=1#part"),
            ("/index.php?id=7", "/seven/"),
        ):
            with self.subTest(asked):
                self.assertEqual(self.location(asked), new)

    def test_a_query_that_is_kept_closes_no_ring(self):
        redirect("/t/", "/a/?id=1")
        redirect("/a/", "/b/")
        redirect("/b/?id=1", "/t/")
        self.assertEqual(self.location("/a/?id=1"), "/b/")
        self.assertEqual(self.location("/b/"), 404)

    def test_every_new_path_is_on_this_site(self):
        for new in ("/\\elsewhere.example/", "/\t/elsewhere.example/", "/\n/elsewhere.example/",
                    f"{HOME}/new/", "/new/%0d%0aLocation:https://elsewhere.example/"):  # fmt: skip
            with self.subTest(new):
                redirect("/old/", new)
                location = self.location("/old/")
                self.assertRegex(location, r"^/[^/\\\t\r\n][^\r\n]*$")
                self.assertEqual(urlsplit(location).netloc, "")
                Redirect.objects.all().delete()


class RefusedTests(TestCase):
    def refused(self, old, new, words):
        with self.subTest(old=old, new=new):
            with self.assertRaises(ValidationError) as refused:
                Redirect(old_path=old, new_path=new).full_clean()
            self.assertEqual(refused.exception.messages, [words])

    def test_a_path_that_leads_off_the_site_is_refused(self):
        for old, new in (
            ("old/", "/new/"),
            ("//old/", "/new/"),
            ("/old/", "new/"),
            ("/old/", "https://elsewhere.example/"),
            ("/old/", "//elsewhere.example/"),
            ("/old/", "javascript:alert(1)"),
            ("/old/", f"{HOME}.elsewhere.example/"),
            ("/old/", f"{HOME}//elsewhere.example/"),
        ):
            self.refused(old, new, ONE_SLASH)

    def test_the_database_refuses_another_site_whoever_writes(self):
        key = redirect("/old/", "/new/").pk
        elsewhere = "elsewhere.example"
        for before in ("//", "/\\", "/\t/", "/\n/", "/\r/", "https://"):
            new = f"{before}{elsewhere}"
            with self.subTest(new), self.assertRaises(IntegrityError), transaction.atomic():
                self.set_new_path(key, new)

    def set_new_path(self, key, new):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE articles_redirect SET new_path = %s WHERE id = %s", [new, key])

    def test_an_address_leads_to_one_place(self):
        redirect("/żuraw/", "/new/")
        for old in ("/żuraw/", "/żuraw", "/%C5%BCuraw/#top"):
            with self.subTest(old), self.assertRaises(ValidationError) as refused:
                Redirect(old_path=old, new_path="/newer/").full_clean()
            self.assertEqual(list(refused.exception.message_dict), ["old_path"])

    def test_a_ring_is_refused_in_a_sentence_and_by_the_database(self):
        for others, closing in (
            ((), ("/a/", "/a/")),
            ((), ("/a", "/a/#part")),
            ((), ("/a/", "/a/?x=1")),
            ((), ("/%C5%BC/", "/ż")),
            ((("/a/", "/b/"),), ("/b/", "/a/")),
            ((("/a/", "/b/"),), ("/b", f"{HOME}/a")),
            ((("/a/", "/b/?x=1"),), ("/b/", "/a/")),
            ((("/a/", "/b/"),), ("/b/", "/a/?x=1#part")),
            ((("/a/", "/b/"), ("/b/", "/c/"), ("/c/", "/d/")), ("/d/", "/a/")),
            ((("/i?id=1", "/i?id=2"), ("/i?id=2", "/i?id=3")), ("/i?id=3", "/i?id=1")),
        ):
            with self.subTest(closing=closing):
                for other in others:
                    redirect(*other)
                with self.assertRaises(ValidationError) as refused:
                    Redirect(old_path=closing[0], new_path=closing[1]).full_clean()
                self.assertEqual(refused.exception.message_dict, {"new_path": [RING]})
                with self.assertRaises(IntegrityError), transaction.atomic():
                    redirect(*closing)
                row = redirect(closing[0], "/elsewhere/")
                with self.assertRaises(IntegrityError), transaction.atomic():
                    Redirect.objects.filter(pk=row.pk).update(new_path=closing[1])
                Redirect.objects.all().delete()

    def test_what_only_looks_like_a_ring_is_taken(self):
        for old, new in (
            ("/?p=12", "/"),
            ("/?p=13", "/old-title/"),
            ("/old-title/", "/"),
            ("/a/", "/b/"),
            ("/b/", "/c/"),
            ("/a?id=1", "/a/x/"),
            ("/i?id=7", "/i?id=8"),
        ):
            with self.subTest(old=old):
                row = Redirect(old_path=old, new_path=new)
                row.full_clean()
                row.save()
                row.full_clean()


class AtTheDeskTests(TestCase):
    def test_what_is_pasted_is_kept_or_refused_at_its_field_and_nothing_typed_is_lost(self):
        self.client.force_login(make_editor())
        add = reverse("admin:articles_redirect_add")
        for old, new in (("/%C5%BCuraw/", "/a/"), ("/a/", "/b/")):
            page = self.client.get(add)
            self.client.post(add, filled_in(page, old_path=old, new_path=new))
        kept = list(Redirect.objects.order_by("pk").values_list("old_path", "new_path"))
        self.assertEqual(kept, [("/żuraw", "/a/"), ("/a", "/b/")])
        for old, new, field, words in (
            ("/b/", "/żuraw/", "new_path", RING),
            ("/b/", "//elsewhere.example/", "__all__", ONE_SLASH),
            ("/\u202eb/", "/c/", "old_path", None),
        ):
            page = self.client.post(
                add, filled_in(self.client.get(add), old_path=old, new_path=new)
            )
            errors = page.context["adminform"].form.errors
            with self.subTest(new):
                self.assertEqual(list(errors), [field])
                self.assertIn(words or "U+202E", errors[field][0])
                self.assertContains(page, f'value="{new}"')


class RacingTests(CommittingTestCase):
    def test_two_that_would_close_a_ring_between_them_are_one_redirect_and_one_refusal(self):
        def slowly(old, new):
            with transaction.atomic():
                redirect(old, new)
                time.sleep(0.2)

        outcomes = at_once(lambda: slowly("/a/", "/b/"), lambda: slowly("/b/", "/a/"))
        kinds = {type(outcome) for outcome in outcomes}
        self.assertEqual(kinds, {type(None), IntegrityError})
        self.assertEqual(Redirect.objects.count(), 1)


class PiecesTests(TestCase):
    def test_a_piece_never_takes_the_address_of_a_redirect(self):
        day = timezone.localdate()
        Redirect.objects.create(old_path=f"/{day:%Y/%m/%d}/first/", new_path="/elsewhere/")
        article = make_article(stage=Stage.PUBLISHED, title="First")
        self.assertEqual(article.path, f"/{day:%Y/%m/%d}/first-2/")

    def test_a_redirect_never_hides_a_live_piece_nor_follows_one_from_it(self):
        article = make_article(stage=Stage.PUBLISHED)
        redirect(article.path, "/funding/")
        redirect("/before/", article.path)
        self.assertRedirects(self.client.get("/before"), article.path, status_code=301)
