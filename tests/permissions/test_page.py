"""`docs/permissions.md` tells of every address that there is. What it tells, bin/check measures."""

import re

from django.test import SimpleTestCase

from articles.roles import POWERS, ROWS
from tests.permissions.addresses import written
from tests.permissions.run import PAGE
from tests.routes import routes


class PageTests(SimpleTestCase):
    def test_it_tells_of_every_address_and_every_power_and_of_no_other(self):
        told = re.findall(r"^(?:\| |\* )`([^`]+)` *(?:\| |$)", PAGE.read_text(), re.MULTILINE)
        known = {written(route) for route, _pattern in routes()}
        self.assertEqual(set(told), known | set(POWERS) | set(ROWS), "Run bin/permissions.")
