"""Every page of the desk, wide and narrow, light and dark, as axe sees it."""

from django.contrib import admin
from django.urls import reverse

from articles.writing.preview_links import make_link
from newsroom.desk.navigation import PAGES
from tests.articles.publishing.desk.test_article import page_of
from tests.articles.publishing.frozen import make_photo
from tests.browser.axe import LOOKS, TWO_LOOKS, violations
from tests.browser.chromium import BrowserTestCase
from tests.browser.signing_in import sign_in
from tests.factories import figure_of, make_article, make_grant, make_user


def lists_and_forms():
    """The addresses of every list of the desk, and of every page on which a row is added."""
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"admin:{name}_changelist")
        yield reverse(f"admin:{name}_add")


class AxeTests(BrowserTestCase):
    def test_no_page_of_the_desk_keeps_anybody_out(self):
        photo = make_photo(alt="")
        body = f"<p>It waits.</p>{figure_of(photo, 'The ferry.')}"
        article = make_article(body=body, grants=[make_grant()], tags=["one"])
        article.corrections.create(text="Was wrong.")
        somebody = make_user(username="admin", password="right words", is_superuser=True)
        _link, key = make_link(article, by=somebody)
        context = self.browser.new_context()
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto(f"{self.live_server_url}/desk/login/?next=/desk/")
        sign_in(page, "admin")
        grant = reverse("admin:funding_grant_change", args=[article.coverages.get().grant_id])
        others = [reverse(other.url_name) for other in PAGES]
        others += [
            reverse("admin:articles_photo_change", args=[photo.pk]),
            reverse("admin:articles_photo_upload"),
        ]
        others += [reverse("admin:articles_article_preview_links", args=[article.pk])]
        preview = reverse("admin:articles_article_preview", args=[article.pk])
        others += [f"{preview}?as=feed", f"{preview}?as=shared"]
        others += [f"{reverse('preview', args=[key])}?as=paper"]
        looks = dict.fromkeys([*others, *lists_and_forms()], TWO_LOOKS)
        looks |= dict.fromkeys([page_of(article), grant, "/desk/"], LOOKS)
        for path, seen in looks.items():
            # Some models have no page to add a row, for anybody.
            if page.goto(f"{self.live_server_url}{path}").status == 200:
                with self.subTest(path):
                    self.assertEqual(violations(page, seen), {})
