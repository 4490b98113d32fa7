"""Pages of every day, at the desk and of readers, as axe sees them. `bin/check looks` sees all."""

from django.urls import reverse

from articles.models.choices import Stage
from tests.articles.publishing.desk.test_article import LIST, page_of
from tests.articles.publishing.frozen import make_photo
from tests.browser.axe import violations
from tests.browser.chromium import BrowserTestCase
from tests.browser.signing_in import sign_in
from tests.factories import figure_of, make_article, make_grant, make_user

LOOK = (820, "dark")


class AxeTests(BrowserTestCase):
    def test_no_page_of_every_day_keeps_anybody_out(self):
        body = f"<p>It waits.</p>{figure_of(make_photo(alt=''), 'The ferry.')}"
        grant = make_grant()
        article = make_article(body=body, grants=[grant], tags=["one"])
        live = make_article(stage=Stage.PUBLISHED, title="The port", grants=[grant])
        make_user(username="admin", password="right words", is_superuser=True)
        # What axe brings along is against the content policy, which its console would tell.
        context = self.browser.new_context()
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto(f"{self.live_server_url}/desk/login/?next=/desk/")
        sign_in(page, "admin")
        grant_page = reverse("admin:funding_grant_change", args=[grant.pk])
        of_readers = ("/", live.path, "/search/?q=port", "/funding/", "/archive/")
        for path in ("/desk/", "/desk/set-up/", LIST, page_of(article), grant_page, *of_readers):
            page.goto(f"{self.live_server_url}{path}")
            with self.subTest(path):
                self.assertEqual(violations(page, [LOOK]), {})
