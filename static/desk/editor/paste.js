// What Word and Google Docs put on the clipboard says in style attributes what is bold, slanted or
// raised, and that a <b> around everything is not. The content policy, rightly, applies no style
// attribute, and the editor reads what a browser applied: all of a text came out bold, or nothing
// did. So the attributes are read here as text, and written as elements that the editor knows.
// Nothing has to be allowed for that.
//
// A part of the editor that knows elements of its own reads them first, with `addPasteReaders`: a
// list of functions that are given the page. What a text cannot hold is left out, counted and told.
import { Extension } from "django-prose-editor/editor"
import { destination } from "./destination.js";
import { offered } from "./offered.js";
import { parsed } from "./parsed.js";
import { tell } from "./told.js";
import { listed } from "./word-list.js";

const MARKS = [
  ["strong", /font-weight:\s*(bold|[6-9]00)/i],
  ["em", /font-style:\s*(italic|oblique)/i],
  ["sup", /vertical-align:\s*super/i],
  ["sub", /vertical-align:\s*sub(?!\w)/i],
]
const LIGHT = /font-weight:\s*(normal|[1-5]00)/i
const STRUCK = /text-decoration[^;]*line-through/i
const HIDDEN = /display:\s*none|mso-hide:\s*all/i
// Where a heading of the first level is a heading of the text and not the title of a page.
const DOCUMENT = /docs-internal-guid|mso-|class="?Mso|paraid=|LibreOffice/i
const HEADINGS = "h1, h2, h3, h4, h5, h6, [role=heading]"
const BLOCKS = "p, li, td, th, h2, h3, h4, blockquote, figcaption"
// The last is how an editor marks what was copied out of it.
const KEPT_OF_LINKS = ["href", "title", "id", "data-pm-slice"]
const LEFT = {
  pictures: "img:not([data-photo] img), picture, svg",
  videos: "video, iframe, embed, object",
  sounds: "audio",
  forms: "input:not([type=hidden]), select, textarea, button",
}

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

function emphasise(page) {
  for (const bold of written(page, "b, strong")) {
    if (LIGHT.test(styleOf(bold))) bold.replaceWith(...bold.childNodes)
  }
  for (const span of written(page, "span[data-style]")) mark(span)
}

// A style that makes a whole heading bold or slanted is how it looks, and no emphasis.
function calm(heading) {
  const words = heading.textContent.trim()
  for (const look of written(heading, "b, strong, i, em")) {
    if (look.textContent.trim() === words) look.replaceWith(...look.childNodes)
  }
}

function lower(page, isDocument) {
  const levelOf = (it) => Number(it.getAttribute("aria-level") || it.tagName.slice(1)) || 2
  const headings = written(page, HEADINGS)
  const step = isDocument || headings.some((heading) => levelOf(heading) === 1) ? 1 : 0
  for (const heading of headings) {
    const level = Math.min(4, Math.max(2, levelOf(heading) + step))
    calm(renamed(heading.closest("p") || heading, `h${level}`))
  }
}

// Each kind of what is left out, with how often.
function leaveOut(page) {
  const left = {}
  const drop = (kind, elements) => {
    const isWithin = (one) => elements.some((other) => other !== one && other.contains(one))
    const outermost = elements.filter((one) => !isWithin(one))
    outermost.forEach((element) => element.remove())
    if (outermost.length) left[kind] = outermost.length
  }
  const styled = written(page, "[data-style]")
  drop("hidden", styled.filter((one) => HIDDEN.test(styleOf(one)) && one.textContent.trim()))
  const struck = styled.filter((one) => STRUCK.test(styleOf(one)) && one.textContent.trim())
  drop("struck", [...written(page, "s, strike, del"), ...struck])
  for (const [kind, selector] of Object.entries(LEFT)) drop(kind, written(page, selector))
  for (const link of written(page, "a[href]")) {
    const href = destination(link.getAttribute("href"))
    const unkept = link.getAttributeNames().filter((name) => !KEPT_OF_LINKS.includes(name))
    unkept.forEach((name) => link.removeAttribute(name))
    if (href) link.setAttribute("href", href)
    else {
      left.links = (left.links || 0) + 1
      link.replaceWith(...link.childNodes)
    }
  }
  return left
}

function trimEnd(block) {
  const texts = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  let last = null
  while (texts.nextNode()) last = texts.currentNode
  if (last) last.data = last.data.replace(/[\s\u00a0]+$/, "")
}

function tidy(page) {
  for (const quoted of written(page, "q")) quoted.replaceWith("“", ...quoted.childNodes, "”")
  // Google Docs puts one between paragraphs, where it would be an empty paragraph.
  for (const line of written(page, "br")) if (!line.closest(BLOCKS)) line.remove()
  const blocks = written(page, "p, h2, h3, h4")
  // A blank at the end of a few words belongs to them; one at the end of a paragraph is Word's.
  if (blocks.length > 1) blocks.forEach(trimEnd)
  for (const block of blocks) {
    const isEmpty = !block.textContent.trim() && !block.querySelector("[data-photo]")
    if (isEmpty && !block.closest("td, th, li, aside, figure")) block.remove()
  }
}

function read(html, readers) {
  const page = parsed(html)
  readers.forEach((reader) => reader(page))
  const left = leaveOut(page)
  emphasise(page)
  lower(page, DOCUMENT.test(html))
  listed(page, renamed)
  tidy(page)
  return { html: page.body.innerHTML, left }
}

export const PastedStyles = Extension.create({
  name: "pastedStyles",
  addOptions: () => ({ leftOut: "", says: {} }),
  transformPastedHTML(given) {
    const { leftOut, says } = this.options
    const { html, left } = read(given, offered(this.editor, "addPasteReaders"))
    const words = Object.entries(left).map(([kind, count]) => `${says[kind]} (${count})`)
    tell(this.editor, words.length ? `${leftOut} ${words.join(", ")}` : "")
    return html
  },
})
