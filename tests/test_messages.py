"""What people read is there in their language. No test here asks GNU gettext for anything."""

import re
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase
from django.utils.translation import override, trans_real

from articles.reports.spreadsheet import _columns
from tests import catalogues, messages

TOP = Path(settings.BASE_DIR)
APPS = ("articles", "authors", "funding", "newsroom")
EVERYTHING = (*APPS, "templates")
# The languages in which the desk speaks; Arabic is read alone.
COMPLETE = ("be", "de", "pl", "ru", "uk")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}|</?\w+[^>]*>")


class SourceTests(SimpleTestCase):
    def test_everything_that_people_read_is_translated_into_the_languages_of_the_desk(self):
        asked = messages_of(EVERYTHING)
        self.assertGreater(len(asked), 1500)
        for language in COMPLETE:
            entries = catalogues.entries(language)
            lacking = {}
            for message in asked:
                entry = entries.get((message.context, message.singular))
                if entry is None or entry.is_fuzzy or not all(entry.forms):
                    lacking[message.singular] = "fuzzy" if entry and entry.is_fuzzy else "missing"
            self.assertEqual(lacking, {}, f"Run bin/messages, then fill in {language}.")

    def test_messages_are_found_wherever_they_stand(self):
        self.assertEqual(
            messages.in_template(
                "{% load i18n %}{% translate 'One' %}{% translate 'Two' context 'of a kind' %}"
                "{% blocktranslate count n=n %}{{ n }} piece{% plural %}{{ n }} pieces"
                "{% endblocktranslate %}{% include 'x.html' with name=_('Three') %}"
                "{{ asked|default:_('It’s') }}"
            ),
            {
                messages.Message("One"),
                messages.Message("Two", context="of a kind"),
                messages.Message("%(n)s piece", "%(n)s pieces"),
                messages.Message("Three"),
                messages.Message("It’s"),
            },
        )
        self.assertEqual(
            messages.in_python(
                'gettext_lazy("One " "and more"), ngettext("%d piece", "%d pieces", 2),'
                'translation.pgettext("of a kind", "Two"), _(words), print("Three")'
            ),
            {
                messages.Message("One and more"),
                messages.Message("%d piece", "%d pieces"),
                messages.Message("Two", context="of a kind"),
            },
        )

    def test_whatever_translates_is_called_by_a_name_that_messages_are_found_by(self):
        renamed = re.compile(r"gettext\w* as (?!_\b)\w+")
        asked = [path for app in APPS for path in (TOP / app).rglob("*.py")]
        found = [str(path) for path in asked if renamed.search(path.read_text("utf-8"))]
        self.assertEqual(found, [])
        self.assertTrue(renamed.search("from django.utils.translation import gettext as _now"))


class CataloguesTests(SimpleTestCase):
    def test_every_language_of_the_publication_has_one(self):
        asked = {code for code, _name in settings.LANGUAGES if code != "en"}
        self.assertLessEqual(asked, set(catalogues.languages()))

    def test_what_is_put_into_a_message_is_put_into_its_translation(self):
        for language in catalogues.languages():
            for entry in catalogues.entries(language).values():
                # The form for one need not name the number.
                asked = [placeholders(entry.words["msgid"])]
                asked += [placeholders(entry.words.get("msgid_plural", entry.words["msgid"]))]
                for form in () if entry.is_fuzzy else filter(None, entry.forms):
                    with self.subTest(language, form=form):
                        self.assertIn(placeholders(form), asked)

    def test_plurals_have_as_many_forms_as_django_counts_in_the_language(self):
        for language in catalogues.languages():
            forms = catalogues.plural_forms(language)
            with self.subTest(language):
                self.assertEqual(forms, django_s_plural_forms(language))
                counted = {
                    len(entry.forms)
                    for entry in catalogues.entries(language).values()
                    if "msgid_plural" in entry.words and any(entry.forms)
                }
                self.assertEqual(counted, {forms})

    def test_no_two_columns_of_a_table_are_called_alike(self):
        with override("en"):
            asked = len(_columns())
        for language in catalogues.languages():
            with self.subTest(language), override(language):
                self.assertEqual(len(_columns()), asked)

    def test_what_is_compiled_says_what_is_written(self):
        for language in catalogues.languages():
            with self.subTest(language):
                self.assertEqual(
                    catalogues.compiled(language), written(catalogues.entries(language).values())
                )


def messages_of(places):
    """Those of some files and folders, and the labels of all choices, which pages print."""
    found = set()
    for pattern in places:
        paths = list(TOP.glob(pattern))
        assert paths, f"{pattern} names no file"
        for path in paths:
            for file in path.rglob("*.*") if path.is_dir() else [path]:
                if file.suffix in (".html", ".py", ".txt"):
                    found |= messages.in_file(file)
    for app in APPS:
        for file in (TOP / app).rglob("*.py"):
            if "migrations" not in file.parts:
                found |= messages.labels_of_choices(file)
    return found


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


def django_s_plural_forms(language):
    theirs = Path(trans_real.__file__).parents[2] / "conf" / "locale" / language
    head = (theirs / "LC_MESSAGES" / "django.po").read_text("utf-8")
    return int(catalogues.FORMS.search(head)[1])


def written(entries):
    """What a compiled file has to say: all that is translated and not fuzzy."""
    said = {}
    for entry in entries:
        if entry.is_fuzzy or not all(entry.forms):
            continue
        context, singular = entry.key
        asked = f"{context}\x04{singular}" if context else singular
        if "msgid_plural" in entry.words:
            said |= {(asked, number): form for number, form in enumerate(entry.forms)}
        else:
            said[asked] = entry.forms[0]
    return said
