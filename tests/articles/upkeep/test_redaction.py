"""A name is taken out of what is published, for somebody's safety; what stood there is sealed."""

import threading
import time
import unicodedata

from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test import TestCase

from articles.models import (
    Article,
    Photo,
    PublishedVersion,
    SealedCopy,
    VersionByline,
    VersionHandle,
)
from articles.models.choices import Stage
from articles.models.printed import read_printed
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed
from articles.upkeep.redaction import RedactionRefused, redact
from authors.models import Author
from funding.models import Grant
from newsroom.audit import changes
from newsroom.kit.locking import held
from newsroom.models import LedgerEntry, LedgerWords
from tests import factories
from tests.articles.publishing.test_racing import at_once, wait_for
from tests.articles.upkeep.redacting import FORMS, NAME, make_officer
from tests.factories import make_article, make_grant, make_publisher
from tests.flushing import CommittingTestCase, triggers_lifted


class RedactionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.officer = make_officer()
        author = factories.make_author(
            NAME, bio="Lives in Hrodna.", affiliation="A school", photo=factories.make_picture()
        )
        author.handles.create(platform="x", handle="alesia_writes")
        cls.author = author
        cls.article = factories.publish(
            make_article(
                authors=[author],
                title=f"A letter by {NAME}",
                body="<p>ALESIA BAHDANOVIČ and Алеся Багдановіч wrote it.</p>",
                grants=[make_grant(f"Paid to {NAME} by the Fund.")],
            )
        )
        cls.other = factories.publish(make_article(title="Another letter"))

    def redact(self, **context):
        return redact(FORMS, **{"by": self.officer, "reason": "A threat.", **context})

    def public_rows(self):
        return [
            row for whole in read_printed(PublishedVersion.objects.all()) for row in whole.rows()
        ]

    def texts(self):
        return " ".join(
            str(getattr(row, field.attname))
            for row in self.public_rows()
            for field in row._meta.concrete_fields
        )

    def test_nothing_published_or_in_work_holds_the_name_afterwards(self):
        secrets = (*FORMS, "BAHDANOVI", "bahdanovi", "Hrodna", "A school", "alesia_writes")
        before = self.texts()
        for secret in ("Bahdanovič", "bahdanovic", "Hrodna", "alesia_writes"):
            self.assertIn(secret, before)
        self.redact()
        work = " ".join(
            str(value)
            for model in (Article, Author)
            for values in model.objects.values_list()
            for value in values
        )
        for secret in (*secrets, "bahdanovic"):
            with self.subTest(secret=secret):
                self.assertNotIn(secret, self.texts())
                self.assertNotIn(secret, work)

    def test_the_handles_of_everybody_else_stay(self):
        other = factories.make_author("Darja")
        other.handles.create(platform="x", handle="darja")
        factories.publish(make_article(authors=[other]))
        self.redact()
        self.assertEqual(
            list(VersionHandle.objects.values_list("byline__name", "handle").order_by("pk")),
            [("[…]", ""), ("Darja", "darja")],
        )

    def test_an_address_that_was_chosen_stays_an_address(self):
        article = make_article(slug="bahdanovic-speaks")
        self.redact()
        article.refresh_from_db()
        self.assertEqual(article.slug, "withheld-speaks")

    def test_a_form_that_was_open_meanwhile_is_stale(self):
        before = dict(Article.objects.values_list("pk", "edit"))
        self.redact()
        after = dict(Article.objects.values_list("pk", "edit"))
        self.assertEqual(after, before | {self.article.pk: before[self.article.pk] + 1})

    def test_everything_else_stays_as_it_was(self):
        (before,) = read_printed(self.other.versions.live())
        self.redact()
        (after,) = read_printed(self.other.versions.live())
        self.assertEqual(after.content_digest(), before.content_digest())

    def test_the_page_has_an_address_without_the_name(self):
        self.redact()
        version = self.article.versions.get()
        self.assertEqual(version.path, Article.objects.get(pk=self.article.pk).path)
        self.assertRegex(version.path, r"^/\d{4}/\d\d/\d\d/a-letter-by-withheld-\d+/$")

    def test_the_record_is_whole_and_what_stood_there_is_sealed(self):
        self.redact()
        self.assertEqual(factories.broken(), [])
        sealed = SealedCopy.objects.get(table="articles_publishedversion")
        self.assertEqual(sealed.columns["title"], f"A letter by {NAME}")

    def test_the_ledger_entry_does_not_hold_the_name(self):
        self.redact()
        entry = LedgerEntry.objects.get(verb="redact")
        self.assertNotIn("Bahdanovi", str(entry.facts) + entry.subject_name)

    def test_the_triggers_stand_again(self):
        self.redact()
        for sql in (
            "UPDATE articles_publishedversion SET title = 'Forged'",
            "DELETE FROM articles_versionbyline",
            "UPDATE articles_sealedcopy SET reason = 'Forged'",
        ):
            with (
                self.assertRaises(IntegrityError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)

    def test_a_forged_sealed_copy_is_named(self):
        self.redact()
        sealed = SealedCopy.objects.first()
        with triggers_lifted(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE articles_sealedcopy SET reason = 'Forged' WHERE id = %s", [sealed.pk]
            )
        self.assertEqual(
            [broken.row for broken in factories.broken()], [f"articles_sealedcopy {sealed.pk}"]
        )

    def test_a_wording_that_was_redacted_on_one_page_is_printed_on_no_other(self):
        grant = self.article.coverages.get().grant
        another = make_article(stage=Stage.READY, grants=[grant])
        self.redact()
        with self.assertRaises(GateClosed) as caught:
            perform("publish", another, by=self.officer)
        self.assertEqual([p.code for p in caught.exception.problems], ["wording-missing"])
        manager = factories.make_funding_manager()
        with self.assertRaises(GateClosed):
            perform("reissue", self.article, by=manager, note="Once more.")
        factories.make_wording(grant.statements.get(), "Paid to somebody by the Fund.")
        perform("publish", another, by=self.officer)
        perform("reissue", self.article, by=manager, note="Without the name.")

    def test_a_redacted_piece_can_be_published_again_without_the_name(self):
        self.redact()
        article = Article.objects.get(pk=self.article.pk)
        Article.objects.filter(pk=article.pk).update(standfirst="A new standfirst.")
        grant = make_grant("Paid by the Fund.")
        article.coverages.all().delete()
        factories.cover(article, grant)
        perform("publish", article, by=self.officer, note="Another paid.")
        (whole,) = read_printed(article.versions.live())
        self.assertEqual(whole.version.title, "A letter by […]")
        self.assertEqual([byline.name for byline in whole.bylines], ["[…]"])

    def test_the_picture_of_the_author_is_sealed_with_every_size_of_it(self):
        photo = self.author.photo.name
        folder, file = photo.split("/")[1:]
        size = f"/pictures/400/{file.removesuffix('.png')}.webp"
        self.assertEqual(self.client.get(size).status_code, 200)
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(self.redact().pictures, 1)
        for address in (size, f"/media/{photo}", f"/media/sealed/{folder}/{file}"):
            self.assertEqual(self.client.get(address).status_code, 404, address)
        self.assertTrue(default_storage.exists(f"sealed/{folder}/{file}"))
        self.assertFalse(default_storage.exists(photo))

    def test_a_picture_that_a_killed_redaction_left_is_taken_away_by_the_next(self):
        # A picture of its own: what is sealed is gone for the other tests too.
        author = factories.make_author("Bo Rey", photo=factories.make_picture(colour="orchid"))
        photo = author.photo.name
        # What is done after the rows are written is never done.
        redact(subject=author, by=self.officer, reason="A threat.")
        self.assertTrue(default_storage.exists(photo))
        self.assertTrue(default_storage.exists(photo.replace("pictures", "sealed", 1)))
        with self.captureOnCommitCallbacks(execute=True):
            redact(["Somebody Else"], by=self.officer, reason="Another threat.")
        self.assertFalse(default_storage.exists(photo))

    def test_one_that_is_shown_again_since_stays(self):
        author = factories.make_author("Bo Rey", photo=factories.make_picture(colour="khaki"))
        name = author.photo.name
        redact(subject=author, by=self.officer, reason="A threat.")
        Photo.objects.create(file=name, alt="A pier", credit="Bo", licence="own")
        with self.captureOnCommitCallbacks(execute=True):
            redact(["Somebody Else"], by=self.officer, reason="Another threat.")
        self.assertTrue(default_storage.exists(name.replace("pictures", "sealed", 1)))
        self.assertTrue(default_storage.exists(name))

    def test_what_an_author_was_printed_with_is_hidden_though_they_changed_since(self):
        # Pictures of its own: what is sealed is gone for the other tests too.
        author = factories.make_author("Bo Rey", photo=factories.make_picture(colour="salmon"))
        factories.publish(make_article(authors=[author]))
        before = author.photo.name
        author.name, author.photo = "Another name", factories.make_picture(colour="pink")
        author.save()
        with self.captureOnCommitCallbacks(execute=True):
            result = redact(subject=author, by=self.officer, reason="A threat.")
        byline = VersionByline.objects.get(author=author)
        self.assertEqual((byline.name, byline.bio, byline.photo), ("[…]", "", ""))
        self.assertEqual((result.pictures, default_storage.exists(before)), (2, False))

    def test_a_picture_that_others_show_stays(self):
        factories.make_author(photo=factories.make_picture())
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(self.redact().pictures, 0)
        self.assertTrue(default_storage.exists(self.author.photo.name))

    def test_a_name_is_found_whatever_white_space_stands_in_it_and_however_it_is_typed(self):
        body = "<p>Alesia\u00a0Bahdanovič, and Alesia\nBahdanovič.</p>"
        factories.publish(make_article(title="Spaced", body=body))
        redact(
            [unicodedata.normalize("NFD", "Alesia  Bahdanovič")],
            by=self.officer,
            reason="A threat.",
        )
        version = PublishedVersion.objects.get(title="Spaced")
        self.assertEqual(version.body, "<p>[…], and […].</p>")

    def test_it_is_refused_to_somebody_without_the_permission(self):
        publisher = make_publisher()
        before = self.texts()
        with self.assertRaisesMessage(RedactionRefused, "You may not redact."):
            self.redact(by=publisher)
        self.assertEqual((self.texts(), SealedCopy.objects.count()), (before, 0))

    def test_a_reason_is_needed_and_does_not_hold_the_name(self):
        for reason in (" ", f"{NAME} was threatened."):
            with self.subTest(reason=reason), self.assertRaises(RedactionRefused):
                self.redact(reason=reason)

    def test_a_name_of_two_letters_is_refused(self):
        with self.assertRaises(RedactionRefused):
            redact(["Al"], by=self.officer, reason="A threat.")


class TransactionTests(CommittingTestCase):
    def test_what_is_published_at_the_same_moment_is_redacted_as_well(self):
        article, publisher = make_article(stage=Stage.READY, title=f"By {NAME}"), make_publisher()
        officer, published = make_officer(), threading.Event()

        def publish():
            with transaction.atomic():
                perform("publish", article, by=publisher)
                published.set()
                time.sleep(0.3)

        def take_out():
            wait_for(published)
            redact([NAME], by=officer, reason="A threat.")

        self.assertEqual(at_once(publish, take_out), [None, None])
        self.assertEqual(article.versions.get().title, "By […]")

    def test_what_is_saved_at_the_same_moment_is_redacted_as_well_and_neither_fails(self):
        grant, officer = make_grant(title=f"For {NAME}"), make_officer()
        locked = threading.Event()

        def save():
            with transaction.atomic():
                row = held(Grant.objects.all()).get(pk=grant.pk)
                locked.set()
                time.sleep(0.3)
                row.framework = f"After {NAME}"
                row.save()
                changes.record(None, changes.CHANGE, row, {"after": {"framework": row.framework}})

        def take_out():
            wait_for(locked)
            redact([NAME], by=officer, reason="A threat.")

        self.assertEqual(at_once(save, take_out), [None, None])
        grant.refresh_from_db()
        self.assertEqual((grant.title, grant.framework), ("For […]", "After […]"))
        self.assertFalse(any(NAME in str(words.facts) for words in LedgerWords.objects.all()))
        self.assertEqual(factories.broken(), [])

    def test_a_redaction_is_one_transaction(self):
        article = make_article(title=f"By {NAME}")
        redact([NAME], by=make_officer(), reason="A threat.")
        article.refresh_from_db()
        self.assertEqual(article.title, "By […]")
