"""The index of what readers find holds what was printed, and never anything else."""

from datetime import timedelta

from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from articles.finding.asking import asked
from articles.finding.index import wrong
from articles.finding.matching import found
from articles.models import Article, Findable, PublishedVersion
from articles.publishing.perform import perform
from articles.upkeep.redaction import redact
from tests.articles.upkeep.redacting import make_officer
from tests.factories import (
    make_article,
    make_author,
    make_funding_manager,
    make_grant,
    make_publisher,
    publish,
    say,
)


def titles(typed, at=None):
    """The titles of what readers find at a moment, the best first."""
    best = found(asked(typed), PublishedVersion.objects.live(at))
    by_key = PublishedVersion.objects.in_bulk(best.keys)
    return [by_key[key].title for key in best.keys]


class IndexTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()
        cls.author = make_author("Zażółć Nowak")
        cls.weir = publish(
            make_article(
                title="The weir",
                standfirst="Who opens the sluices.",
                body="<p>The gauges of <em>Grodno</em>.</p>",
                authors=[cls.author],
                tags=["Politics of water"],
            )
        )
        cls.draft = make_article(title="Draft of a weir", authors=[cls.author], tags=["Politics"])

    def test_a_piece_is_found_by_all_of_its_words_and_a_draft_by_none(self):
        for typed in ("weir", "sluices", "opens the sluices", "grodno", "nowak", "politics water"):
            self.assertEqual(titles(typed), ["The weir"], typed)
        self.assertEqual(titles("draft") + titles("em"), [])
        self.assertEqual([one.version.article for one in Findable.objects.all()], [self.weir])

    def test_what_is_edited_is_found_once_it_is_published_and_the_old_words_no_more(self):
        self.weir.title = "The ferry"
        self.weir.save()
        self.assertEqual([titles("weir"), titles("ferry")], [["The weir"], []])
        publish(self.weir)
        self.assertEqual([titles("weir"), titles("ferry")], [[], ["The ferry"]])
        self.assertEqual(Findable.objects.count(), 1)

    def test_a_publication_that_is_undone_leaves_nothing(self):
        with transaction.atomic():
            publish(self.draft)
            self.assertEqual(titles("draft"), ["Draft of a weir"])
            transaction.set_rollback(True)
        self.assertEqual(titles("draft"), [])

    def test_what_is_scheduled_is_found_at_its_minute_and_not_after_its_end(self):
        now = timezone.now()
        hour = timedelta(hours=1)
        publish(self.draft, at=now + hour, until=now + 2 * hour)
        moments = [now, now + hour - timedelta(seconds=1), now + hour, now + 2 * hour]
        told = [titles("draft", at) for at in moments]
        self.assertEqual(told, [[], [], ["Draft of a weir"], []])

    def test_what_is_withdrawn_is_not_found_and_what_is_cancelled_never(self):
        perform("withdraw", self.weir, by=self.publisher, note="Wrong.")
        publish(self.draft, at=timezone.now() + timedelta(hours=1))
        perform("unschedule", self.draft, by=self.publisher, note="Not yet.")
        self.assertEqual(titles("weir", timezone.now() + timedelta(hours=2)), [])
        self.assertEqual(Findable.objects.count(), 0)

    def test_the_text_that_stands_until_a_scheduled_one_is_found_until_then(self):
        moment = timezone.now() + timedelta(hours=1)
        self.weir.title = "The ferry"
        self.weir.save()
        publish(self.weir, at=moment)
        before = moment - timedelta(seconds=1)
        self.assertEqual([titles("weir", before), titles("ferry", before)], [["The weir"], []])
        self.assertEqual([titles("weir", moment), titles("ferry", moment)], [[], ["The ferry"]])

    def test_a_reissue_is_found_and_what_it_replaces_is_not(self):
        grant = make_grant()
        piece = publish(make_article(title="Paid", grants=[grant]))
        say(grant, "Another sentence.")
        perform("reissue", piece, by=make_funding_manager(), note="Another sentence.")
        self.assertEqual(titles("paid"), ["Paid"])
        self.assertEqual(Findable.objects.filter(version__article=piece).count(), 1)

    def test_a_redacted_name_is_found_nowhere_and_the_piece_by_its_other_words(self):
        publish(
            make_article(
                title="A letter by Nowak",
                standfirst="Nowak writes.",
                body="<p>From Zażółć Nowak, of the harbour.</p>",
                tags=["Nowak"],
            )
        )
        self.assertEqual(len(titles("nowak")), 2)
        redact(["Zażółć Nowak", "Nowak"], by=make_officer(), reason="A threat.")
        self.assertEqual(titles("nowak") + titles("zażółć"), [])
        for column in ("title", "standfirst", "names", "body"):
            self.assertFalse(Findable.objects.filter(**{f"{column}__contains": "nowak"}).exists())
        self.assertEqual([len(titles("harbour")), titles("sluices")], [1, ["The weir"]])
        self.assertEqual(list(wrong()), [])

    def test_the_command_finds_what_is_wrong_and_makes_it_right(self):
        publish(self.draft)
        weir, draft = self.weir.versions.get(), self.draft.versions.get()
        Findable.objects.filter(version=weir).update(body="forged")
        Findable.objects.filter(version=draft).delete()
        with self.assertRaises(CommandError) as told:
            call_command("index_words", check=True)
        for version in (weir, draft):
            self.assertIn(f"articles.publishedversion {version.pk}", str(told.exception))
        call_command("index_words", verbosity=0)
        self.assertEqual(list(wrong()), [])
        self.assertEqual([titles("forged"), titles("draft")], [[], ["Draft of a weir"]])

    def test_a_text_of_any_length_can_be_published(self):
        words = " ".join(chr(0x4E00 + n) + chr(0x5E00 + n) for n in range(20_000))
        self.draft.body = f"<p>{'word ' * 30_000}{words}</p>"
        self.draft.save()
        publish(self.draft)
        self.assertEqual(titles("word"), ["Draft of a weir"])
        self.assertEqual(list(wrong()), [])

    def test_an_article_cannot_be_put_into_it(self):
        self.assertEqual(Findable._meta.pk.related_model, PublishedVersion)
        self.assertNotIn(Article, {field.related_model for field in Findable._meta.fields})
