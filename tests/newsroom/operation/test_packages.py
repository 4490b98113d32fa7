"""What runs here is known: by version, digest and licence, and none of it has a known hole."""

import json
import re
from datetime import date
from io import StringIO

from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import SimpleTestCase
from packaging.specifiers import SpecifierSet

from newsroom.operation.bill_of_materials import bill_of_materials
from newsroom.operation.django_releases import FLOOR, problems_with
from newsroom.operation.packages import Package, advisories, known_holes, packages

# What may run beside BSD-3-Clause, and be handed on with it: permissive licences, and those whose
# copyleft ends at their own files. In the words of the packages.
ALLOWED = {
    *("MIT", "MIT License", "MIT-0", "MIT-CMU", "ISC", "ISC License (ISCL)"),
    *(
        "BSD",
        "BSD License",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Apache-2.0",
        "Apache Software License",
    ),
    *("PSFL", "PSF-2.0", "Python Software Foundation License"),
    *("MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)"),
    "LGPL with exceptions",  # psycopg2: it may be linked from anything.
}


def allowed(licence):
    """One of those that a package offers is enough; of those that hold together, all are needed."""
    return licence in ALLOWED or any(
        all(part.strip("()") in ALLOWED for part in choice.split(" AND "))
        for choice in licence.split(" OR ")
    )


class LicenceTests(SimpleTestCase):
    def test_every_package_has_a_licence_that_is_allowed(self):
        found = list(packages())
        self.assertGreater(len(found), 20)
        refused = [
            (package.name, package.licence) for package in found if not allowed(package.licence)
        ]
        self.assertEqual(refused, [])

    def test_no_other_licence_is(self):
        for licence in ("", "AGPL-3.0-only", "GPL-3.0-only AND MIT", "Proprietary"):
            self.assertFalse(allowed(licence), licence)
        self.assertTrue(allowed("GPL-3.0-only OR MIT"))


class BillTests(SimpleTestCase):
    def bill(self):
        out = StringIO()
        call_command("sbom", stdout=out)
        return json.loads(out.getvalue())

    def test_it_names_every_package_that_is_asked_for_with_every_digest(self):
        asked = (settings.BASE_DIR / "requirements.txt").read_text()
        bill = self.bill()
        self.assertEqual((bill["bomFormat"], bill["specVersion"]), ("CycloneDX", "1.5"))
        self.assertEqual(
            [f"{part['name']}=={part['version']}" for part in bill["components"]],
            re.findall(r"^[\w.-]+==\S+", asked, re.MULTILINE),
        )
        digests = [
            one["content"]
            for part in bill["components"]
            for place in part["externalReferences"]
            for one in place["hashes"]
        ]
        self.assertEqual(digests, re.findall(r"sha256:([0-9a-f]{64})", asked))
        references = [part["bom-ref"] for part in bill["components"]]
        self.assertEqual(len(set(references)), len(references))

    def test_the_same_packages_give_the_same_bill(self):
        self.assertEqual(self.bill(), self.bill())

    def test_a_licence_is_an_identifier_where_it_is_one_and_words_where_not(self):
        for words, told in (
            ("MIT", [{"license": {"id": "MIT"}}]),
            ("Apache-2.0 OR BSD-2-Clause", [{"expression": "Apache-2.0 OR BSD-2-Clause"}]),
            ("BSD License OR MIT License", [{"license": {"name": "BSD License OR MIT License"}}]),
            ("BSD", [{"license": {"name": "BSD"}}]),
            ("", None),
        ):
            bill = bill_of_materials([Package("Some_Thing", "1.0", (), words)], version="1")
            (part,) = bill["components"]
            self.assertEqual(part.get("licenses"), told)
            self.assertEqual(part["purl"], "pkg:pypi/some-thing@1.0")


class HoleTests(SimpleTestCase):
    def test_nothing_that_runs_here_has_a_known_hole(self):
        found = [problem.id for problem in run_checks() if problem.id.startswith("newsroom.")]
        self.assertEqual(found, [])

    def test_each_advisory_is_one_sentence_about_a_package_of_ours_with_a_range_and_an_id(self):
        ours = {package.name.lower() for package in packages()}
        for advisory in advisories():
            with self.subTest(advisory["id"]):
                self.assertEqual(set(advisory), {"package", "versions", "id", "what"})
                self.assertIn(advisory["package"], ours)
                self.assertRegex(advisory["id"], r"^CVE-\d{4}-\d{4,}$")
                self.assertRegex(advisory["versions"], r"<\d")
                SpecifierSet(advisory["versions"])

    def test_a_version_with_a_hole_is_named_and_the_one_that_closes_it_is_not(self):
        def ids(**versions):
            return [hole["id"] for hole in known_holes(versions)]

        self.assertEqual(ids(gunicorn="21.2.0"), ["CVE-2024-1135"])
        self.assertEqual(ids(gunicorn="22.0.0"), [])
        self.assertEqual(ids(django="5.2.7"), ["CVE-2025-64459"])
        self.assertEqual(ids(unknown="1"), [])


class DjangoTests(SimpleTestCase):
    def ids(self, version, today=date(2026, 11, 26)):
        return [problem.id for problem in problems_with((*version, "final", 0), today)]

    def test_a_django_below_the_floor_is_an_error(self):
        self.assertEqual(self.ids((*FLOOR[:2], FLOOR[2] - 1)), ["newsroom.E001"])
        self.assertEqual(self.ids(FLOOR), [])
        self.assertEqual(self.ids((*FLOOR[:2], FLOOR[2] + 1)), [])

    def test_a_series_that_was_not_tried_or_is_not_mended_any_more_is_a_warning(self):
        self.assertEqual(self.ids((6, 0, 1)), ["newsroom.W001"])
        self.assertEqual(self.ids((4, 2, 30)), ["newsroom.E001", "newsroom.W001"])
        self.assertEqual(self.ids(FLOOR, date(2028, 4, 30)), [])
        self.assertEqual(self.ids(FLOOR, date(2028, 5, 1)), ["newsroom.W002"])

    def test_the_floor_is_the_one_that_is_asked_for(self):
        asked = (settings.BASE_DIR / "requirements.in").read_text()
        self.assertIn(f"\ndjango>={'.'.join(map(str, FLOOR))},", asked)
