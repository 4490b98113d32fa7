"""The currencies there are, and those there were: grants of before are printed for ever."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# ISO 4217, list one (SIX, the maintenance agency, publishes it): no funds, metals or test codes.
CURRENT = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD
KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE
SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV
WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
# List three, of what was withdrawn since 1999: a grant may have been paid in it.
WITHDRAWN = """
ANG ATS AZM BEF BGN BYR CSD CYP DEM EEK ESP FIM FRF GHC GRD HRK IEP ITL LTL LUF LVL MRO MTL MZM
NLG PTE ROL SDD SIT SKK SLL SRG STD TMM TRL VEB VEF YUM ZMK ZWD ZWL ZWR
"""
KNOWN = frozenset([*CURRENT.split(), *WITHDRAWN.split()])


def refuse_unknown(code: str) -> None:
    """Raise ValidationError for three letters that are and were no currency."""
    if code not in KNOWN:
        words = _("“%s” is no currency: write its three letters, such as PLN (ISO 4217).")
        raise ValidationError(words % code, code="currency")
