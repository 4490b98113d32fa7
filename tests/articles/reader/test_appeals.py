"""The publication asks its readers for money beside a piece, and never in a funder's words."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models.choices import Stage
from funding.models import Appeal, Statement
from tests.factories import make_article, make_grant, say, waive

TEXT = "Please donate."


def make_appeal(text=TEXT, **fields):
    address = "https://example.org/give"
    return Appeal.objects.create(
        **{"text": text, "label": "Donate", "url": address, "language": "en", **fields}
    )


class AppealTests(TestCase):
    def shown(self, article):
        page = self.client.get(article.path)
        appeal = page.context["appeal"]
        words = page.content.decode().partition('<aside class="appeal"')[2].partition("</aside>")[0]
        self.assertEqual(bool(appeal), bool(words))
        if appeal:
            self.assertIn(appeal.text, words)
        return appeal and appeal.text

    def at(self, hours):
        return timezone.now() + timedelta(hours=hours)

    def test_an_appeal_is_shown_from_its_beginning_to_its_end(self):
        article = make_article(stage=Stage.PUBLISHED)
        appeal = make_appeal()
        for starts, ends, shown in (
            (None, None, TEXT),
            (-1, 1, TEXT),
            (1, None, None),
            (1, 2, None),
            (None, -1, None),
            (-2, -1, None),
        ):
            appeal.starts_at = starts and self.at(starts)
            appeal.ends_at = ends and self.at(ends)
            appeal.save()
            with self.subTest(starts=starts, ends=ends):
                self.assertEqual(self.shown(article), shown)

    def test_a_piece_has_the_appeal_in_its_own_language_or_none(self):
        make_appeal("English.")
        make_appeal("Polski.", language="pl")
        shown = [
            self.shown(make_article(stage=Stage.PUBLISHED, language=language))
            for language in ("en", "pl", "uk")
        ]
        self.assertEqual(shown, ["English.", "Polski.", None])

    def test_the_most_pressing_appeal_is_shown_alone(self):
        make_appeal("Usual.")
        make_appeal("Pressing.", priority=5)
        make_appeal("Less so.", priority=-5)
        self.assertEqual(self.shown(make_article(stage=Stage.PUBLISHED)), "Pressing.")

    def test_an_appeal_without_an_address_is_not_shown(self):
        make_appeal(url="")
        self.assertIsNone(self.shown(make_article(stage=Stage.PUBLISHED)))

    def test_one_grant_that_forbids_appeals_is_enough(self):
        make_appeal()
        allowing, forbidding = make_grant("One."), make_grant("Two.", allows_appeals=False)
        shown = [
            self.shown(make_article(stage=Stage.PUBLISHED, grants=grants))
            for grants in ([allowing], [forbidding], [allowing, forbidding])
        ]
        self.assertEqual(shown, [TEXT, None, None])

    def test_where_a_grant_may_not_be_named_nobody_is_asked_to_give(self):
        make_appeal()
        grant = make_grant("The Fund pays.")
        say(grant, "Somebody pays.", occasion=Statement.Occasion.NEUTRAL)
        waive(grant, hides="name")
        self.assertIsNone(self.shown(make_article(stage=Stage.PUBLISHED, grants=[grant])))

    def test_an_appeal_is_never_inside_the_disclosures_and_in_no_channel(self):
        make_appeal()
        article = make_article(stage=Stage.PUBLISHED, grants=[make_grant("The Fund pays.")])
        page = self.client.get(article.path).content.decode()
        box = page.partition('<aside id="funding"')[2].partition("</aside>")[0]
        self.assertEqual([page.count(TEXT), box.count(TEXT)], [1, 0])
        paths = [f"{article.path}{kind}/" for kind in ("text", "republish")]
        paths += [
            f"/feed/{mode}{name}"
            for mode in ("", "summary/")
            for name in ("rss.xml", "atom.xml", "feed.json")
        ]
        for path in paths:
            self.assertNotContains(self.client.get(path), TEXT)

    def test_an_appeal_that_changes_leaves_what_was_published_as_it_was(self):
        appeal = make_appeal()
        article = make_article(stage=Stage.PUBLISHED)
        appeal.text = "Please donate today."
        appeal.save()
        self.assertEqual(self.shown(article), "Please donate today.")
        self.assertEqual(article.versions.count(), 1)
