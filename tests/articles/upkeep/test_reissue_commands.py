"""Worklists and re-issues from the shell, for what is too long for a page."""

import json
from io import StringIO

from django.core.management import CommandError, call_command

from articles.models import PublishedVersion
from articles.upkeep.batch import begin, carry_out
from tests import factories
from tests.articles.upkeep.test_reissue import NEW, OLD, ReissueTestCase
from tests.factories import make_article, make_funding_manager, make_grant


def call(*args, **options):
    out, err = StringIO(), StringIO()
    call_command(*args, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


class WorklistTests(ReissueTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.other = make_grant("Another paid.", title="Another")
        factories.publish(make_article(title="Of another", grants=[cls.other]))
        cls.reword()
        cls.path = cls.article.path

    def test_each_piece_is_a_line_with_its_causes_and_the_number_follows(self):
        self.assertEqual(
            call("worklist")[0],
            f"{self.path}  Published: an older wording is live\nTo be decided: 1.\n",
        )

    def test_it_is_narrowed_to_a_cause_and_a_grant(self):
        for options, count in [
            ({"cause": "wording"}, 1),
            ({"cause": "covered"}, 0),
            ({"grant": self.grant.slug}, 1),
            ({"grant": self.other.slug}, 0),
        ]:
            with self.subTest(options):
                last = call("worklist", **options)[0].splitlines()[-1]
                self.assertEqual(last, f"To be decided: {count}.")

    def test_as_json_it_says_what_is_printed_and_what_is_prescribed(self):
        (line,) = call("worklist", json=True)[0].splitlines()
        found = json.loads(line)
        version = self.article.versions.get()
        self.assertEqual(
            found,
            {
                "path": self.path,
                "title": "Published",
                "language": "en",
                "version": 1,
                "live_from": version.live_from.isoformat(),
                "first_published_at": version.first_published_at.isoformat(),
                "causes": ["wording"],
                "printed": [OLD],
                "prescribed": [NEW],
                "problems": [],
            },
        )

    def test_a_grant_that_is_not_there_is_told(self):
        with self.assertRaisesMessage(CommandError, "There is no grant “nothing”"):
            call("worklist", grant="nothing")


class ReissueCommandTests(ReissueTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.second = factories.publish(make_article(grants=[cls.grant]))
        cls.reword()
        articles = [cls.article, cls.second]
        cls.batch = begin(articles, by=cls.manager, reason="Mistyped.")

    def test_it_goes_on_where_the_desk_stopped_and_does_nothing_when_all_is_done(self):
        next(carry_out(self.batch, by=self.manager))
        self.assertEqual(call("reissue", str(self.batch.pk)), ("2 of 2 done.\n", ""))
        self.assertEqual([self.texts(a) for a in (self.article, self.second)], [[NEW], [NEW]])
        versions = PublishedVersion.objects.count()
        self.assertEqual(call("reissue", str(self.batch.pk)), ("2 of 2 done.\n", ""))
        self.assertEqual(PublishedVersion.objects.count(), versions)

    def test_what_is_refused_is_told_and_the_exit_is_not_zero(self):
        polish = make_grant("", title="Polish only")
        factories.say(polish, "Zapłacił Fundusz.", language="pl")
        factories.cover(self.second, polish)
        with self.assertRaisesMessage(
            CommandError, "2 of 2 done; 1 of them were refused or failed."
        ):
            call("reissue", str(self.batch.pk))
        self.assertEqual([self.texts(a) for a in (self.article, self.second)], [[NEW], [OLD]])

    def test_whoever_decided_and_may_not_any_more_is_named_and_nothing_is_marked(self):
        self.manager.groups.clear()
        with self.assertRaisesMessage(CommandError, "may not re-issue any more"):
            call("reissue", str(self.batch.pk))
        self.assertEqual(self.batch.items.filter(outcome="waiting").count(), 2)

    def test_a_batch_that_is_not_there_is_told(self):
        other = begin([self.article], by=make_funding_manager(), reason="x")
        with self.assertRaisesMessage(CommandError, f"There is no re-issue {other.pk + 1}."):
            call("reissue", str(other.pk + 1))
