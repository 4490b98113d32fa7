// Word writes the items of a list as paragraphs that begin with their number.
const ITEM = /mso-list:\s*\w+\s+level\d/i
const NUMBER = /mso-list:\s*ignore/i

const styleOf = (element) => element.dataset.style || ""

function list(first, renamed) {
  const items = []
  for (let item = first; item && ITEM.test(styleOf(item)); item = item.nextElementSibling) {
    items.push(item)
  }
  const numbered = /^\s*[\dA-Za-z]+[.)]/.test(first.textContent)
  const made = first.ownerDocument.createElement(numbered ? "ol" : "ul")
  const number = parseInt(first.textContent, 10)
  if (numbered && number > 1) made.setAttribute("start", number)
  first.before(made)
  for (const item of items) {
    for (const part of item.querySelectorAll("[data-style]")) {
      if (NUMBER.test(styleOf(part))) part.remove()
    }
    made.append(renamed(item, "li"))
  }
}

export function listed(page, renamed) {
  for (const item of page.querySelectorAll("p[data-style]")) {
    if (item.isConnected && ITEM.test(styleOf(item))) list(item, renamed)
  }
}
