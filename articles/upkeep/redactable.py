"""What a redaction does with each column of each model, ours and Django's.

Every column that can hold words is redacted, a new one too, unless it is named here.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

REDACTED, SEALED, TOLD, EXCUSED = "redacted", "sealed", "told of", "excused"

# Models and columns that nothing is taken out of, and why.
EXCUSES = {
    "articles.sealedcopy": "It is what was taken out, for the few who may read it.",
    "newsroom.ledgerentry": "The chain holds no words: those are in LedgerWords.",
    "newsroom.ledgerwords.salts": "Random; those of redacted rows are taken away.",
    "auth.permission": "The names of powers, made by migrations.",
    "auth.group": "The names of roles, made by migrations.",
    "auth.user.password": "A digest.",
    "contenttypes.contenttype": "The names of models.",
    "newsroom.session": "Who is signed in, and the kind of browser; gone with the session.",
    "mfa.authenticator": "Keys, encrypted secrets, and what its owner alone calls a key.",
    "account.emailaddress": "Stays empty: accounts have one address, in their own row.",
    "account.emailconfirmation": "Stays empty: addresses are confirmed by the links sent to them.",
    "newsroom.indexed": "What rows are found by, made anew with them.",
    "articles.findable": "What readers find versions by, made anew with them.",
    "newsroom.identity.accent": "A colour.",
    "newsroom.identity.dark_accent": "A colour.",
    "newsroom.formeraddress.kind": "The name of a model.",
    "articles.article.approved_text": "A digest, made anew with the text.",
    "articles.grantreport.sha256": "A digest, made anew with the text.",
    "articles.reportfile.sha256": "A digest, made anew with the text.",
    "articles.keep.difference": "A digest of keys.",
    "articles.autosave.key": "Random.",
    "articles.previewlink.digest": "A digest.",
    "articles.arrival.digest": "A digest of what an export said.",
    "articles.revision.digest": "A digest, taken away with what is taken out of the content.",
    "articles.trait": "What pieces are related by, made anew with their texts.",
    "articles.guess.field": "The name of a column.",
    "articles.publishedversion.lead_file": "Named after its content.",
    "articles.versionfigure.file": "Named after its content.",
    "articles.arrangedplace.file": "Named after its content.",
    "articles.versionbyline.photo": "Named after its content.",
    "articles.versionlogo.file": "Named after its content.",
    "articles.versionlogo.dark_file": "Named after its content.",
    "articles.publishedversion.language": "A code.",
    "articles.versiondisclosure.language": "A code.",
    "articles.versiongrant.currency": "A code.",
    "funding.grant.currency": "A code.",
    "funding.funder.country": "A code.",
}
# Who has an account is renamed by whoever keeps the accounts: they could not sign in any more.
TELLING = {f"auth.user.{name}" for name in ("username", "first_name", "last_name", "email")}
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
WORDLESS = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.IntegerField,
    models.ForeignKey,
)


def fate(column: models.Field) -> str | None:
    """What happens to a column; None for numbers, dates and keys, which hold no words.

    Raises LookupError for a kind of column that nobody has thought of.
    """
    model = column.model._meta.label_lower
    name = f"{model}.{column.name}"
    if model in EXCUSES or name in EXCUSES:
        return EXCUSED
    if name in TELLING:
        return TOLD
    if isinstance(column, models.FileField):
        return SEALED
    if isinstance(column, WORDS):
        # What is chosen from a list is nobody's word.
        return EXCUSED if column.choices else REDACTED
    if isinstance(column, WORDLESS):
        return None
    raise LookupError(f"Say what a redaction does with {name}.")


def columns(model: type[models.Model], what: str) -> list[models.Field]:
    """The columns of a model that have one fate."""
    return [column for column in model._meta.concrete_fields if fate(column) == what]


def walked() -> Iterator[type[models.Model]]:
    """Every model with a column that is redacted, sealed or told of."""
    for model in apps.get_models():
        if any(fate(column) not in (None, EXCUSED) for column in model._meta.concrete_fields):
            yield model
