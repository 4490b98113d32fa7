"""Ukrainian, as newspapers date: no nought before a day, no *р.* that ends a sentence twice."""

DATE_FORMAT = "j E Y"
DATETIME_FORMAT = "j E Y, H:i"
MONTH_DAY_FORMAT = "j E"
