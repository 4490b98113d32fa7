"""The page that sets up a new newsroom: each part is saved by itself, by whoever may do it."""

from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import TestCase, override_settings

from articles.models import Section
from newsroom.environment import Mail
from newsroom.models import LedgerEntry, Masthead
from tests.factories import (
    broken,
    make_administrator,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_publisher,
    make_section,
    make_user,
    put_on_record,
)
from tests.filling_in import fields_of, filled_in

PAGE = "/desk/set-up/"


def verbs():
    told = LedgerEntry.objects.order_by("number")
    return [(entry.verb, entry.subject_kind) for entry in told]


class PageTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.boss = make_user(username="boss", is_superuser=True)

    def setUp(self):
        self.client.force_login(self.boss)

    def typed(self, name, /, **typed):
        """What the form of a part sends once it is filled in and its button is pressed."""
        shown = filled_in(self.client.get(PAGE))
        given = {field: value for field, value in shown.items() if field.startswith(name)}
        typed = {f"{name}-{field}": value for field, value in typed.items()}
        return {**given, **typed, f"_{name}": ""}

    def send(self, name, /, **typed):
        return self.client.post(PAGE, self.typed(name, **typed))


class NameTests(PageTestCase):
    def test_the_name_is_saved_as_on_the_page_of_the_masthead(self):
        put_on_record()
        answer = self.send("masthead", name="The River", language="uk")
        self.assertRedirects(answer, f"{PAGE}#masthead")
        masthead = Masthead.current()
        self.assertEqual((masthead.name, masthead.language), ("The River", "uk"))
        entry = LedgerEntry.objects.first()
        self.assertEqual((entry.verb, entry.actor), ("change", self.boss))
        self.assertEqual(
            entry.facts,
            {
                "before": {"name": "Newsroom", "language": "en"},
                "after": {"name": "The River", "language": "uk"},
            },
        )
        self.assertEqual(broken(), [])

    def test_a_mistake_stands_at_its_field_and_nothing_typed_is_lost(self):
        answer = self.send("masthead", name="", tagline="Reports from both banks")
        self.assertEqual(answer.status_code, 422)
        self.assertEqual([*answer.context["parts"]["masthead"].form.errors], ["name"])
        self.assertContains(answer, "Reports from both banks", status_code=422)
        self.assertEqual((Masthead.current().tagline, verbs()), ("", []))

    def test_what_somebody_else_saved_meanwhile_is_not_overwritten(self):
        given = self.typed("masthead", name="Mine")
        Masthead.objects.update(name="Somebody else’s")
        answer = self.client.post(PAGE, given)
        self.assertContains(answer, "what you typed is still here", status_code=422)
        self.assertEqual(Masthead.current().name, "Somebody else’s")


class SectionTests(PageTestCase):
    def test_each_line_is_a_section_after_those_that_are_there(self):
        make_section("Letters", position=3)
        put_on_record()
        self.assertRedirects(
            self.send("sections", names="News\r\n\r\n Культура \r\n"), f"{PAGE}#sections"
        )
        self.assertEqual(
            [*Section.objects.values_list("name", "slug", "position")],
            [("Letters", "letters", 3), ("News", "news", 4), ("Культура", "kul-tura", 5)],
        )
        self.assertEqual(verbs()[1:], [("add", "articles.section")] * 2)
        self.assertEqual(broken(), [])
        self.assertContains(self.client.get(PAGE), "Культура")

    def test_one_that_is_there_already_keeps_all_of_them_back(self):
        make_section("News")
        answer = self.send("sections", names="Culture\nNEWS\nLetters\nLetters")
        taken = "There is one already that is spelled the same."
        self.assertEqual(
            answer.context["parts"]["sections"].form.errors,
            {"names": [f"“NEWS”: {taken}", f"“Letters”: {taken}"]},
        )
        self.assertContains(answer, "Culture\nNEWS\nLetters", status_code=422)
        self.assertEqual([one.name for one in Section.objects.all()], ["News"])
        self.assertEqual(verbs(), [])

    def test_none_and_too_many_are_refused(self):
        for names, sentence in (
            (" \n ", "This field is required."),
            ("\n".join(map(str, range(51))), "These are 51 names. Make at most 50 at once."),
            (
                "x" * 9000,
                f"“{'x' * 39}…”: Ensure this value has at most 100 characters (it has 9000).",
            ),
        ):
            with self.subTest(names=names[:9]):
                form = self.send("sections", names=names).context["parts"]["sections"].form
                self.assertEqual(form.errors, {"names": [sentence]})


class PeopleTests(PageTestCase):
    def invite(self, *people):
        typed = {
            f"{number}-{field}": value
            for number, person in enumerate(people)
            for field, value in person.items()
        }
        return self.send("people", **typed)

    def olena(self, **more):
        role = Group.objects.get(name="Editor").pk
        known = {"first_name": "Olena", "last_name": "Marchuk", "email": "Olena.M@example.org"}
        return {**known, "role": role, **more}

    @override_settings(MAIL=Mail("localhost"))
    def test_each_is_invited_as_on_the_page_of_people_and_gets_a_mail(self):
        make_user(username="jan")
        answer = self.invite(self.olena(), {"email": "jan@example.org"})
        self.assertRedirects(answer, f"{PAGE}#people")
        made = User.objects.exclude(email="").order_by("pk")
        self.assertEqual(
            [
                (one.username, one.get_full_name(), one.is_staff, one.has_usable_password())
                for one in made
            ],
            [("olena.m", "Olena Marchuk", True, False), ("jan2", "", True, False)],
        )
        self.assertEqual([group.name for group in made[0].groups.all()], ["Editor"])
        self.assertEqual(
            [one.to for one in mail.outbox], [["Olena.M@example.org"], ["jan@example.org"]]
        )
        self.assertIn("/desk/login/password/", mail.outbox[0].body)
        self.assertEqual(
            verbs(),
            [("change powers", "auth.user")] * 2 + [("mail link", "auth.user")] * 2,
        )

    @override_settings(MAIL=Mail())
    def test_without_mail_it_says_so_and_leads_to_each_link(self):
        self.assertContains(self.client.get(PAGE), "No mail is set up here")
        self.invite(self.olena())
        person = User.objects.get(email="Olena.M@example.org")
        self.assertContains(self.client.get(PAGE), f'href="/desk/auth/user/{person.pk}/password/"')
        self.assertEqual(mail.outbox, [])

    def test_a_mistake_in_one_row_keeps_all_of_them_back(self):
        make_user(username="taken", email="taken@example.org")
        answer = self.invite(self.olena(), {"email": "TAKEN@example.org"}, {"first_name": "Jan"})
        self.assertEqual(
            answer.context["parts"]["people"].form.errors,
            [
                {},
                {"email": ["Somebody with this address has an account already."]},
                {"email": ["This field is required."]},
            ],
        )
        self.assertContains(answer, "Marchuk", status_code=422)
        self.assertFalse(User.objects.filter(last_name="Marchuk").exists())

    def test_nobody_is_refused(self):
        form = self.invite().context["parts"]["people"].form
        sentence = "Write at least one address: nobody was invited."
        self.assertEqual(form.non_form_errors(), [sentence])

    def test_of_one_address_twice_the_second_is_refused_at_its_field(self):
        twice = [self.olena(), self.olena(email="olena.m@EXAMPLE.org")]
        form = self.invite(*twice).context["parts"]["people"].form
        sentence = "This address stands above already: each has their own."
        self.assertEqual(form.errors, [{}, {"email": [sentence]}, {}])
        self.assertFalse(User.objects.filter(last_name="Marchuk").exists())

    def test_a_name_that_turns_its_line_around_is_refused_at_its_field(self):
        form = self.invite(self.olena(last_name="M\u202ekuhcra")).context["parts"]["people"].form
        sentence = (
            "Character 2 is U+202E (RIGHT-TO-LEFT OVERRIDE), which cannot be printed. Delete it."
        )
        self.assertEqual(form.errors[0], {"last_name": [sentence]})
        self.assertFalse(User.objects.filter(first_name="Olena").exists())


class SeveralPartsTests(PageTestCase):
    """Whoever fills in several parts before they press one button."""

    def sent(self, button, **typed):
        shown = filled_in(self.client.get(PAGE), **typed)
        return self.client.post(PAGE, {**shown, button: ""})

    NAME, NAMES, EMAIL = "masthead-name", "sections-names", "people-0-email"

    def test_what_was_typed_in_the_others_is_still_there_and_not_saved(self):
        typed = {self.NAME: "The River", self.NAMES: "News\nLetters", self.EMAIL: "a@example.org"}
        page = self.sent("_people", **typed)
        self.assertContains(page, "is still there, and not saved yet")
        self.assertEqual(User.objects.filter(email="a@example.org").count(), 1)
        self.assertEqual((Masthead.current().name, Section.objects.count()), ("Newsroom", 0))
        shown = filled_in(page)
        self.assertEqual(
            (shown[self.NAME], shown[self.NAMES], shown[self.EMAIL]),
            ("The River", "News\r\nLetters", ""),
        )
        page = self.client.post(PAGE, {**shown, "_masthead": ""})
        self.assertEqual(Masthead.current().name, "The River")
        last = self.client.post(PAGE, {**filled_in(page), "_sections": ""})
        self.assertRedirects(last, f"{PAGE}#sections")
        self.assertEqual(Section.objects.count(), 2)

    def test_a_mistake_in_one_part_takes_nothing_from_the_others(self):
        page = self.sent("_people", **{self.NAME: "The River", self.EMAIL: "nobody"})
        shown = fields_of(page.content.decode())
        self.assertEqual(
            (page.status_code, shown[self.NAME], shown[self.EMAIL]), (422, "The River", "nobody")
        )

    def test_the_key_enter_saves_the_part_that_was_filled_in(self):
        answer = self.sent("_enter", **{self.EMAIL: "a@example.org"})
        self.assertRedirects(answer, f"{PAGE}#people")
        self.assertEqual(User.objects.filter(email="a@example.org").count(), 1)
        self.assertRedirects(self.sent("_enter"), PAGE)


class WhoTests(PageTestCase):
    PARTS = ("masthead", "sections", "people", "example", "later", "nothing")

    def test_each_part_is_shown_to_and_taken_from_whoever_may_do_it(self):
        may = {
            make_contributor: {},
            make_editor: {},
            make_funding_manager: {},
            make_publisher: {"masthead", "sections", "later"},
            make_administrator: {"masthead", "people", "later"},
        }
        for make, parts in may.items():
            with self.subTest(make.__name__):
                self.client.force_login(make())
                page = self.client.get(PAGE)
                self.assertEqual(page.status_code, 200 if parts else 403)
                if parts:
                    self.assertEqual({*page.context["parts"], "later"}, parts)
                answers = {part: self.client.post(PAGE, {f"_{part}": ""}) for part in self.PARTS}
                taken = {part for part, one in answers.items() if one.status_code != 403}
                self.assertEqual(taken, {*parts})

    def test_nobody_gives_a_role_that_is_beyond_their_own(self):
        self.client.force_login(make_administrator())
        form = self.client.get(PAGE).context["parts"]["people"].form
        self.assertEqual([*form[0].fields["role"].queryset], [])
        role = Group.objects.get(name="Publisher").pk
        answer = self.send("people", **{"0-email": "a@example.org", "0-role": role})
        self.assertEqual(answer.status_code, 422)
        self.assertFalse(User.objects.filter(email="a@example.org").exists())

    def test_who_manages_the_grants_as_well_is_offered_the_example(self):
        self.client.force_login(make_user("Publisher", "Funding manager"))
        self.assertContains(self.client.get(PAGE), "Put in the example")


class CostTests(PageTestCase):
    def test_it_costs_the_same_for_one_section_and_person_and_for_many(self):
        make_section()
        make_user("Editor", username="one").set_unusable_password()
        self.client.get(PAGE)
        with self.assertNumQueries(14):
            self.client.get(PAGE)
        for number in range(5):
            make_section()
            make_user("Editor", username=f"more{number}", password=None)
        with self.assertNumQueries(14):
            self.client.get(PAGE)
