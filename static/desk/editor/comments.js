// Comments in the text that is being written: passages stand out by decorations, so that nothing of
// them is ever in the text. The list in the panel says which there are; it is also where they are
// read and answered.
import { Extension, pm } from "django-prose-editor/editor"
import { ask } from "./dialog.js";
import { tell } from "./told.js";

const AROUND = 32
const key = new pm.state.PluginKey("comments")
const panel = () => document.getElementById("comments")

// The words of a block of the text, and where each of its characters stands.
function read(block, offset) {
  let words = ""
  const places = []
  block.descendants((node, pos) => {
    const text = node.isText ? node.text : node.isLeaf ? node.attrs.label || "" : ""
    for (let index = 0; index < text.length; index++) {
      places.push(offset + 1 + pos + (node.isText ? index : 0))
    }
    words += text
  })
  return { words, places }
}

const blocksOf = (doc) => {
  const blocks = []
  doc.forEach((node, offset) => blocks.push(read(node, offset)))
  return blocks
}

const alike = (one, other) => {
  let count = 0
  while (count < one.length && one[count] === other[count]) count++
  return count
}
const reversed = (text) => [...text].reverse().join("")

// Where the passage of a comment stands: between as much as possible of what stood around it.
function find({ passage, before, after, block }, blocks) {
  let best = null
  blocks.forEach(({ words, places }, number) => {
    for (let at = words.indexOf(passage); at >= 0; at = words.indexOf(passage, at + 1)) {
      const end = at + passage.length
      const likeness =
        alike(reversed(before), reversed(words.slice(Math.max(0, at - AROUND), at))) +
        alike(after, words.slice(end, end + AROUND))
      const score = likeness - Math.abs(number - Number(block)) / 1000
      if (!best || score > best.score) best = { score, from: places[at], to: places[end - 1] + 1 }
    }
  })
  return best
}

function drawn(doc) {
  const { Decoration, DecorationSet } = pm.view
  const blocks = blocksOf(doc)
  const listed = [...(panel()?.querySelectorAll("[data-passage]") || [])]
  const found = listed.map((item) => ({ item, place: find(item.dataset, blocks) }))
  const decorations = found
    .filter(({ place }) => place)
    .map(({ item, place: { from, to } }) =>
      Decoration.inline(from, to, { class: "commented" }, { comment: item.dataset.comment }),
    )
  return DecorationSet.create(doc, decorations)
}

// What is selected, within one block of the text, and what stands around it.
function selected({ doc, selection: { from, to, empty, $from } }) {
  if (empty || !$from.depth) return null
  const [offset, block] = [$from.before(1), $from.node(1)]
  const end = Math.min(to, offset + block.nodeSize - 1)
  const { words, places } = read(block, offset)
  const inside = places.filter((place) => place >= from && place < end).length
  const start = places.filter((place) => place < from).length
  const quotation = words.slice(start, start + inside)
  if (!quotation.trim()) return null
  return {
    quotation,
    before: words.slice(Math.max(0, start - AROUND), start),
    after: words.slice(start + inside, start + inside + AROUND),
  }
}

async function send(told) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const body = new URLSearchParams({ ...told, is_typed: "on", csrfmiddlewaretoken: token })
  const headers = { "X-Requested-With": "fetch" }
  const answer = await fetch(panel().dataset.url, { method: "POST", body, headers })
  // Somebody whose session has ended is led to the door, which is no list of comments.
  const text = await answer.text()
  return { isTaken: answer.ok && !answer.redirected, said: answer.status === 422 ? text : "", text }
}

function replaceList(html) {
  const list = new DOMParser().parseFromString(html, "text/html").getElementById("comments")
  panel().replaceWith(document.adoptNode(list))
}

async function comment(editor, says) {
  const passage = selected(editor.state)
  if (!passage) return tell(editor, says.nothing)
  let words = ""
  let wrong = ""
  while (true) {
    const typed = await ask({
      title: says.title,
      fields: [{ name: "words", label: says.label, type: "long", value: words, help: wrong || passage.quotation.slice(0, 200) }],
      save: says.save,
      cancel: says.cancel,
    })
    if (!typed) return editor.commands.focus()
    words = typed.words
    const answer = await send({ ...passage, words }).catch(() => ({ isTaken: false }))
    if (answer.isTaken) {
      replaceList(answer.text)
      editor.view.dispatch(editor.state.tr.setMeta(key, true))
      tell(editor, says.done)
      return editor.commands.focus()
    }
    wrong = answer.said || says.failed
  }
}

export const Comments = Extension.create({
  name: "comments",
  addOptions: () => ({ label: "", says: {} }),
  addTools() {
    const { label, says } = this.options
    if (!panel()) return []
    const run = (editor) => comment(editor, says)
    return [{ name: "comment", group: "links", label, keys: "Control+Alt+M", run }]
  },
  addKeyboardShortcuts() {
    const { says } = this.options
    return { "Mod-Alt-m": () => Boolean(panel()) && (comment(this.editor, says), true) }
  },
  onCreate() {
    const { editor } = this
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("#comments .said__passage")
      const id = link?.closest("[data-comment]").dataset.comment
      const [place] = id ? key.getState(editor.state).find(null, null, (spec) => spec.comment === id) : []
      if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      editor.chain().focus().setTextSelection({ from: place.from, to: place.to }).scrollIntoView().run()
    })
  },
  addProseMirrorPlugins: () => [
    new pm.state.Plugin({
      key,
      state: {
        init: (_config, { doc }) => drawn(doc),
        apply: (transaction, before) =>
          transaction.getMeta(key) ? drawn(transaction.doc) : before.map(transaction.mapping, transaction.doc),
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})
