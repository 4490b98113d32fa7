"""Rows that forms offer to whoever types a part of their names."""

from django.contrib import admin
from django.test import RequestFactory, TestCase

from tests.factories import make_user


class ChoosingTests(TestCase):
    def test_what_is_looked_up_comes_in_an_order_page_by_page(self):
        """A page that counts something of its rows takes the order of their model away."""
        request = RequestFactory().get("/desk/")
        request.user = make_user(is_superuser=True)
        unordered = [
            model.__name__
            for model, page in admin.site._registry.items()
            if page.search_fields and not page.get_queryset(request).ordered
        ]
        self.assertEqual(unordered, [])
