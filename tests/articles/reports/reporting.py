"""A grant, its pieces, and the report about them."""

import json
from datetime import UTC, date, datetime, timedelta

from django.test import TestCase

from articles.models import Article
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.reports.make import make_report
from tests.factories import make_article, make_funding_manager, make_grant, make_publisher

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
SENTENCE = "“Awakening’24” is co-financed by the Fund in the amount of PLN 230,000."


class ReportTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant(SENTENCE, title="Awakening’24", promised_pieces=3)
        cls.now = datetime(2026, 6, 1, 10, tzinfo=UTC)

    def publish(self, title="Rails", *, at=None, **fields):
        fields = {"grants": [self.grant], "title": title, **fields}
        article = make_article(stage=Stage.READY, **fields)
        self.move("publish", article, at=at)
        return article

    def move(self, verb, article, *, at=None, **context):
        moment = at or self.now
        perform(verb, article, by=make_publisher(), now=moment, **context)

    def again(self, article, *, at, **changes):
        """Publish the piece once more with something changed."""
        self.move("reopen", article, at=at)
        Article.objects.filter(pk=article.pk).update(**changes)
        for verb in ("submit", "approve", "publish"):
            self.move(verb, article, at=at, **({"note": "Agreed."} if verb == "publish" else {}))

    def report(self, since=YEAR[0], until=YEAR[1], *, days=30):
        now = self.now + timedelta(days=days)
        return make_report(self.grant, since, until, by=self.manager, now=now)

    def told(self, *args, **kwargs):
        return json.loads(self.report(*args, **kwargs).document)

    def titles(self, rows):
        return [row["title"] for row in rows]
