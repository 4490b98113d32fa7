// What of a text would be gone if another took its place: elements, attributes, and words under
// them, each as it is written in HTML. Of what is only nested or cut up otherwise nothing is.
const VOID = "br, hr, img"
// Whole tables have them in the browser, and the editor does without.
const UNSEEN = ["thead", "tbody", "tfoot"]
// Two of these beside each other are one.
const MARKS = ["a", "b", "em", "i", "strong", "sub", "sup"]

const bare = (text) => text.replace(/\s+/g, "")

// Each element and attribute that something is under, by how it is written.
function written(element) {
  const tag = element.localName
  return UNSEEN.includes(tag)
    ? []
    : [tag, ...[...element.attributes].map(({ name, value }) => `${tag} ${name}="${value}"`)]
}

// How many letters stand under each of them, and how many elements there are of a kind.
function measured(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  const found = new Map()
  const add = (key, number) => found.set(key, (found.get(key) || 0) + number)
  for (const element of body.querySelectorAll("*")) {
    if (!MARKS.includes(element.localName)) add(`${element.localName} itself`, 1)
    const isEmpty = element.matches(VOID) || !bare(element.textContent)
    if (isEmpty) written(element).forEach((key) => add(key, 1))
  }
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const over = new Set()
    for (let one = texts.currentNode.parentElement; one && one !== body; one = one.parentElement) {
      written(one).forEach((key) => over.add(key))
    }
    for (const key of over) add(key, bare(texts.currentNode.data).length)
  }
  UNSEEN.forEach((tag) => found.delete(`${tag} itself`))
  return { found, text: bare(body.textContent) }
}

export function lost(before, after) {
  const [was, is] = [measured(before), measured(after)]
  const gone = [...was.found].filter(([key, number]) => (is.found.get(key) || 0) < number)
  return [...gone.map(([key]) => key), ...(was.text === is.text ? [] : ["text"])]
}
