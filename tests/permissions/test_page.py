"""`docs/permissions.md` tells of every address that there is. What it tells, bin/check measures."""

import re

from django.test import SimpleTestCase
from django.urls import get_resolver

from articles.roles import POWERS, ROWS
from tests.permissions.addresses import routes, written
from tests.permissions.run import PAGE


class PageTests(SimpleTestCase):
    def test_it_tells_of_every_address_and_every_power_and_of_no_other(self):
        told = re.findall(r"^(?:\| |\* )`([^`]+)` *(?:\| |$)", PAGE.read_text(), re.MULTILINE)
        known = {written(route) for route, _name in routes(get_resolver())}
        self.assertEqual(set(told), known | set(POWERS) | set(ROWS), "Run bin/permissions.")
