"""Suggestions at the desk: written as a text of one's own, taken or left one by one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Proposal
from articles.publishing.desk.body_editor import BodyWidget
from articles.publishing.refusals import MoveRefused
from articles.publishing.suggesting import take
from articles.writing.compared_text import compared_html
from articles.writing.hunks import in_their_blocks, parts
from articles.writing.proposals import SuggestionRefused, leave, propose
from articles.writing.revisions import base
from newsroom.desk.asking import is_key
from newsroom.kit.html import plain

ALL, WRITE = "articles_article_suggestions", "articles_article_suggest"


class ProposalForm(forms.ModelForm):
    """`edit` is that of the piece when the form was opened."""

    edit = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Proposal
        fields = ["body"]
        widgets = {"body": BodyWidget}


class SuggestionsMixin:
    """For the admin of pieces: who may work on one suggests, who may change it now decides."""

    def get_urls(self):
        def page(route, view, name):
            view = require_http_methods(["GET", "HEAD", "POST"])(view)
            return path(f"<int:pk>/{route}/", self.admin_site.admin_view(view), name=name)

        return [
            page("suggestions", self.suggestions_view, ALL),
            page("suggest", self.suggest_view, WRITE),
            *super().get_urls(),
        ]

    def suggest_view(self, request, pk):
        article = self.row_to_read(request, pk)
        if not _may_suggest(request.user, article):
            raise PermissionDenied
        own = article.proposals.filter(by=request.user).first()
        opened = {"body": own.body if own else article.body, "edit": article.edit}
        form = ProposalForm(request.POST or None, initial=opened)
        if request.method == "POST" and form.is_valid():
            return self._proposed(request, article, own, form)
        context = self._suggesting(request, article, _("Suggest changes")) | {
            "form": form,
            "media": self.media + form.media,
        }
        status = 422 if form.is_bound else 200
        return render(request, "admin/articles/article/suggest.html", context, status=status)

    def _proposed(self, request, article, own, form):
        """Keep what was typed. It was made of the text that the form was opened with; where that
        is not known any more, of the text that stands now.
        """
        edit = form.cleaned_data["edit"]
        known = base(article, edit) if edit is not None and 0 <= edit < 2**31 else None
        made_of = known["body"] if known else article.body
        kept = propose(article, form.cleaned_data["body"], base=made_of, by=request.user)
        told = _("Your suggestions are kept, and its writer is told.")
        messages.success(request, told if kept else _("You suggest nothing: it is as it stands."))
        return HttpResponseRedirect(_page(ALL, article))

    def suggestions_view(self, request, pk):
        article = self.row_to_read(request, pk)
        if request.method == "POST":
            try:
                self._decide_suggestion(request, article)
            except (SuggestionRefused, MoveRefused) as refusal:
                messages.error(request, str(refusal))
            return HttpResponseRedirect(_page(ALL, article))
        proposals = article.proposals.select_related("by")
        context = self._suggesting(request, article, _("Suggestions")) | {
            "proposals": [(one, list(_shown(one))) for one in proposals],
            "may_take": self.has_change_permission(request, article),
            "may_suggest": _may_suggest(request.user, article),
        }
        return render(request, "admin/articles/article/suggestions.html", context)

    def _decide_suggestion(self, request, article):
        """Take or leave one change, or all of a proposal: the name of the button says which."""
        sent = request.POST
        number = sent.get("proposal", "")
        proposal = article.proposals.filter(pk=number if is_key(number) else 0).first()
        if proposal is None:
            raise SuggestionRefused(_("It is settled already: nothing of it is open any more."))
        may_take = self.has_change_permission(request, article)
        is_taken = "_take" in sent or "_take_all" in sent
        if not may_take and (is_taken or proposal.by_id != request.user.pk):
            raise PermissionDenied
        if not is_taken and not {"_leave", "_leave_all"} & {*sent}:
            raise SuggestionRefused(_("There is no such button."))
        one = sent.get("_take") or sent.get("_leave")
        keys = None if {"_take_all", "_leave_all"} & {*sent} else [one]
        if is_taken:
            take(proposal, keys, by=request.user)
        else:
            leave(proposal, keys)
        messages.success(request, _("Taken.") if is_taken else _("Left as it was."))

    def _suggesting(self, request, article, title):
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "original": article,
        }


def _may_suggest(user, article):
    return article.is_open_to(user) and user.has_perm("articles.change_article")


def _shown(proposal):
    """Each change of a proposal: in words, and within its block as it stands."""
    for part, block, with_it in in_their_blocks(parts(proposal.base, proposal.body)):
        old, new = plain(part.old), plain(part.new)
        told = {"old": Truncator(old).chars(200), "new": Truncator(new).chars(200)}
        if old and new:
            words = _("Instead of “%(old)s” write “%(new)s”.")
            words = words if old != new else _("The same words, formatted otherwise: “%(new)s”.")
        else:
            words = _("Take out “%(old)s”.") if old else _("Add “%(new)s”.")
        yield {
            "key": part.key,
            "words": words % told,
            "passages": compared_html(block, with_it),
        }


def _page(name, article):
    return reverse(f"admin:{name}", args=[article.pk])
