"""Comments at the desk: a page with the text and what is said of it, and what its forms send."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import Comment
from articles.writing.anchors import anchored, not_saved_yet, texts_of
from articles.writing.comments import (
    LONGEST,
    CommentRefused,
    answer,
    comment,
    may_settle,
    settle,
    take_back,
)
from articles.writing.desk.marked import marked
from newsroom.kit.fields import LinesFormField
from newsroom.kit.text import refuse_unprintable

PAGE, ONE = "articles_article_comments", "articles_article_comment"


class CommentForm(forms.Form):
    """What somebody says, of which passage. `before`, `after` and `is_typed` come from the editor:
    there the passage may not be saved yet.
    """

    quotation = LinesFormField(
        label=gettext_lazy("Passage"),
        help_text=gettext_lazy("Copied from the text. Left empty, you comment on all of it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    words = LinesFormField(
        label=gettext_lazy("Comment"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )
    before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    is_typed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, texts):
        super().__init__(data, auto_id="id_comment_%s")
        self.texts = texts

    def clean(self):
        told = self.cleaned_data
        around = {name: _printable(told.get(name, "")) for name in ("before", "after")}
        quotation = told.get("quotation", "")
        self.anchor = anchored(quotation, self.texts, **around)
        if self.anchor is None and told.get("is_typed"):
            self.anchor = not_saved_yet(quotation, **around)
        elif self.anchor is None:
            self.add_error(
                "quotation", _("These words do not stand in the text, within one paragraph.")
            )
        return told


class CommentsMixin:
    """For the admin of pieces: whoever may read one at the desk may comment on it."""

    def get_urls(self):
        def page(route, view, name):
            return path(f"<int:pk>/comments/{route}", self.admin_site.admin_view(view), name=name)

        return [
            page("", require_http_methods(["GET", "HEAD", "POST"])(self.comments_view), PAGE),
            page("<int:number>/", require_POST(self.comment_view), ONE),
            *super().get_urls(),
        ]

    def comments_view(self, request, pk):
        article = self.row_to_read(request, pk)
        sent = request.POST if request.method == "POST" else None
        form = CommentForm(sent, texts=texts_of(article.body))
        is_script = request.headers.get("X-Requested-With") == "fetch"
        if sent is not None and form.is_valid():
            try:
                said = comment(
                    article, form.cleaned_data["words"], by=request.user, anchor=form.anchor
                )
            except CommentRefused as refusal:
                form.add_error("words", str(refusal))
            else:
                return self._comments_brief(request, article) if is_script else _led_to(said)
        if sent is not None and is_script:
            told = " ".join(error for errors in form.errors.values() for error in errors)
            return HttpResponse(told, status=422, content_type="text/plain")
        return self._comments_page(request, article, form)

    def comment_view(self, request, pk, number):
        """Answer, settle, open again or take back: the name of the button says which."""
        article = self.row_to_read(request, pk)
        one = article.comments.filter(pk=number).select_related("answers").first()
        if one is None:
            raise Http404
        form = CommentForm(texts=texts_of(article.body))
        try:
            return _led_to(_done(one, request))
        except CommentRefused as refusal:
            typed = request.POST.get("words", "")
            return self._comments_page(request, article, form, refused=(one, str(refusal), typed))

    def _comments_brief(self, request, article):
        context = {"original": article, "comments": open_comments(article)}
        return render(request, "admin/articles/article/_comments.html", context)

    def _comments_page(self, request, article, form, refused=(None, "", "")):
        said = list(article.comments.select_related("by", "done_by"))
        for one in said:
            one.article = article
        first = [one for one in said if one.answers_id is None]
        answers = [one for one in said if one.answers_id is not None]
        refused_one, sentence, typed = refused
        threads = [
            {
                "comment": one,
                "answers": [
                    (other, other.by_id == request.user.pk)
                    for other in answers
                    if other.answers_id == one.pk
                ],
                "may_settle": may_settle(request.user, one),
                "may_take_back": one.by_id == request.user.pk
                and not any(other.answers_id == one.pk for other in answers),
                "refusal": sentence if refused_one and one.pk == _first(refused_one) else "",
                "typed": typed if refused_one and one.pk == _first(refused_one) else "",
            }
            for one in first
        ]
        shown = [one for one in first if not one.done_at]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Comments"),
            "opts": self.opts,
            "original": article,
            "form": form,
            "text": marked(article.body, [(one.pk, one.anchor) for one in shown]),
            "threads": [one for one in threads if not one["comment"].done_at],
            "done": [one for one in threads if one["comment"].done_at],
        }
        status = 200 if form.is_valid() or not (form.is_bound or sentence) else 422
        return render(request, "admin/articles/article/comments.html", context, status=status)


def open_comments(article):
    """What is not done yet, with how often each was answered."""
    comments = Comment.objects.filter(article=article, answers=None, done_at=None)
    return comments.select_related("by").annotate(replies=Count("answered_by"))


def _printable(text):
    """What stands around a passage, or nothing: it only helps to find that."""
    try:
        refuse_unprintable(text)
    except ValidationError:
        return ""
    return text


def _done(one, request):
    """What the button asked for; returns the comment that is led to, or its piece."""
    if "_answer" in request.POST:
        return answer(one, request.POST.get("words", ""), by=request.user)
    if "_take_back" in request.POST:
        article = one.article
        take_back(one, by=request.user)
        return one.answers or article
    if "_done" in request.POST or "_open" in request.POST:
        settle(one, by=request.user, done="_done" in request.POST)
        return one
    raise CommentRefused(_("There is no such button."))


def _first(one):
    return one.answers_id or one.pk


def _led_to(found):
    is_comment = isinstance(found, Comment)
    page = reverse(f"admin:{PAGE}", args=[found.article_id if is_comment else found.pk])
    return HttpResponseRedirect(f"{page}#comment-{_first(found)}" if is_comment else page)
