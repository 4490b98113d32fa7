from newsroom.addresses.models import FormerAddress
from newsroom.audit.models import LedgerEntry, LedgerWords
from newsroom.models.holiday import Holiday
from newsroom.models.identity import Identity
from newsroom.models.mail_choice import MailChoice
from newsroom.models.masthead import Masthead
from newsroom.models.session import Session
from newsroom.search.models import Indexed

__all__ = [
    "FormerAddress",
    "Holiday",
    "Identity",
    "Indexed",
    "LedgerEntry",
    "LedgerWords",
    "MailChoice",
    "Masthead",
    "Session",
]
