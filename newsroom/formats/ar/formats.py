"""Arabic in the digits that Django writes, grouped as Unicode CLDR has it (`ar`, `latn`)."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
