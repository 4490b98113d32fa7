"""What a page lays out wrongly, as far as a program can tell: where people look, they see it."""

WIDTHS = (1600, 1280, 820, 390)
# The least that a finger finds, in pixels (WCAG 2.2, 2.5.8); a link within a sentence may be lower.
FINGER = 24
FAULTS = """(finger) => {
  const found = new Set(), wide = document.documentElement.clientWidth
  const style = (element) => getComputedStyle(element)
  const called = (element) => `${element.tagName.toLowerCase()}.${element.classList[0] || ""}`
  const said = (element) => `${called(element.parentElement)} > ${called(element)}`
  const isSeen = (element) =>
    element.checkVisibility({ contentVisibilityAuto: true }) && !element.closest(".hidden, .skip")
  const isMoved = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
      if (style(at).overflowX !== "visible") return true
    return false
  }
  const squeezed = (image, { width, height }) => {
    const { objectFit, paddingTop, paddingLeft } = style(image)
    if (!image.naturalWidth || objectFit !== "fill" || parseFloat(paddingTop || paddingLeft)) return
    const shape = (image.naturalWidth / image.naturalHeight) * (height / width)
    if (Math.abs(shape - 1) > 0.03) return "is squeezed"
    if (width > image.getAttribute("width") * 1.01) return "is blown up"
  }
  const isPressed = (element) =>
    element.matches("a, button, summary, select, input:not([type=checkbox])") &&
    element.tabIndex >= 0 && !element.closest(".prose") &&
    (style(element).display !== "inline" || element.matches("li > a, dd > a, h2 > a"))
  const all = document.querySelectorAll("main *, header *, footer *")
  for (const element of [...all].filter(isSeen)) {
    const box = element.getBoundingClientRect()
    if (!box.width || !box.height) continue
    if ((box.right > wide + 1 || box.left < -1) && !isMoved(element))
      found.add(`${said(element)} sticks out of the window`)
    if (isPressed(element) && Math.min(box.width, box.height) < finger - 0.5)
      found.add(`${said(element)} is hard to press`)
    const how = element.matches("img") && squeezed(element, box)
    if (how) found.add(`${said(element)} ${how}`)
  }
  const lines = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode, element = text.parentElement
    if (!text.data.trim() || !isSeen(element)) continue
    if (element.closest("select, sup, sub, nav ul")) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    // The letters, without what the line has above and below them.
    const size = parseFloat(style(element).fontSize) * 0.9
    for (const { left, right, top, height } of range.getClientRects())
      if (right - left > 2)
        lines.push({ left, right, top: top + (height - size) / 2, size, text, element })
  }
  lines.sort((one, other) => one.top - other.top)
  lines.forEach((one, number) => {
    for (const other of lines.slice(number + 1)) {
      if (other.top > one.top + one.size - 3) break
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      if (one.text !== other.text && across > 3)
        found.add(`${said(one.element)} lies over ${said(other.element)}`)
    }
  })
  if (document.documentElement.scrollWidth > wide) found.add("the page is wider than its window")
  return [...found]
}"""


def faults(page, widths=WIDTHS):
    """``{what: width}`` of a page: the first of the widths of a window at which it was found."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for what in page.evaluate(FAULTS, FINGER):
            found.setdefault(what, width)
    return found
