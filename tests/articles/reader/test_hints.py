import re

from django.test import TestCase

from articles.models.choices import Stage
from funding.models import GrantParty
from tests.factories import add_party, make_article, make_funder, make_grant, waive


class HintTests(TestCase):
    """A line beside the byline leads to who paid."""

    def hint(self, article):
        page = self.client.get(article.path).content.decode()
        found = re.search(r'<p class="hint"><a href="#funding">(.*?)&#160;<span', page)
        self.assertEqual(page.count('<aside id="funding"'), 1)
        return found and re.sub("<.*?>", "", found[1])

    def published(self, *grants):
        return make_article(stage=Stage.PUBLISHED, grants=grants)

    def test_it_names_who_paid_each_once_in_the_order_of_print(self):
        zeta, alpha, doer = map(make_funder, ("Zeta Fund", "Alpha & Sons", "A Doer"))
        grant = make_grant(funders=[zeta])
        add_party(grant, alpha, GrantParty.Role.COFUNDING, position=1)
        add_party(grant, doer, GrantParty.Role.IMPLEMENTING, position=2)
        article = self.published(grant, make_grant("Another sentence.", funders=[zeta]))
        self.assertEqual(self.hint(article), "Supported by Zeta Fund, Alpha &amp; Sons")

    def test_it_names_nobody_where_one_who_paid_may_not_be_named(self):
        named = make_grant("First.", funders=[make_funder("Named")])
        waived = make_grant("Second.", funders=[make_funder("Waived")])
        reader = make_funder("Jan", kind="person", public=False, anonymous=True)
        private = make_grant("Third.", funders=[reader])
        both, beside = self.published(named, waived), self.published(named, private)
        self.assertEqual(self.hint(both), "Supported by Named, Waived")
        waive(waived)
        for piece in (both, beside):
            self.assertEqual(self.hint(piece), "Who paid for this piece")

    def test_a_piece_that_nobody_paid_for_has_none(self):
        self.assertIsNone(self.hint(self.published()))
