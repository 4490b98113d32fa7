// What Word and Google Docs put on the clipboard says in style attributes what is bold, slanted or
// raised, and that a <b> around everything is not. The content policy, rightly, applies no style
// attribute, and the editor reads what a browser applied: all of a text came out bold, or nothing
// did. So the attributes are read here as text, and written as elements that the editor knows.
// Nothing has to be allowed for that.
import { Extension } from "django-prose-editor/editor"

const STYLE = /(<[^<>]*?\s)style(\s*=)/gi
const MARKS = [
  ["strong", /font-weight:\s*(bold|[6-9]00)/i],
  ["em", /font-style:\s*(italic|oblique)/i],
  ["sup", /vertical-align:\s*super/i],
  ["sub", /vertical-align:\s*sub(?!\w)/i],
]
const LIGHT = /font-weight:\s*(normal|[1-5]00)/i
const ITEM = /mso-list:\s*\w+\s+level\d/i
const NUMBER = /mso-list:\s*ignore/i

const styleOf = (element) => element.dataset.style || ""
const written = (page, selector) => [...page.querySelectorAll(selector)]

function renamed(element, name) {
  const other = element.ownerDocument.createElement(name)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

function mark(span) {
  for (const [name, says] of MARKS) {
    if (!says.test(styleOf(span)) || span.closest(name)) continue
    const inner = span.ownerDocument.createElement(name)
    inner.append(...span.childNodes)
    span.append(inner)
  }
}

// Word writes the items of a list as paragraphs that begin with their number.
function list(first) {
  const items = []
  for (let item = first; item && ITEM.test(styleOf(item)); item = item.nextElementSibling) {
    items.push(item)
  }
  const numbered = /^\s*[\dA-Za-z]+[.)]/.test(first.textContent)
  const made = first.ownerDocument.createElement(numbered ? "ol" : "ul")
  first.before(made)
  for (const item of items) {
    for (const part of written(item, "[data-style]")) {
      if (NUMBER.test(styleOf(part))) part.remove()
    }
    made.append(renamed(item, "li"))
  }
}

function read(html) {
  const page = new DOMParser().parseFromString(html.replace(STYLE, "$1data-style$2"), "text/html")
  for (const bold of written(page, "b, strong")) {
    if (LIGHT.test(styleOf(bold))) bold.replaceWith(...bold.childNodes)
  }
  for (const span of written(page, "span[data-style]")) mark(span)
  for (const heading of written(page, "h1")) renamed(heading, "h2")
  for (const heading of written(page, "p [role=heading], p[role=heading]")) {
    const level = Math.min(4, Math.max(2, Number(heading.getAttribute("aria-level")) || 2))
    const block = heading.closest("p")
    if (block) renamed(block, `h${level}`)
  }
  for (const item of written(page, "p[data-style]")) {
    if (item.isConnected && ITEM.test(styleOf(item))) list(item)
  }
  // Google Docs puts one between paragraphs, where it would be an empty paragraph.
  for (const line of written(page, "br")) {
    if (!line.closest("p, li, td, th, h2, h3, h4, blockquote")) line.remove()
  }
  return page.body.innerHTML
}

export const PastedStyles = Extension.create({
  name: "pastedStyles",
  transformPastedHTML: read,
})
