from newsroom.addresses.models import FormerAddress
from newsroom.audit.models import LedgerEntry, LedgerWords
from newsroom.models.holiday import Holiday
from newsroom.models.mail_choice import MailChoice
from newsroom.models.masthead import Masthead
from newsroom.models.session import Session

__all__ = [
    "FormerAddress",
    "Holiday",
    "LedgerEntry",
    "LedgerWords",
    "MailChoice",
    "Masthead",
    "Session",
]
