"""Those who keep the grants are told of what was published otherwise about who paid."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.test import TestCase
from django.utils import timezone

from articles.models import Article
from articles.models.choices import Funding
from articles.publishing.desk.funding_news import funding_news
from articles.publishing.perform import perform
from funding.changes import changing
from newsroom.models import LedgerEntry
from tests.articles.publishing.desk.test_article import page_of
from tests.factories import (
    cover,
    make_administrator,
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_user,
    publish,
    say_no_funding,
)

FUND = "The River Fund paid for this."


class FirstPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher(username="Ola")
        say_no_funding()
        cls.grant = make_grant(FUND, title="Rivers")
        cls.article = publish(make_article(grants=[cls.grant], title="The port"))

    def drop(self, article, **context):
        article.coverages.all().delete()
        Article.objects.filter(pk=article.pk).update(funding=Funding.NONE)
        perform("publish", article, by=self.publisher, note="The wrong grant.", **context)

    def first_page(self, person):
        self.client.force_login(person)
        return self.client.get("/desk/")

    def test_a_funding_manager_is_told_what_who_when_and_why(self):
        self.drop(self.article)
        entry = LedgerEntry.objects.first()
        page = self.first_page(make_funding_manager())
        (news,) = page.context["news"]
        self.assertEqual(news.entry, entry)
        for words in (
            "The port",
            "Ola",
            f"Dropped: the grant “Rivers”; “{FUND}”.",
            "The wrong grant.",
            f'href="{page_of(self.article)}"',
            f'href="/desk/newsroom/ledgerentry/{entry.number}/change/"',
            f"{timezone.localtime(entry.moment):%Y-%m-%dT%H:%M}",
        ):
            self.assertContains(page, words)
        for address in (news.piece, news.record):
            self.assertEqual(self.client.get(address).status_code, 200)

    def test_what_is_changed_and_added_is_told_and_what_stays_is_not(self):
        cover(self.article, make_grant("The Sea Fund paid.", title="Seas"))
        perform("publish", self.article, by=self.publisher, note="Late.")
        Article.objects.filter(pk=self.article.pk).update(title="The port of Gdynia")
        perform("publish", self.article, by=self.publisher, note="A name.")
        page = self.first_page(make_funding_manager())
        (news,) = page.context["news"]
        self.assertEqual(news.sentences, ["Added: the grant “Seas”; “The Sea Fund paid.”."])

    def test_what_follows_somebodys_change_by_the_clock_is_told(self):
        """An editor may take a grant off a live piece whose next version is scheduled."""
        row = cover(self.article, make_grant("The Sea Fund paid.", title="Seas"))
        perform("publish", self.article, by=self.publisher, note="Late.")
        Article.objects.filter(pk=self.article.pk).update(title="The port of Gdynia")
        perform("publish", self.article, by=self.publisher, at=timezone.now() + timedelta(days=3))
        editor = make_editor(username="Ewa")
        with changing(by=editor):
            row.reason = "A slip."
            row.delete()
        page = self.first_page(make_funding_manager())
        news = page.context["news"][0]
        self.assertEqual(news.sentences, ["Dropped: the grant “Seas”; “The Sea Fund paid.”."])
        self.assertEqual(news.entry.actor_name, "Ewa")
        self.assertContains(
            page, "It was scheduled, and follows a change of what must be said.", count=1
        )
        self.assertEqual(self.client.get(news.record).status_code, 200)
        editor.groups.add(Group.objects.get(name="Funding manager"))
        told = [one.entry.verb for one in self.first_page(editor).context["news"]]
        self.assertEqual(told, ["publish"], "They saw what follows before they saved.")

    def test_nobody_else_reads_it(self):
        self.drop(self.article)
        for person in (
            make_contributor(),
            make_editor(),
            make_administrator(),
            self.publisher,
            make_user(),
        ):
            with self.subTest(person):
                self.assertNotContains(self.first_page(person), "The wrong grant.")

    def test_it_is_told_for_thirty_days(self):
        now, titles = timezone.now(), []
        for days in (31, 29):
            article = make_article(grants=[self.grant], title=f"{days} days ago")
            publish(article, now=now - timedelta(days=40))
            self.drop(article, now=now - timedelta(days=days))
        for news in self.first_page(make_funding_manager()).context["news"]:
            titles.append(news.entry.subject_name)
        self.assertEqual(titles, ["29 days ago"])

    def test_more_than_twenty_lead_to_the_record_and_cost_no_more(self):
        manager, told = make_funding_manager(), 0
        manager.get_all_permissions()
        for told_in_all, shown in ((1, 1), (20, 20), (21, 20)):
            while told < told_in_all:
                self.drop(publish(make_article(grants=[self.grant])))
                told += 1
            with self.subTest(told), self.assertNumQueries(1):
                news, is_cut = funding_news(manager)
            self.assertEqual((len(news), is_cut), (shown, told > shown))
        page = self.first_page(manager)
        self.assertContains(page, "Older ones are in the record", count=1)
        older = self.client.get("/desk/newsroom/ledgerentry/?verb__in=publish,refreeze")
        self.assertContains(page, older.request["QUERY_STRING"])
        self.assertEqual({entry.verb for entry in older.context["cl"].queryset}, {"publish"})
