"""Forms for browsers that run no scripts: whatever is looked up elsewhere is a list there."""

from datetime import timedelta

from django.contrib.auth.models import Permission
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests.articles.publishing.desk.test_article import LIST, page_of
from tests.articles.publishing.frozen import make_photo
from tests.factories import (
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_grant,
    make_section,
)
from tests.filling_in import filled_in

PLAIN = "?plain=1"


def listed(page, name):
    """What can be chosen in a list of a page: the keys."""
    html = page.content.decode().partition(f'<select name="{name}"')[2].partition("</select>")[0]
    return [part.partition('"')[0] for part in html.split('<option value="')[1:]]


class PlainlyTests(TestCase):
    def test_a_piece_is_written_signed_filed_and_paid_for_without_a_script(self):
        section, grant, photo = make_section(), make_grant(), make_photo()
        authors = [make_author(), make_author()]
        self.client.force_login(make_editor())
        add = f"{LIST}add/{PLAIN}"
        chosen = {
            "title": "The ferry",
            "section": section.pk,
            "lead_photo": photo.pk,
            "bylines-0-author": authors[0].pk,
            "coverages-0-grant": grant.pk,
        }
        self.client.post(add, filled_in(self.client.get(add), **chosen))
        article = Article.objects.get(title="The ferry")
        again = page_of(article) + PLAIN
        page = self.client.get(again)
        self.client.post(again, filled_in(page, **{"bylines-1-author": authors[1].pk}))
        signed = article.bylines.order_by("pk").values_list("author", flat=True)
        self.assertEqual(list(signed), [author.pk for author in authors])
        article.refresh_from_db()
        self.assertEqual((article.section, article.lead_photo), (section, photo))
        self.assertEqual([row.grant for row in article.coverages.all()], [grant])

    def test_what_was_chosen_stands_there_where_a_form_is_refused(self):
        author = make_author()
        self.client.force_login(make_editor())
        url = page_of(make_article()) + PLAIN
        refused = self.client.post(
            url, filled_in(self.client.get(url), **{"title": "x\0", "bylines-0-author": author.pk})
        )
        self.assertEqual(filled_in(refused)["bylines-0-author"], str(author.pk))

    def test_nobody_can_choose_what_they_may_not_read(self):
        secret = make_grant(embargoed_until=timezone.now() + timedelta(days=1))
        known, section = make_grant(), make_section()
        writer = make_contributor()
        may = Permission.objects.filter(codename__in=["add_coverage", "view_grant"])
        writer.user_permissions.add(*may)
        self.client.force_login(writer)
        page = self.client.get(page_of(make_article(by=writer)) + PLAIN)
        self.assertIn(str(section.pk), listed(page, "section"))
        self.assertEqual(listed(page, "coverages-0-grant"), ["", str(known.pk)])
        self.assertNotContains(page, secret.title)

    def test_the_address_of_a_page_chooses_nothing_that_they_may_not_read(self):
        secret = make_grant(embargoed_until=timezone.now() + timedelta(days=1))
        known, writer = make_grant(), make_contributor()
        writer.user_permissions.add(Permission.objects.get(codename="add_coverage"))
        self.client.force_login(writer)
        for more in ({}, {"plain": 1}):
            for grant, is_told in ((secret, False), (known, True)):
                url = reverse("admin:articles_coverage_add", query={"grant": grant.pk, **more})
                page = self.client.get(url)
                self.assertEqual(f">{grant.title}<" in page.text, is_told)

    def test_what_is_chosen_already_stays_though_nobody_could_choose_it_now(self):
        stays, section = make_author(), make_section()
        gone = make_author(merged_into=stays)
        article = make_article(section=section, authors=[gone])
        editor = make_editor()
        powers = Permission.objects.filter(codename__in=["view_section", "change_section"])
        editor.groups.get().permissions.remove(*powers)
        self.client.force_login(editor)
        url = page_of(article) + PLAIN
        page = self.client.get(url)
        self.assertEqual(listed(page, "section"), ["", str(section.pk)])
        self.assertEqual(set(listed(page, "bylines-0-author")), {"", str(gone.pk), str(stays.pk)})
        self.assertEqual(listed(page, "bylines-1-author"), ["", str(stays.pk)])
        self.client.post(url, filled_in(page, title="Else"))
        article.refresh_from_db()
        self.assertEqual((article.title, article.section), ("Else", section))
        self.assertEqual(article.bylines.get().author, gone)

    def test_only_browsers_without_scripts_are_led_there(self):
        self.client.force_login(make_editor())
        article = make_article()
        page = self.client.get(page_of(article)).content.decode()
        inside = page.partition("<noscript>")[2].partition("</noscript>")[0]
        self.assertIn(f'href="{PLAIN}"', inside)
        self.assertEqual(page.count(PLAIN), 1)
        self.assertNotContains(self.client.get(page_of(article) + PLAIN), "<noscript>")
