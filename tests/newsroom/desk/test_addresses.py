"""Whatever stands in the address of a list or page of the desk, it is no error of the server."""

import logging
from itertools import product

from django.contrib import admin
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory, TestCase
from django.urls import resolve

from articles.models import FrontBlock
from articles.writing.preview_links import make_link
from funding.models import Funder, Grant
from tests.factories import make_article, make_author, make_funder, make_grant, make_user, publish
from tests.filling_in import filled_in
from tests.newsroom.desk.test_recording import page_of

BEYOND = "9" * 20
OWN = ["p", "q", "o", "_facets", "_to_field", "id__in", "nothing"]


class AddressTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = make_user(is_superuser=True)
        publish(make_article(authors=[make_author()], grants=[make_grant(starts_on="2026-01-01")]))

    def setUp(self):
        self.client.force_login(self.user)
        self.session = self.client.session
        self.client.raise_request_exception = False
        # Each refusal is a page of traceback in the log.
        logging.disable(logging.CRITICAL)
        self.addCleanup(logging.disable, logging.NOTSET)

    def names(self, page):
        """The names that stand in addresses of a list: its filters, its dates, and Django's own."""
        names, request = [*OWN], RequestFactory().get("/desk/")
        request.user = self.user
        if page.date_hierarchy:
            names += [f"{page.date_hierarchy}__{part}" for part in ("year", "month")]
        for one in page.get_list_filter(request):
            column = one[0] if isinstance(one, tuple) else one
            if isinstance(column, str):
                names += [f"{column}__exact", f"{column}__id__exact", f"{column}__in"]
            else:
                names.append(getattr(one, "parameter_name", None) or one.parameter)
        return names

    def test_no_name_in_the_address_of_a_list_is_an_error_with_a_number_beyond_all(self):
        self.assert_lists_take_nothing_but_a_search(BEYOND)

    def test_no_list_is_an_error_whatever_is_said_to_be_chosen_in_it(self):
        for model in admin.site._registry:
            chosen = {"action": "delete_selected", "_selected_action": ["x", BEYOND]}
            with self.subTest(model.__name__):
                page = self.client.post(page_of(model, "changelist"), chosen)
                self.assertLess(page.status_code, 500)

    def test_a_form_that_cannot_be_read_is_refused_before_anything_is_done(self):
        article = make_article()
        make_link(article, by=self.user)
        address = (
            f"/desk/articles/article/{article.pk}/preview-links/{article.preview_links.get().pk}/"
        )
        page = self.client.post(address, b"x", content_type="multipart/form-data; boundary=")
        self.assertEqual((page.status_code, article.preview_links.count()), (400, 1))

    def test_no_list_is_an_error_with_a_character_that_is_none(self):
        self.assert_lists_take_nothing_but_a_search("a%00b")
        for model in admin.site._registry:
            for asked in ("%00=1", "q=a%00b&p=0"):
                with self.subTest(model.__name__, asked=asked):
                    self.ask(model, asked)

    def test_no_list_is_an_error_however_it_is_asked_about_a_column(self):
        odd = {"range": "2026-01-01", "year": "0", "contains": "x", "regex": "(", "gte": "x"}
        for model in admin.site._registry:
            for column in model._meta.concrete_fields:
                for lookup, value in odd.items():
                    with self.subTest(model.__name__, column=column.name, lookup=lookup):
                        self.ask(model, f"{column.name}__{lookup}={value}")

    def test_a_year_and_a_page_that_are_not_there_are_no_error(self):
        for model, page in admin.site._registry.items():
            names = [f"{page.date_hierarchy}__year"] if page.date_hierarchy else []
            for name, value in product(["p", *names], ("-1", "0", "99999")):
                with self.subTest(model.__name__, name=name, value=value):
                    self.ask(model, f"{name}={value}")

    def test_no_other_page_is_an_error(self):
        keys = (BEYOND, "%00", "a%00b")
        for model in admin.site._registry:
            page = page_of(model, "changelist")
            for path in (*(f"{key}/change/" for key in keys), f"add/?id={BEYOND}&name=%00"):
                with self.subTest(model.__name__, path=path):
                    self.assertAnswers(page + path)
        for term in ("%00", BEYOND):
            looked = "/desk/autocomplete/?app_label=funding&model_name=grantparty&field_name=funder"
            self.assertAnswers(f"{looked}&term={term}&page={term}")

    def test_no_form_is_an_error_where_what_was_chosen_is_no_row_or_was_emptied(self):
        choosing = [item for item in admin.site._registry.items() if item[1].autocomplete_fields]
        self.assertTrue(choosing)
        for model, page in choosing:
            row = model._base_manager.first()
            for url in (page_of(model, "add"), row and page_of(model, "change", row.pk)):
                shown = url and self.client.get(url)
                if not shown or shown.status_code != 200 or "adminform" not in shown.context:
                    continue
                for value in ("x", "", BEYOND, "9" * 5000):
                    with self.subTest(model.__name__, url=url, value=value[:21]):
                        sent = filled_in(shown) | dict.fromkeys(page.autocomplete_fields, value)
                        self.assertLess(self.client.post(url, sent).status_code, 500)

    def test_a_form_that_is_sent_to_such_an_address_is_saved(self):
        url = page_of(Funder, "change", make_funder().pk)
        sent = filled_in(self.client.get(url), about="Pays.")
        answer = self.client.post(f"{url}?_changelist_filters=%00&x={BEYOND}", sent)
        self.assertEqual(
            (answer.status_code, Funder.objects.get(about="Pays.").about), (302, "Pays.")
        )

    def test_a_long_number_may_be_looked_for(self):
        grant = make_grant(reference=BEYOND)
        make_grant()
        page = self.client.get(f"{page_of(Grant, 'changelist')}?q={BEYOND}")
        self.assertEqual(list(page.context["cl"].result_list), [grant])

    def assert_lists_take_nothing_but_a_search(self, value):
        """All names at once; of what cannot be, a list is shown what is looked for alone."""
        for model, page in admin.site._registry.items():
            query = "&".join(f"{name}={value}" for name in self.names(page))
            with self.subTest(model.__name__):
                self.assertEqual([*self.ask(model, query).GET], ["q"])

    def ask(self, model, query):
        """Ask a list for its rows, and fail on what would be an error of the server.

        Its page is not drawn: there are thousands, and in the template a query is a text. What a
        list refuses is the same page for all.
        """
        path = page_of(model, "changelist")
        request = RequestFactory().get(f"{path}?{query}")
        request.user, request.session = self.user, self.session
        request._messages = FallbackStorage(request)
        request.resolver_match = resolve(path)
        try:
            answer = request.resolver_match.func(request)
        except SuspiciousOperation:
            return request
        # The front page has a room in place of its list, which is asked for nothing.
        if answer.status_code == 200 and (model is not FrontBlock or query != "%00=1"):
            list(answer.context_data["cl"].result_list)
        return request

    def test_what_a_list_refuses_is_a_page_that_says_so(self):
        answer = self.client.get(f"{page_of(Funder, 'changelist')}?name__regex=(")
        self.assertEqual(answer.status_code, 400)
        answer = self.client.get(f"{page_of(Funder, 'changelist')}?%00=1&q=a%00b&p={BEYOND}")
        self.assertEqual(answer.status_code, 200)

    def assertAnswers(self, url):  # noqa: N802 after assertEqual
        self.assertLess(self.client.get(url).status_code, 500)
