"""The papers that an accent colour has to be read on: those of static/css/tokens.css."""

LIGHT = ("#fdfcf9", "#f5f1ea")
DARK = ("#171614", "#211f1c")
