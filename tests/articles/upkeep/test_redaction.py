"""A name is taken out of what is published, for somebody's safety; what stood there is sealed."""

import threading
import time
import unicodedata
from datetime import UTC, datetime

from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from taggit.models import Tag

from articles.models import (
    Article,
    Correction,
    Photo,
    PublishedVersion,
    SealedCopy,
    VersionByline,
    VersionHandle,
)
from articles.models.choices import Kind, Stage
from articles.models.printed import read_printed
from articles.publishing import vouching
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed
from articles.upkeep.redaction import RedactionRefused, matches, redact
from authors.models import Author
from funding.models import Appeal, FunderAlias
from newsroom.models import LedgerEntry, Masthead
from tests import factories
from tests.articles.publishing.test_racing import at_once
from tests.factories import make_article, make_funder, make_grant, make_logo, make_publisher
from tests.flushing import CommittingTestCase, triggers_lifted

NAME = "Alesia Bahdanovič"
FORMS = [NAME, "Bahdanovič", "Алеся Багдановіч"]
NOON = datetime(2024, 1, 10, 12, tzinfo=UTC)


def make_officer():
    officer = make_publisher()
    officer.user_permissions.add(Permission.objects.get(codename="redact"))
    return officer


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
        self.assertEqual(list(vouching.breaks()), [])
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
            [broken.row for broken in vouching.breaks()], [f"articles_sealedcopy {sealed.pk}"]
        )

    def test_a_wording_that_was_redacted_on_one_page_is_printed_on_no_other(self):
        grant = self.article.coverages.get().grant
        another = make_article(stage=Stage.READY, grants=[grant])
        self.redact()
        with self.assertRaises(GateClosed) as caught:
            perform("publish", another, by=self.officer)
        self.assertEqual([p.code for p in caught.exception.problems], ["wording-redacted"])
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
        perform("publish", article, by=self.officer)
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


class ReachTests(TestCase):
    """What a redaction changes, what it only tells of, and what it leaves alone."""

    @classmethod
    def setUpTestData(cls):
        cls.officer = make_officer()

    def redact(self, *names, **context):
        context = {"by": self.officer, "reason": "A threat.", **context}
        return redact(names or [NAME], **context)

    def test_every_working_copy_is_rewritten(self):
        author = factories.make_author(f"{NAME} the second", email="a@example.org", bio="Lives.")
        author.handles.create(platform="x", handle="@second")
        other = factories.make_author("Bo", bio=f"Knows {NAME}.")
        article = make_article(standfirst=f"By {NAME}.", authors=[other])
        article.bylines.update(bio=f"Works with {NAME}.")
        note = Correction.objects.create(article=article, text=f"{NAME} was misquoted.")
        photo = Photo.objects.create(file=factories.make_picture(), caption=f"{NAME} in May.")
        self.redact()
        for row in (author, other, article, note, photo):
            row.refresh_from_db()
        self.assertEqual(
            [article.standfirst, article.bylines.get().bio, note.text, photo.caption, other.bio],
            ["By […].", "Works with […].", "[…] was misquoted.", "[…] in May.", "Knows […]."],
        )
        self.assertEqual(
            [author.name, author.slug, author.bio, author.email, author.affiliation, author.key],
            ["[…] the second", f"withheld-{author.pk}", "", "", "", ""],
        )
        self.assertEqual((author.photo.name, author.user, author.handles.count()), ("", None, 0))
        self.assertEqual(other.name, "Bo")

    def test_what_others_answer_for_is_told_and_left_as_it_is(self):
        funder = make_funder(f"{NAME} Fund")
        grant = make_grant(f"{NAME} paid.", funders=[funder], title=f"For {NAME}")
        rows = [
            grant.statements.get().wordings.get(),
            grant,
            funder,
            FunderAlias.objects.create(funder=funder, name=NAME),
            make_logo(funder, alt=NAME),
            Appeal.objects.create(text=f"Give to {NAME}."),
            factories.make_section(NAME),
            Tag.objects.create(name=NAME),
            Masthead.current(),
        ]
        Masthead.objects.update(name=NAME)
        make_grant("Somebody else paid.")
        result = self.redact()
        self.assertEqual(list(result.left), rows)
        self.assertEqual((result.rows, result.pictures), (0, 0))
        grant.refresh_from_db()
        self.assertEqual(grant.title, f"For {NAME}")

    def test_it_tells_how_many_rows_it_changed_and_seals_each_once(self):
        author = factories.make_author(NAME)
        author.handles.create(platform="x", handle="@bahdanovic")
        factories.publish(make_article(authors=[author], title="A letter"))
        result = self.redact(NAME, "bahdanovic", now=NOON)
        tables = SealedCopy.objects.order_by("table").values_list("table", flat=True)
        self.assertEqual(
            (result.rows, result.pictures, list(tables)),
            (2, 0, ["articles_versionbyline", "articles_versionhandle"]),
        )
        byline = VersionByline.objects.get()
        self.assertEqual(
            (byline.name, byline.slug, byline.bio, byline.photo, byline.affiliation),
            ("[…]", "", "", "", ""),
        )
        handle = VersionHandle.objects.get()
        self.assertEqual((handle.handle, handle.url), ("", ""))

    def test_a_sealed_copy_tells_what_stood_where_and_who_sealed_it_when_and_why(self):
        version = factories.publish(make_article(title=f"By {NAME}")).versions.get()
        self.redact(now=NOON)
        sealed = SealedCopy.objects.get()
        self.assertEqual(
            (sealed.table, sealed.key, sealed.reason, sealed.sealed_at, sealed.sealed_by),
            ("articles_publishedversion", version.pk, "A threat.", NOON, self.officer),
        )
        self.assertEqual(
            (sealed.columns["title"], sealed.columns["path"]), (f"By {NAME}", version.path)
        )
        entry = LedgerEntry.objects.get(verb="redact")
        self.assertEqual((entry.actor, entry.moment), (self.officer, NOON))
        self.assertEqual(
            (entry.facts["reason"], sorted(entry.facts["rows"])),
            (
                "A threat.",
                [f"articles_publishedversion {version.pk}", f"articles_sealedcopy {sealed.pk}"],
            ),
        )

    def test_a_form_is_stale_whatever_its_piece_prints_the_name_in(self):
        make_article()  # So that no key is that of the article by chance.
        file = factories.make_picture()
        photo = Photo.objects.create(file=file, caption="Alesia.", alt="A", credit="B")
        author = factories.make_author("Darja", bio="Taught Alesia.")
        other = make_article(title="Other")
        for title, fields in (
            ("In the title: Alesia", {}),
            ("In a photo", {"lead_photo": photo}),
            ("In the bio of the author", {"authors": [author]}),
            ("In the bio of a byline", {}),
            ("In a correction", {}),
        ):
            article = make_article(title=title, **fields)
            if "byline" in title:
                article.bylines.update(bio="Taught Alesia.")
            if "correction" in title:
                article.corrections.create(text="Alesia is not Ms A.", dated=NOON.date())
        before = dict(Article.objects.values_list("pk", "edit"))
        self.redact("Alesia")
        after = dict(Article.objects.values_list("pk", "edit"))
        expected = {key: edit + (key > other.pk) for key, edit in before.items()}
        self.assertEqual((len(after), after), (7, expected))

    def test_an_author_who_is_hidden_is_tied_to_no_account_any_more(self):
        author = factories.make_author(NAME, user=self.officer, email="alesia@example.org")
        self.redact()
        author.refresh_from_db()
        self.assertEqual((author.user, author.email, author.key), (None, "", ""))

    def test_longer_forms_are_taken_out_whole(self):
        article = make_article(standfirst="Ann Lee, called Ann.")
        self.redact("Ann", "Ann Lee")
        article.refresh_from_db()
        self.assertEqual(article.standfirst, "[…], called […].")

    def test_a_name_is_found_as_html_writes_it(self):
        article = make_article(body="<p>O'Neil &amp; Sons, O&#x27;Neil and “Q&amp;A” paid.</p>")
        self.redact("O'Neil & Sons", "O'Neil", "Q&A")
        article.refresh_from_db()
        self.assertEqual(article.body, "<p>[…], […] and “[…]” paid.</p>")

    def test_a_name_of_signs_only_takes_nothing_else_along(self):
        article = make_article(title="A title", standfirst="He signs as +++ always.")
        self.redact("+++")
        article.refresh_from_db()
        self.assertEqual(
            (article.title, article.standfirst), ("A title", "He signs as […] always.")
        )

    def test_a_choice_that_is_spelled_like_the_name_stays(self):
        article = factories.publish(make_article(title="News of the day", kind=Kind.NEWS))
        self.redact("News")
        version = article.versions.get()
        self.assertEqual((version.title, version.kind), ("[…] of the day", Kind.NEWS))

    def test_two_pieces_of_one_day_keep_addresses_of_their_own(self):
        make_article()  # So that the keys of versions are not those of their articles.
        articles = [factories.publish(make_article(title=title)) for title in ("Alesia", "Darja")]
        self.redact("Alesia", "Darja")
        for article in articles:
            article.refresh_from_db()
            self.assertTrue(article.path.endswith(f"/withheld-{article.pk}/"), article.path)
            self.assertEqual(article.versions.get().path, article.path)
            self.assertEqual(self.client.get(article.path).status_code, 200)

    def test_a_redacted_version_can_be_ended_and_nothing_else_of_it_changes(self):
        article = factories.publish(make_article(title=f"By {NAME}"))
        self.redact()
        article.refresh_from_db()
        perform("withdraw", article, by=self.officer, note="For safety.")
        self.assertEqual(article.versions.live().count(), 0)
        with self.assertRaises(IntegrityError), transaction.atomic():
            article.versions.update(live_until=None)

    def test_a_picture_stays_as_long_as_anything_shows_it(self):
        for number, show in enumerate(
            (
                lambda name: Photo.objects.create(file=name),
                lambda name: (
                    factories.publish(
                        make_article(
                            lead_photo=Photo.objects.create(file=name, alt="A", credit="B")
                        )
                    )
                    and Article.objects.update(lead_photo=None)
                    and Photo.objects.filter(file=name).delete()
                ),
                lambda name: factories.make_author(photo=name),
                lambda name: (
                    factories.publish(make_article(authors=[factories.make_author(photo=name)]))
                    and Author.objects.filter(photo=name).update(photo="")
                ),
            )
        ):
            name = f"Alesia {'ABCD'[number]}"
            photo = factories.make_picture(colour=("red", "green", "blue", "gold")[number])
            author = factories.make_author(name, photo=photo)
            factories.publish(make_article(authors=[author], title=f"Piece {number}"))
            with self.subTest(number):
                show(author.photo.name)
                self.assertEqual(self.redact(name).pictures, 0)

    def test_what_would_be_changed_is_told_and_nothing_is_changed(self):
        article = factories.publish(make_article(title=f"By {NAME}", standfirst=f"{NAME} speaks."))
        Article.objects.update(body="<p>Corrected.</p>")
        factories.publish(article)
        version, second = article.versions.order_by("number")
        told = matches([NAME, " "], by=self.officer, reason="A threat.")
        columns = ["path", "title", "standfirst"]
        self.assertEqual(told, [(version, columns), (second, columns)])
        version.refresh_from_db()
        self.assertEqual(version.title, f"By {NAME}")
        for refused in (
            {"by": make_publisher(), "reason": "A threat."},
            {"by": self.officer, "reason": " "},
        ):
            with self.assertRaises(RedactionRefused):
                matches([NAME], **refused)

    def test_every_refusal_says_why(self):
        for names, reason, words in (
            ([NAME], " \n", "Say why, without the name."),
            (["Ab"], "A threat.", "at least 3 letters"),
            ([NAME, "Ab"], "A threat.", "at least 3 letters"),
            ([" ", ""], "A threat.", "at least 3 letters"),
            ([NAME], f"{NAME.upper()} fears.", "write it without the name"),
        ):
            with self.subTest(words), self.assertRaisesMessage(RedactionRefused, words):
                redact(names, by=self.officer, reason=reason)
        self.assertEqual(LedgerEntry.objects.filter(verb="redact").count(), 0)
        self.redact("Abc")


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
            published.wait()
            redact([NAME], by=officer, reason="A threat.")

        self.assertEqual(at_once(publish, take_out), [None, None])
        self.assertEqual(article.versions.get().title, "By […]")

    def test_a_redaction_is_one_transaction(self):
        article = make_article(title=f"By {NAME}")
        redact([NAME], by=make_officer(), reason="A threat.")
        article.refresh_from_db()
        self.assertEqual(article.title, "By […]")
