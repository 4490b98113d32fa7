"""Two authors who are one person are merged: nothing is lost, and nothing told wrongly."""

from datetime import date

from django.test import TestCase
from django.urls import reverse

from articles.models import Byline, Coverage, VersionByline
from articles.models.choices import Role, Stage
from articles.publishing.one_person import MergeRefused, merge, state
from authors.models import Author
from newsroom.models import LedgerEntry
from tests.factories import (
    broken,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_picture,
    put_on_record,
    take_off,
)
from tests.filling_in import filled_in


class MergeTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.anna = make_author("Anna Nowak", bio="Writes on rivers.")
        cls.ann = make_author("Ann Nowak", affiliation="River Trust", email="ann@example.org")

    def merge(self, *taken, stays=None, goes=None, by=None, seen=None):
        stays, goes = stays or self.anna, goes or self.ann
        seen = state(stays, goes) if seen is None else seen
        back = merge(stays, goes, by=by or self.editor, taken=taken, seen=seen)
        self.anna.refresh_from_db()
        self.ann.refresh_from_db()
        return back

    def assert_refused(self, words, **context):
        put_on_record()
        entries = LedgerEntry.objects.count()
        with self.assertRaises(MergeRefused) as refused:
            self.merge(**context)
        self.assertIn(words, str(refused.exception))
        self.assertFalse(Author.objects.exclude(merged_into=None).exists())
        self.assertEqual(LedgerEntry.objects.count(), entries)


class MergeTests(MergeTestCase):
    def test_the_one_who_stays_has_what_was_chosen_and_the_other_leads_there(self):
        self.ann.user = make_contributor()
        self.ann.photo.save("ann.png", make_picture())
        photo = self.ann.photo.name
        self.merge("affiliation", "email", "user", "photo")
        self.assertEqual(
            (self.anna.name, self.anna.bio, self.anna.affiliation, self.anna.email),
            ("Anna Nowak", "Writes on rivers.", "River Trust", "ann@example.org"),
        )
        self.assertEqual((self.anna.photo.name, self.anna.user.author), (photo, self.anna))
        self.assertEqual(self.ann.survivor(), self.anna)
        # Of the one who goes only whose account it is changes.
        self.assertEqual(
            (self.ann.name, self.ann.slug, self.ann.user), ("Ann Nowak", "ann-nowak", None)
        )

    def test_handles_and_interests_are_joined(self):
        self.anna.handles.create(platform="x", handle="nowak", position=3)
        self.ann.handles.create(platform="x", handle="nowak")
        self.ann.handles.create(platform="instagram", handle="ann")
        self.ann.interests.create(organisation="A bank", ends_on=date(2099, 1, 1))
        self.merge()
        self.assertEqual(
            list(self.anna.handles.values_list("platform", "handle")),
            [("x", "nowak"), ("instagram", "ann")],
        )
        self.assertEqual([one.organisation for one in self.anna.interests.all()], ["A bank"])
        self.assertEqual((self.ann.handles.count(), self.ann.interests.count()), (0, 0))

    def test_drafts_are_signed_by_the_one_who_stays_once_in_each_role(self):
        theirs = make_article(authors=[self.ann])
        together = make_article(authors=[self.anna, self.ann])
        together.bylines.filter(author=self.ann).update(bio="For this piece.")
        Byline.objects.create(article=together, author=self.ann, role=Role.EDITOR)
        edits = theirs.edit
        self.merge()
        self.assertEqual([one.author for one in theirs.bylines.all()], [self.anna])
        self.assertEqual(
            sorted(together.bylines.values_list("author", "role", "bio")),
            sorted([(self.anna.pk, "author", "For this piece."), (self.anna.pk, "editor", "")]),
        )
        # A form that was open before is put together with it.
        theirs.refresh_from_db()
        self.assertEqual(theirs.edit, edits + 1)
        self.assertEqual(theirs.revisions.first().by, self.editor)

    def test_what_was_published_stays_as_printed_and_is_listed_under_the_one_who_stays(self):
        piece = make_article(authors=[self.ann], stage=Stage.PUBLISHED)
        self.merge()
        printed = VersionByline.objects.get()
        self.assertEqual(
            (printed.author, printed.name, printed.slug), (self.ann, "Ann Nowak", "ann-nowak")
        )
        led = self.client.get("/author/ann-nowak/", follow=True)
        self.assertEqual(led.redirect_chain, [("/author/anna-nowak/", 301)])
        self.assertContains(led, piece.path)
        self.assertContains(self.client.get(piece.path), "Ann Nowak")

    def test_what_was_approved_and_reads_otherwise_is_in_review_again(self):
        ready = make_article(authors=[self.ann], stage=Stage.READY)
        untouched = make_article(stage=Stage.READY)
        self.assertEqual(self.merge(), [ready])
        ready.refresh_from_db()
        untouched.refresh_from_db()
        self.assertEqual((ready.stage, untouched.stage), (Stage.REVIEW, Stage.READY))
        self.assertNotIn(self.editor, ready.writers.all())

    def test_whoever_was_merged_before_leads_to_the_one_who_stays(self):
        a = make_author("A. Nowak", merged_into=self.ann)
        self.merge()
        a.refresh_from_db()
        self.assertEqual(a.merged_into, self.anna)

    def test_one_entry_tells_of_both_and_the_record_is_whole(self):
        self.anna.handles.create(platform="x", handle="nowak")
        self.ann.handles.create(platform="x", handle="nowak")
        make_article(authors=[self.ann])
        put_on_record()
        entries = LedgerEntry.objects.count()
        self.merge("affiliation")
        entry = LedgerEntry.objects.first()
        self.assertEqual(LedgerEntry.objects.count(), entries + 1)
        self.assertEqual(
            (entry.verb, entry.actor, entry.subject_key), ("merge", self.editor, str(self.anna.pk))
        )
        self.assertEqual(entry.facts["after"], {"affiliation": "River Trust"})
        below = [(one["kind"], one.get("after")) for one in entry.facts["below"]]
        anna = f"Anna Nowak ({self.anna.pk})"
        self.assertEqual(
            below,
            [
                ("authors.author", {"merged_into": anna}),
                ("authors.socialhandle", None),
                ("articles.byline", {"author": anna}),
            ],
        )
        self.assertEqual(broken(), [])


class RefusedTests(MergeTestCase):
    def test_whoever_may_not(self):
        for person in (make_contributor(), make_funding_manager()):
            self.assert_refused("You may not merge authors.", by=person)

    def test_an_author_and_themself(self):
        self.assert_refused("into themself", goes=self.anna)

    def test_what_somebody_saved_meanwhile(self):
        seen = state(self.anna, self.ann)
        self.ann.handles.create(platform="x", handle="ann")
        self.assert_refused("Somebody saved one of the two meanwhile.", seen=seen)

    def test_one_that_somebody_merged_meanwhile(self):
        seen = state(self.anna, self.ann)
        self.merge()
        with self.assertRaisesRegex(MergeRefused, "merged already"):
            self.merge(seen=seen)

    def test_two_of_whom_coverage_says_something_else(self):
        """Merged, pieces of one would say otherwise who paid, or lose what was told."""
        grant = make_grant()
        for author in (self.anna, self.ann):
            row = Coverage.objects.create(grant=grant, author=author)
            self.assert_refused("let the same coverage name both first")
            take_off(row)
        Coverage.objects.create(grant=grant, author=self.anna)
        other = Coverage.objects.create(
            grant=grant, author=self.ann, first_published_from=date(2024, 1, 1)
        )
        self.assert_refused("let the same coverage name both first")
        other.first_published_from = None
        other.save()
        piece = make_article(authors=[self.ann], funding="funded")
        before = [one.pk for one in Coverage.objects.naming(piece.filed())]
        self.merge()
        after = [one.pk for one in Coverage.objects.naming(piece.filed())]
        self.assertEqual((len(before), len(after)), (1, 1))


class PageTests(MergeTestCase):
    def setUp(self):
        self.client.force_login(self.editor)
        self.url = reverse("admin:authors_author_same", args=[self.anna.pk])

    def test_two_are_laid_side_by_side_and_merged_by_one_press(self):
        page = self.client.get(reverse("admin:authors_author_change", args=[self.anna.pk]))
        self.assertContains(page, self.url)
        self.assertContains(self.client.get(self.url), f'href="?with={self.ann.pk}"')
        both = self.client.get(self.url, {"with": self.ann.pk})
        for words in ("Writes on rivers.", "River Trust", "ann@example.org"):
            self.assertContains(both, words)
        # What only one of them has is chosen already.
        sent = filled_in(both, **{"take-name": str(self.ann.pk)})
        answer = self.client.post(self.url, sent, follow=True)
        self.assertContains(answer, "is merged into")
        self.anna.refresh_from_db()
        self.assertEqual(
            (self.anna.name, self.anna.affiliation, self.anna.bio),
            ("Ann Nowak", "River Trust", "Writes on rivers."),
        )

    def test_the_other_one_may_stay(self):
        both = self.client.get(self.url, {"with": self.ann.pk})
        self.client.post(self.url, filled_in(both, stays=str(self.ann.pk)))
        self.anna.refresh_from_db()
        self.assertEqual(self.anna.merged_into, self.ann)

    def test_a_refusal_is_a_sentence_and_what_was_chosen_stays(self):
        sent = filled_in(
            self.client.get(self.url, {"with": self.ann.pk}), **{"take-bio": str(self.ann.pk)}
        )
        Author.objects.filter(pk=self.ann.pk).update(bio="New.")
        answer = self.client.post(self.url, sent)
        self.assertContains(answer, "Somebody saved one of the two meanwhile.", status_code=409)
        again = filled_in(answer)
        self.assertEqual(again["take-bio"], str(self.ann.pk))
        self.client.post(self.url, again)
        self.anna.refresh_from_db()
        self.assertEqual(self.anna.bio, "New.")

    def test_a_look_merges_nobody_and_what_is_no_author_is_a_sentence(self):
        for key in ("x", "0", str(self.anna.pk)):
            answer = self.client.get(self.url, {"with": key})
            with self.subTest(key):
                self.assertContains(answer, "is not there any more")
        self.client.get(self.url, {"with": self.ann.pk, "stays": self.anna.pk})
        self.assertFalse(Author.objects.exclude(merged_into=None).exists())

    def test_somebody_else_is_found_in_any_spelling(self):
        berta = make_author("Ołena Berta")
        self.assertContains(self.client.get(self.url, {"q": "BERTA"}), f"?with={berta.pk}")

    def test_the_list_leads_to_everybody_who_looks_like_somebody_else(self):
        make_author("Somebody Else")
        twice = reverse("admin:authors_author_twice")
        self.assertContains(self.client.get("/desk/authors/author/"), twice)
        page = self.client.get(twice)
        self.assertEqual(
            [{pair.one, pair.other} for pair in page.context["pairs"]], [{self.anna, self.ann}]
        )

    def test_nobody_else_is_let_in(self):
        for person in (make_contributor(), make_funding_manager()):
            self.client.force_login(person)
            for answer in (
                self.client.get(self.url, {"with": self.ann.pk}),
                self.client.post(
                    self.url, {"with": self.ann.pk, "seen": state(self.anna, self.ann)}
                ),
                self.client.get(reverse("admin:authors_author_twice")),
            ):
                self.assertEqual(answer.status_code, 403)
            page = self.client.get(reverse("admin:authors_author_change", args=[self.anna.pk]))
            self.assertNotContains(page, self.url)
        self.assertFalse(Author.objects.exclude(merged_into=None).exists())

    def test_nobody_chooses_who_was_merged(self):
        self.merge()
        asked = {
            "app_label": "articles",
            "model_name": "byline",
            "field_name": "author",
            "term": "n",
        }
        found = self.client.get(reverse("admin:autocomplete"), asked).json()["results"]
        self.assertEqual([one["text"] for one in found], ["Anna Nowak"])
