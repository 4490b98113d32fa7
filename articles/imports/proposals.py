"""What a manuscript says about money, as proposals that a funding manager confirms."""

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.disclosure.recording import record_cover
from articles.imports.fitting import fitting
from articles.models import Coverage
from funding.approval import approve, hold
from funding.changes import changing
from funding.lookalikes import remark
from funding.models import Appeal, Funder, Grant, GrantParty, Statement, Wording
from newsroom.audit import changes, ledger, vouched
from newsroom.kit import clock
from newsroom.kit.locking import held
from newsroom.kit.text import name_key


def propose_funding(article, manuscript, *, by):
    """Put the grants of the acknowledgements on the article, known ones or proposed ones.

    The wording stays letter for letter what the manuscript says.
    """
    grants = []
    for acknowledgement in manuscript.acknowledgements:
        grant = _known_grant(acknowledgement, article.language)
        grant = grant or _propose_grant(acknowledgement, manuscript, by)
        coverage, new = Coverage.objects.get_or_create(
            grant=grant, article=article, defaults={"created_by": by, "reason": _("Imported.")}
        )
        if new:
            record_cover(coverage, by=by)
        kind = Statement.Kind.ACKNOWLEDGEMENT
        _say(grant, kind, acknowledgement.text, article, manuscript, by)
        grants.append(grant)
    for text in manuscript.disclaimers:
        _propose_disclaimer(article, grants, text, manuscript, by)


def propose_appeals(manuscript, *, by):
    """Keep an appeal that is not on file as a proposal.

    Without an address it is not shown: where readers are sent with their
    money, somebody else decides, who reads the address in a guess.
    """
    for appeal in manuscript.appeals:
        known = Appeal.objects.filter(text=appeal.text, language=manuscript.language)
        if known.exists():
            continue
        proposed = Appeal.objects.create(
            text=appeal.text,
            language=manuscript.language,
            label=fitting(manuscript, "appeals", appeal.label, Appeal._meta.get_field("label")),
        )
        changes.added(by, proposed)
        if appeal.url:
            manuscript.guess(
                "appeals", _("The button of the appeal leads to %s in the manuscript.") % appeal.url
            )


def confirm(article, *, by):
    """Confirm what an import proposed for an article: its guesses, grants and wordings.

    Raises PermissionError or ApprovalRefused, and changes nothing, for
    somebody who may not decide on funding.
    """
    with changing(by=by):
        _confirm(article, by)


def _confirm(article, by):
    now = clock.now()
    article.guesses.filter(confirmed_at=None).update(confirmed_at=now, confirmed_by=by)
    proposed = Grant.objects.filter(coverages__article=article, status=Grant.Status.PROPOSED)
    grants = list(held(proposed))
    drafts = list(_drafts(article))
    hold(drafts)
    for grant in grants:
        if not by.has_perm("funding.change_grant"):
            raise PermissionError(_("You may not confirm grants."))
        grant.status = Grant.Status.ACTIVE
        grant.save(update_fields=["status"])
        ledger.record(by, "confirm", grant, rows=vouched.edited([grant]))
    for wording in drafts:
        approve(wording, by=by, note=_("Confirmed from the manuscript."))


def _drafts(article):
    """The wordings that came with the article, as far as nobody has decided on them."""
    return Wording.objects.filter(
        Q(statement__grant__coverages__article=article) | Q(statement__coverages__article=article),
        status=Wording.Status.DRAFT,
        language=article.language,
        created_by=article.created_by,
    ).distinct()


def _known_grant(acknowledgement, language):
    """The grant that says just this, else the one grant of this name."""
    same = Wording.objects.filter(
        text=acknowledgement.text, language=language, statement__grant__isnull=False
    )
    wording = same.select_related("statement__grant").order_by("pk").first()
    if wording:
        return wording.statement.grant
    key = name_key(acknowledgement.project)
    return next((g for g in Grant.objects.order_by("pk") if key and name_key(g.title) == key), None)


def _propose_grant(acknowledgement, manuscript, by):
    """A grant and its parties as far as the sentence says; what it does not say is asked."""

    def fitted(text, model, column):
        return fitting(manuscript, "acknowledgements", text, model._meta.get_field(column))

    title = acknowledgement.project or acknowledgement.text
    grant = Grant.objects.create(
        title=fitted(title, Grant, "title"),
        framework=fitted(acknowledgement.framework, Grant, "framework"),
        amount=acknowledgement.amount,
        currency=acknowledgement.currency if acknowledgement.amount else "",
        status=Grant.Status.PROPOSED,
    )
    changes.added(by, grant)
    words = _("“%s” is new here: say whether it is money for a project, core support or in kind.")
    manuscript.guess("funding", words % grant)
    for position, party in enumerate(acknowledgement.funders):
        name = fitted(party.name, Funder, "name")
        funder = Funder.objects.named(name).first() or _propose_funder(name, manuscript, by)
        row, new = GrantParty.objects.get_or_create(
            grant=grant, funder=funder, role=party.role, defaults={"position": position}
        )
        changes.added(by, *([row] if new else []))
    return grant


def _propose_funder(name, manuscript, by):
    """What a funder is, no sentence says: a ministry, a foundation and a person all have names.

    Which funders are on file already is not for everybody who hands in a manuscript.
    """
    if by.has_perm("articles.edit_any_article") and (alike := remark(name)):
        manuscript.guess("funding", alike)
    funder = Funder.objects.create(name=name)
    changes.added(by, funder)
    manuscript.guess("funding", _("“%s” is new here: say what kind of funder it is.") % funder)
    return funder


def _propose_disclaimer(article, grants, text, manuscript, by):
    """It belongs to the grant whose funders it names, else to the first, else to the piece."""
    if grants:
        named = [grant for grant in grants if any(str(f) in text for f in grant.funders.all())]
        _say((named or grants)[0], Statement.Kind.VIEWS, text, article, manuscript, by)
        return
    _say_of_the_piece(Statement.Kind.VIEWS, text, article, by)
    manuscript.guess("disclaimers", _("No grant was found that the disclaimer belongs to."))


def _say(grant, kind, text, article, manuscript, by):
    """Let a statement of a grant say just this; the words are proposed if they are new.

    A grant that somebody has confirmed is given no statement by an import: all its pieces
    would wait for the words, those that are scheduled too. The piece says it by itself.
    """
    statements = Statement.objects.filter(grant=grant, kind=kind)
    if _says(statements, text, article.language):
        return
    statement = statements.first()
    if statement is None and grant.status != Grant.Status.PROPOSED:
        _say_of_the_piece(kind, text, article, by)
        words = _("“%(grant)s” has no statement of this kind: only this piece says “%(text)s”.")
        manuscript.guess("funding", words % {"grant": grant, "text": text})
        return
    _propose_words(statement or _new_statement(grant, kind, by), text, article.language, by)


def _say_of_the_piece(kind, text, article, by):
    """Let a statement of no grant cover the piece and say just this."""
    statements = Statement.objects.filter(grant=None, funder=None, kind=kind)
    statement = _says(statements, text, article.language)
    if not statement:
        statement = _new_statement(None, kind, by)
        _propose_words(statement, text, article.language, by)
    coverage = Coverage.objects.create(statement=statement, article=article, created_by=by)
    record_cover(coverage, by=by)


def _says(statements, text, language):
    """The first of some statements that says just this in a language, or is proposed to."""
    same = Wording.objects.filter(text=text, language=language)
    return statements.filter(wordings__in=same.exclude(status=Wording.Status.RETIRED)).first()


def _new_statement(grant, kind, by):
    statement = Statement.objects.create(grant=grant, kind=kind)
    changes.added(by, statement)
    return statement


def _propose_words(statement, text, language, by):
    wording = Wording.objects.create(
        statement=statement, language=language, text=text, created_by=by
    )
    changes.added(by, wording)
