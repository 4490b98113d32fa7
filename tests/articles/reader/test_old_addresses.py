"""Of whatever has an address of its own old ones lead on, and what only drafts use has none.

The patterns of addresses are walked: a new one is asked without anybody adding it here.
"""

from itertools import product

from django.test import TestCase
from django.urls import get_resolver, reverse

from articles.models import Issue, Section, Series, Tag
from articles.models.choices import Stage
from articles.reader import urls as reader_urls
from articles.reader.channels.channel import FORMATS
from articles.reader.channels.feed_entry import SUMMARY
from authors.models import Author
from funding.models import Funder, Grant
from tests.factories import (
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_issue,
    make_section,
    make_series,
)

KINDS = {
    "section": Section, "author": Author, "tag": Tag, "issue": Issue, "series": Series,
    "grant": Grant, "funder": Funder,
}  # fmt: skip
# What else stands in addresses, and is none of these kinds.
OTHERS = {"path", "language", None}
FILLED = {"name": list(FORMATS), "mode": [None, SUMMARY]}


def patterns():
    """Yield (name, kind, group, other groups) of every address of readers that names a row."""
    (reader,) = (
        one
        for one in get_resolver().url_patterns
        if getattr(one, "urlconf_name", None) is reader_urls
    )
    for pattern in reader.url_patterns:
        groups = {*pattern.pattern.regex.groupindex}
        # A sitemap has a section that is none of the newsroom’s, the archive has days.
        if groups and pattern.name not in ("sitemap", "archive-year", "archive-month"):
            (group,) = groups - FILLED.keys() or {None}
            kind = pattern.name if group == "slug" else group
            yield pattern.name, kind, group, sorted(groups & FILLED.keys())


def addresses(slug):
    """Every address that names a row of these kinds, each with this slug."""
    for name, kind, group, others in patterns():
        if kind not in KINDS:
            continue
        for values in product(*(FILLED[other] for other in others)):
            given = {key: one for key, one in zip(others, values, strict=True) if one}
            yield reverse(name, kwargs={group: slug, **given})


class OldAddressTests(TestCase):
    def make(self, **fields):
        """A piece, and what it is filed under and paid by, all of one name."""
        self.funder = make_funder("Weir")
        self.grant = make_grant(title="Weir", funders=[self.funder], **fields.pop("grant", {}))
        author, section = make_author("Weir"), make_section("Weir")
        fields |= {"issue": make_issue("Weir"), "series": make_series("Weir")}
        make_article(
            authors=[author], section=section, grants=[self.grant], tags=["Weir"], **fields
        )

    def answers(self, slug):
        return {path: self.client.get(f"{path}?a=b") for path in addresses(slug)}

    def rename(self, slug):
        for model in KINDS.values():
            model.objects.filter(slug="weir").update(slug=slug)

    def test_every_group_of_an_address_is_of_a_kind_or_excused(self):
        self.assertEqual({kind for _name, kind, *_groups in patterns()}, {*KINDS, *OTHERS})

    def test_every_old_address_leads_to_the_same_under_the_present_one_with_its_query(self):
        self.make(stage=Stage.PUBLISHED)
        before = self.answers("weir")
        self.assertEqual([path for path in before if before[path].status_code != 200], [])
        self.rename("lock")
        for path, answer in self.answers("weir").items():
            with self.subTest(path):
                present = path.replace("/weir/", "/lock/")
                self.assertRedirects(answer, f"{present}?a=b", status_code=301)

    def test_what_only_a_draft_uses_answers_nowhere(self):
        self.make(grant={"status": Grant.Status.PROPOSED})
        for slug in ("weir", "lock"):
            self.rename("lock")
            for path, answer in self.answers(slug).items():
                with self.subTest(path):
                    self.assertEqual(answer.status_code, 404)

    def test_a_grant_that_is_hidden_has_no_old_address(self):
        self.make(stage=Stage.PUBLISHED)
        self.rename("lock")
        Grant.objects.update(public=False)
        self.assertEqual(self.client.get("/funding/weir/").status_code, 404)

    def test_a_page_of_long_ago_prints_the_names_and_addresses_of_then(self):
        self.make(stage=Stage.PUBLISHED, title="Long ago")
        page = self.client.get("/").context["listing"].pieces[0].version.path
        before = self.body(page)
        for kind in ("section", "author", "tag", "issue", "series", "funding"):
            self.assertIn(f"/{kind}/weir/", before)
        self.rename("lock")
        Grant.objects.update(title="Lock")
        Issue.objects.update(number="Lock")
        for model in (Section, Author, Tag, Series, Funder):
            model.objects.update(name="Lock")
        self.assertEqual(self.body(page), before)

    def body(self, path):
        """A page without its frame, which is of today."""
        text = self.client.get(path).content.decode()
        head, _frame, rest = text.partition('<header class="masthead">')
        return head + rest.partition("</header>")[2]
