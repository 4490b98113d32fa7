from newsroom.audit.models import LedgerEntry, LedgerWords
from newsroom.models.holiday import Holiday
from newsroom.models.masthead import Masthead

__all__ = ["Holiday", "LedgerEntry", "LedgerWords", "Masthead"]
