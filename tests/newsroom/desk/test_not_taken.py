"""A form that is not taken is answered in a sentence, with what was typed, never a bare page."""

from itertools import product
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from newsroom.desk.kept import person
from tests.factories import make_article, make_contributor, make_editor, make_grant
from tests.filling_in import filled_in

HERE = {"origin": "http://testserver"}


class FormTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.article = make_article(title="River")
        cls.url = reverse("admin:articles_article_change", args=[cls.article.pk])


class NotTakenTests(FormTestCase):
    def setUp(self):
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(self.editor)
        self.form = filled_in(self.client.get(self.url), title="Rivers & <seas>")

    def send(self, headers=HERE, **more):
        return self.client.post(self.url, self.form | more, headers=headers)

    def texts(self, answer):
        return {field.name: field.value for field in answer.context["typed"]}

    def test_a_session_that_ended_is_told_and_leads_to_the_page_of_the_form(self):
        self.client.cookies.pop("sessionid")
        referer = {"referer": f"http://testserver{self.url}?from=list"}
        answer = self.send(headers=HERE | referer, **{"bylines-__prefix__-role": "author"})
        self.assertContains(answer, "You are not signed in any more", status_code=403)
        self.assertContains(answer, "Rivers &amp; &lt;seas&gt;</textarea>", status_code=403)
        self.assertContains(answer, f'href="{self.url}?from=list"', status_code=403)
        self.assertNotContains(answer, "<form", status_code=403)
        self.assertEqual(self.texts(answer)["title"], "Rivers & <seas>")
        self.assertNotContains(answer, "__prefix__", status_code=403)
        self.article.refresh_from_db()
        self.assertEqual(self.article.title, "River")

    def test_an_action_on_a_list_is_told_and_not_repeated(self):
        self.client.cookies.pop("sessionid")
        action = {"action": "delete_selected", "_selected_action": self.article.pk, "index": "0"}
        sent = action | {"csrfmiddlewaretoken": self.form["csrfmiddlewaretoken"]}
        answer = self.client.post("/desk/articles/article/", sent, headers=HERE)
        self.assertContains(answer, "You are not signed in any more", status_code=403)
        self.assertEqual(self.texts(answer), {})

    def test_whoever_opens_the_address_of_a_button_is_told_so(self):
        answer = self.client.get("/desk/articles/reissue/decide/")
        self.assertContains(answer, "There is no page here", status_code=405)
        self.assertEqual(answer["Allow"], "POST")

    def test_a_window_beside_a_form_leads_back_to_itself(self):
        self.client.cookies.pop("sessionid")
        page = "/desk/articles/section/add/?_to_field=id&_popup=1"
        headers = HERE | {"referer": f"http://testserver{page}"}
        sent = {"csrfmiddlewaretoken": self.form["csrfmiddlewaretoken"], "name": "Rivers"}
        answer = self.client.post(page, sent | {"_popup": "1"}, headers=headers)
        self.assertEqual((answer.status_code, answer.context["page"]), (403, page))
        self.assertEqual(self.texts(answer), {"name": "Rivers"})

    def test_a_wrong_token_is_told_with_what_was_typed(self):
        answer = self.send(csrfmiddlewaretoken="x" * 64)
        self.assertContains(answer, "This page was older than your sign-in", status_code=403)
        # The field of the search beside it holds nothing of that.
        self.assertContains(answer, 'name="q" value=""', count=1, status_code=403)
        self.assertEqual(self.texts(answer)["title"], "Rivers & <seas>")

    def test_the_form_of_another_site_is_shown_nothing(self):
        """With or without its session, whatever of the sender the browser tells."""
        foreign = [
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "http://[testserver"},
            {"referer": "http://[testserver/desk/"},
            {"referer": "https://evil.example/desk/"},
            {"origin": "http://testserver.evil.example"},
            HERE | {"sec-fetch-site": "cross-site"},
            HERE | {"sec-fetch-site": "same-site"},
            {},
        ]
        for session in (True, False):
            if not session:
                self.client.cookies.pop("sessionid")
            for headers in foreign:
                with self.subTest(session=session, **headers):
                    answer = self.send(headers=headers, csrfmiddlewaretoken="forged")
                    self.assertEqual(self.texts(answer), {})
                    self.assertNotContains(answer, "seas", status_code=403)

    def test_a_permission_that_is_missing_is_told_with_what_was_typed(self):
        self.client.force_login(make_contributor())
        url = reverse("admin:funding_grant_change", args=[make_grant().pk])
        page = self.client.get("/desk/")
        token = page.context["csrf_token"]
        sent = {"title": "My grant", "csrfmiddlewaretoken": str(token)}
        answer = self.client.post(url, sent, headers=HERE)
        self.assertContains(answer, "This is not for your account", status_code=403)
        self.assertEqual(self.texts(answer), {"title": "My grant"})

    def test_it_is_named_as_in_the_form_and_what_was_chosen_is_left_out(self):
        rows = {"bylines-1-role": "author", "corrections-2-text": "Wrong.", "bylines-x-role": "?a"}
        answer = self.send(csrfmiddlewaretoken="x", **rows)
        written = {field.name: field.label for field in answer.context["typed"]}
        self.assertEqual((written["title"], self.form["language"]), ("Title", "en"))
        self.assertEqual(written.keys() & {"language", "bylines-1-role"}, set())
        self.assertEqual(written["corrections-2-text"], "Correction 3: Text")
        self.assertEqual(written["bylines-x-role"], "bylines-x-role")
        self.assertContains(answer, ">Title</label>", count=1, status_code=403)

    def test_no_password_and_nothing_of_the_sign_in_is_shown_again(self):
        stranger = Client(enforce_csrf_checks=True)
        typed = {"username": "olena", "password": "right words"}
        answer = stranger.post("/desk/login/", typed, headers=HERE)
        self.assertContains(answer, "This page was older", status_code=403)
        self.assertEqual(self.texts(answer), {})
        for name in ("password", "password1", "old_password", "new_password1"):
            self.assertNotIn(
                name, self.texts(self.send(csrfmiddlewaretoken="x", **{name: "secret"}))
            )

    def test_files_are_named_to_be_chosen_again(self):
        letter = SimpleUploadedFile("letter <1>.pdf", b"%PDF-1.7")
        answer = self.send(csrfmiddlewaretoken="x", file=letter)
        self.assertContains(answer, "<bdi>letter &lt;1&gt;.pdf</bdi>", status_code=403)

    @override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=2000)
    def test_too_much_is_413_and_says_how_much_may_be_sent(self):
        answer = self.send(body="x" * 3000)
        self.assertContains(answer, "the text of a form may have 2.0", status_code=413)
        self.assertContains(answer, f'href="{self.url}"', status_code=413)

    @override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=3)
    def test_too_many_fields_are_413(self):
        self.assertContains(self.send(), "a form may have 3 fields", status_code=413)

    def send_as_without_files(self, **more):
        """As browsers send a form that takes no files."""
        kind = "application/x-www-form-urlencoded"
        sent = urlencode(self.form | more, doseq=True)
        return self.client.post(self.url, sent, content_type=kind, headers=HERE)

    def test_of_too_many_fields_what_was_typed_is_shown(self):
        answer = self.send_as_without_files(**{f"x{number}": "1" for number in range(5000)})
        self.assertContains(answer, "a form may have 5,000 fields", count=1, status_code=413)
        self.assertEqual(self.texts(answer)["title"], "Rivers & <seas>")
        answer = self.send_as_without_files(**{f"x{number}": "a" for number in range(20_000)})
        self.assertContains(answer, "a form may have 5,000 fields", count=1, status_code=413)
        self.assertEqual(self.texts(answer), {})

    @override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=1)
    def test_too_many_files_are_413(self):
        files = {name: SimpleUploadedFile(name, b"x") for name in ("one", "two")}
        self.assertContains(self.send(**files), "of files a form may have 1.", status_code=413)

    def test_what_cannot_be_read_is_told_to_whoever_sends_it(self):
        stranger = Client(enforce_csrf_checks=True, raise_request_exception=False)
        asked = (
            (self.client, self.url, 400),
            (self.client, "/desk/logout/", 400),
            (stranger, "/desk/login/", 403),
        )
        unreadable = (
            "application/x-www-form-urlencoded; charset=utf-16",
            "multipart/form-data",
            "multipart/form-data; boundary=",
        )
        for (client, url, status), kind in product(asked, unreadable):
            with self.subTest(url, kind=kind):
                answer = client.post(url, "title=x", content_type=kind, headers=HERE)
                self.assertContains(answer, "Nothing was saved", status_code=status)

    def test_elsewhere_the_pages_ask_no_database(self):
        stranger = Client(enforce_csrf_checks=True, raise_request_exception=False)
        with self.assertNumQueries(0):
            self.assertContains(stranger.post("/"), "Nothing was saved", status_code=403)

    def test_the_way_back_stays_on_the_desk(self):
        for referer in (
            "https://evil.example/",
            "http://testserver//evil.example/",
            "javascript:1",
        ):
            answer = self.send(headers=HERE | {"referer": referer}, csrfmiddlewaretoken="x")
            self.assertEqual(answer.context["page"], self.url)


class TakenTests(FormTestCase):
    """The script forgets what was carried out, and nothing else."""

    def setUp(self):
        self.client.force_login(self.editor)
        self.form = filled_in(self.client.get(self.url), _kept="abc123")

    def send(self, url=None, **changes):
        return self.client.post(url or self.url, self.form | changes)

    def told(self, answer):
        return [name for name in answer.cookies if name.startswith("taken")]

    def test_a_form_that_was_saved_is_told_to_the_desk_alone(self):
        answer = self.send(title="Rivers")
        self.assertEqual(self.told(answer), ["taken-abc123"])
        cookie = answer.cookies["taken-abc123"]
        self.assertEqual((cookie["path"], cookie["samesite"]), ("/desk/", "Strict"))

    def test_one_that_is_wrong_is_not_and_its_page_says_whose_answer_it_is(self):
        answer = self.send(title="")
        self.assertEqual(self.told(answer), [])
        self.assertContains(answer, '<meta name="desk-answers" content="abc123">')

    def test_one_that_was_saved_and_not_moved_was_saved(self):
        answer = self.send(title="Rivers", _move="withdraw")
        self.assertContains(answer, "Saved, but not moved.")
        self.assertEqual(self.told(answer), ["taken-abc123"])

    def test_one_for_a_row_that_somebody_deleted_is_not(self):
        self.article.delete()
        self.assertRedirects(answer := self.send(title="Rivers"), "/desk/")
        self.assertEqual(self.told(answer), [])

    def test_a_name_that_no_script_gave_is_none(self):
        for name in ("", "x=1; Path=/", "A" * 20, "a" * 41):
            self.assertEqual(self.told(self.send(_kept=name)), [])

    def test_a_person_is_one_at_each_sign_in_and_told_apart_from_others(self):
        page = self.client.get("/desk/")
        self.assertContains(page, f'<meta name="desk-person" content="{person(self.editor)}">')
        self.assertNotEqual(person(self.editor), person(make_editor()))
        self.assertNotContains(self.client.post("/desk/logout/"), "desk-person")
