"""The database itself keeps history, whoever writes to it and however."""

from datetime import timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import RestrictedError
from django.test import TestCase
from django.utils import timezone

from articles.models import PublishedVersion
from articles.models.choices import Stage
from articles.models.printed import PARTS
from articles.publishing.perform import perform
from funding.models import Wording
from newsroom.models import LedgerEntry
from tests import factories
from tests.articles.publishing.frozen import make_photo
from tests.factories import live_version, make_article, make_grant, make_publisher

# A column of each table that somebody might want to touch.
TEMPTING = {
    "bylines": "name",
    "handles": "url",
    "figures": "alt",
    "grants": "title",
    "parties": "name",
    "disclosures": "text",
    "logos": "file",
    "withheld": "why",
    "tags": "name",
    "corrections": "text",
}


class HistoryTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        author = factories.make_author(bio="Writes.")
        author.handles.create(platform="x", handle="somebody")
        grant, secret = make_grant(views="The views are the author’s."), make_grant()
        factories.make_logo(grant.funders.get())
        dark = factories.make_picture(colour="white")
        factories.make_logo(grant.funders.get(), file=dark, background="dark")
        factories.waive(secret, hides="all")
        article = make_article(
            body=f"<p>Body.</p>{factories.figure_of(make_photo())}",
            grants=[grant, secret],
            authors=[author],
            tags=["Ports"],
        )
        article.corrections.create(text="An earlier version misspelt a name.")
        cls.article = factories.publish(article)
        cls.version = live_version(cls.article)

    def refused(self, act):
        before = LedgerEntry.objects.count()
        with self.assertRaises(IntegrityError), transaction.atomic():
            act()
        self.assertEqual(LedgerEntry.objects.count(), before)

    def raw(self, sql, *params):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


class AppendOnlyTests(HistoryTestCase):
    def test_every_part_of_a_version_is_there_to_be_tempted(self):
        self.assertEqual(set(TEMPTING), set(PARTS))
        for name in PARTS:
            self.assertGreater(getattr(self.version, name).count(), 0, name)

    def test_no_part_of_a_version_is_changed_by_the_orm_or_by_raw_sql(self):
        for name, column in TEMPTING.items():
            table = PARTS[name]._meta.db_table
            with self.subTest(table=table):
                self.refused(lambda: PARTS[name].objects.update(**{column: "Changed"}))
                self.refused(lambda: self.raw(f"UPDATE {table} SET {column} = 'Changed'"))

    def test_no_part_of_a_version_is_deleted_by_the_orm_or_by_raw_sql(self):
        for model in PARTS.values():
            with self.subTest(table=model._meta.db_table):
                rows = model.objects.filter(version=self.version)
                self.refused(lambda: rows._raw_delete(rows.db))
                self.refused(lambda: self.raw(f"DELETE FROM {model._meta.db_table}"))

    def test_no_word_of_a_version_is_changed(self):
        for column in ("title", "body", "path", "funding", "live_from", "first_published_at"):
            value = timezone.now() if column.endswith(("from", "at")) else "none"
            versions = PublishedVersion.objects.filter(pk=self.version.pk)
            with self.subTest(column=column):
                self.refused(lambda: versions.update(**{column: value}))

    def test_a_version_is_not_deleted(self):
        with self.assertRaises((ProtectedError, RestrictedError)):
            self.version.delete()
        self.refused(lambda: self.raw("DELETE FROM articles_publishedversion"))

    def test_the_end_of_a_version_is_set_once(self):
        versions = PublishedVersion.objects.filter(pk=self.version.pk)
        later = timezone.now() + timedelta(hours=1)
        versions.update(live_until=later)
        self.refused(lambda: versions.update(live_until=later + timedelta(hours=1)))
        self.refused(lambda: versions.update(live_until=later - timedelta(minutes=1)))
        self.refused(lambda: versions.update(live_until=None))

    def test_the_end_of_a_version_is_not_set_together_with_anything_else(self):
        versions = PublishedVersion.objects.filter(pk=self.version.pk)
        self.refused(lambda: versions.update(live_until=timezone.now(), title="Changed"))

    def test_no_ledger_entry_is_changed_or_deleted(self):
        self.refused(lambda: LedgerEntry.objects.update(verb="nothing"))
        self.refused(lambda: self.raw("DELETE FROM newsroom_ledgerentry"))

    def test_an_approved_wording_is_not_changed_deleted_or_taken_back(self):
        wordings = Wording.objects.approved()
        self.assertGreater(wordings.count(), 0)
        for change in ({"text": "Changed"}, {"language": "pl"}, {"number": 9}):
            with self.subTest(change=change):
                self.refused(lambda: wordings.update(**change))
        self.refused(lambda: wordings.update(status="draft", approved_at=None))
        self.refused(lambda: self.raw("DELETE FROM funding_wording"))

    def test_a_retired_wording_stays_retired(self):
        wording = Wording.objects.approved().first()
        factories.make_wording(wording.statement, "Newer words.")
        retired = Wording.objects.filter(pk=wording.pk)
        self.assertEqual(retired.get().status, Wording.Status.RETIRED)
        self.refused(lambda: retired.update(status="approved"))

    def test_two_wordings_are_never_in_force_for_one_statement_and_language(self):
        wording = Wording.objects.approved().first()
        draft = factories.make_wording(wording.statement, "Newer.", approved=False)
        drafts = Wording.objects.filter(pk=draft.pk)
        self.refused(lambda: drafts.update(status="approved", approved_at=timezone.now()))


class OneLiveVersionTests(HistoryTestCase):
    def another(self, **fields):
        """The live version once more, in a row of its own, as if it had come out the day before."""
        columns = {
            field.attname: getattr(self.version, field.attname)
            for field in PublishedVersion._meta.concrete_fields
            if not field.primary_key
        }
        before = self.version.live_from - timedelta(days=1)
        columns |= {"number": 99, "first_published_at": before, "served_since": before}
        return PublishedVersion(**columns | fields)

    def test_a_second_open_version_is_refused(self):
        self.refused(lambda: self.another().save())

    def test_a_version_that_overlaps_in_time_is_refused(self):
        start = self.version.live_from
        hour = timedelta(hours=1)
        for begin, end in ((start - hour, start + hour), (start + hour, start + 2 * hour)):
            for column in ("live_until", "expires_at"):
                with self.subTest(begin=begin, end=end, column=column):
                    fields = {"live_from": begin, column: end}
                    self.refused(lambda: self.another(**fields).save())
                    self.refused(
                        lambda: PublishedVersion.objects.bulk_create([self.another(**fields)])
                    )

    def test_versions_may_stand_back_to_back(self):
        start = self.version.live_from
        self.another(live_from=start - timedelta(hours=1), live_until=start).save()
        self.assertEqual(self.article.versions.live(start).get(), self.version)

    def test_a_version_cancelled_before_it_began_is_in_nobodys_way(self):
        start = self.version.live_from + timedelta(hours=1)
        self.another(live_from=start, live_until=start).save()
        self.assertEqual(self.article.versions.live(start).get(), self.version)


class ProtectedTests(HistoryTestCase):
    def test_nothing_that_a_published_piece_names_can_be_deleted(self):
        grant = self.version.grants.get().grant
        named = [
            self.article,
            self.version.bylines.get().author,
            self.version.section,
            self.version.tags.get().tag,
            grant,
            grant.funders.get(),
            grant.statements.first(),
            self.version.frozen_by,
            self.version.logos.get().light,
            self.version.logos.get().dark,
        ]
        for thing in named:
            with self.subTest(thing=thing), self.assertRaises(ProtectedError):
                thing.delete()

    def test_a_cancelled_schedule_was_never_public(self):
        article = make_article(stage=Stage.READY)
        publisher = make_publisher()
        perform("publish", article, by=publisher, at=timezone.now() + timedelta(days=1))
        perform("unschedule", article, by=publisher)
        far = timezone.now() + timedelta(days=9)
        self.assertEqual(article.versions.begun(far).count(), 0)
