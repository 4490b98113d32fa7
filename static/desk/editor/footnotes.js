// Footnotes, as imports write them: a raised link in the text (<sup><a href="#fn-…">[1]</a></sup>),
// and a note of that name in a numbered list at the end (<li id="fn-…">).
//
// The name of a note never changes, so that texts merged from two people tie no note to another
// place. Its number is where it is first referred to: notes and numbers follow when text is moved.
// Whoever deletes one end deletes the other; a note is kept here, for a reference may be pasted back.
import { Extension, Node, pm } from "django-prose-editor/editor"
import { addNote, footnotes, names, newName, order, remove, settle, settled, shape } from "./notes.js";

const NAME = /^fn-[\w-]{1,60}$/
const SHORTCUT = "Mod-Alt-f"

const nameIn = (link) => {
  const name = (link.getAttribute("href") || "").slice(1)
  return NAME.test(name) ? name : null
}

function readReference(element) {
  const [outer, inner] = element.tagName === "SUP" ? ["SUP", "A"] : ["A", "SUP"]
  const within = element.firstElementChild
  const isReference =
    element.tagName === outer &&
    within?.tagName === inner &&
    within.textContent === element.textContent
  const [sup, link] = outer === "SUP" ? [element, within] : [within, element]
  const name = isReference && nameIn(link)
  if (!name) return false
  return { name, label: element.textContent, id: sup.id || null, linkId: link.id || null }
}

const FootnoteReference = Node.create({
  name: "footnoteReference",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ name: {}, label: {}, id: { default: null }, linkId: { default: null } }),
  parseHTML: () => ["sup", "a"].map((tag) => ({ tag, priority: 100, getAttrs: readReference })),
  renderHTML: ({ node: { attrs } }) => [
    "sup",
    attrs.id ? { id: attrs.id } : {},
    ["a", { href: `#${attrs.name}`, ...(attrs.linkId ? { id: attrs.linkId } : {}) }, attrs.label],
  ],
  renderText: ({ node }) => node.attrs.label,
})

function noteAround({ $head }) {
  for (let depth = $head.depth; depth > 0; depth--) {
    const node = $head.node(depth)
    if (node.type.name === "listItem" && node.attrs.id) return { node, pos: $head.before(depth) }
  }
  return null
}

function select(transaction, pos) {
  const selection = pm.state.Selection.near(transaction.doc.resolve(pos))
  return transaction.setSelection(selection).scrollIntoView()
}

// Puts a footnote where the cursor is, and the cursor into its note.
function insert({ state, dispatch }) {
  const { $to } = state.selection
  const { footnoteReference, listItem, paragraph } = state.schema.nodes
  const isPossible = $to.parent.inlineContent && !noteAround(state.selection)
  if (!isPossible || !dispatch) return isPossible
  const { references } = footnotes(state.doc)
  const before = names(references.filter(({ pos }) => pos < $to.pos))
  const number = order(state.doc).filter((name) => before.includes(name)).length
  const name = newName(state.doc)
  const isBare = references.length && !references[0].node.attrs.label.startsWith("[")
  const reference = footnoteReference.create({ name, label: isBare ? "1" : "[1]" })
  const transaction = state.tr.insert($to.pos, reference)
  const note = listItem.create({ id: name }, paragraph.create())
  dispatch(select(transaction, addNote(transaction, note, number) + 2))
  return true
}

// From a note to where it is referred to, and back.
function cross({ state, dispatch }) {
  const around = noteAround(state.selection)
  const { references, notes } = footnotes(state.doc)
  if (around) {
    const reference = references.find(({ name }) => name === around.node.attrs.id)
    if (reference && dispatch) dispatch(select(state.tr, reference.pos + 1))
    return Boolean(reference)
  }
  const chosen = state.selection.node
  if (chosen?.type.name !== "footnoteReference") return false
  const note = notes.find(({ name }) => name === chosen.attrs.name)
  if (note && dispatch) dispatch(select(state.tr, note.pos + note.node.nodeSize - 2))
  return Boolean(note)
}

// At the begin of a note there is nothing before it to join; an empty one goes, with its reference.
function backspace({ state, dispatch }) {
  const around = noteAround(state.selection)
  const { $head, empty } = state.selection
  if (!around || !empty || $head.pos !== around.pos + 2) return false
  if (around.node.textContent) return true
  const { references } = footnotes(state.doc)
  const reference = references.find(({ name }) => name === around.node.attrs.id)
  const transaction = state.tr
  remove(transaction, around)
  if (reference) select(transaction, reference.pos)
  dispatch(transaction)
  return true
}

export const Footnotes = Extension.create({
  name: "footnotes",
  // Before the keys of lists.
  priority: 1000,
  addOptions: () => ({ label: "" }),
  addExtensions: () => [FootnoteReference],
  // Manuscripts have such names in other places as well; they are kept.
  addGlobalAttributes: () => [
    {
      types: ["paragraph", "listItem", "superscript", "link"],
      attributes: {
        id: {
          default: null,
          keepOnSplit: false,
          parseHTML: (element) => (NAME.test(element.id) ? element.id : null),
          renderHTML: ({ id }) => (id ? { id } : {}),
        },
      },
    },
  ],
  addTools() {
    const run = (editor) => editor.chain().focus().footnote().run()
    const isPossible = (editor) => editor.can().footnote()
    const { label } = this.options
    return [{ name: "footnote", group: "links", label, keys: "Control+Alt+F", isPossible, run }]
  },
  addInsertions() {
    const run = (editor) => editor.chain().focus().footnote().run()
    return [{ name: "footnote", label: this.options.label, run }]
  },
  addCommands: () => ({ footnote: () => (given) => cross(given) || insert(given) }),
  addKeyboardShortcuts() {
    const { editor } = this
    const dispatch = (transaction) => editor.view.dispatch(transaction)
    const given = () => ({ state: editor.state, dispatch })
    return {
      [SHORTCUT]: () => editor.commands.footnote(),
      Enter: () => {
        if (editor.state.selection.node && cross(given())) return true
        return Boolean(noteAround(editor.state.selection)) && editor.commands.splitBlock()
      },
      Backspace: () => backspace(given()),
    }
  },
  addProseMirrorPlugins() {
    const kept = new Map()
    return [
      new pm.state.Plugin({
        appendTransaction(transactions, before, after) {
          // A text that is set as a whole, as one that is restored, is what it is.
          if (transactions.some((one) => one.getMeta("preventUpdate") !== undefined)) return null
          if (!transactions.some((one) => one.docChanged)) return null
          const was = footnotes(before.doc)
          if (shape(was) === shape(footnotes(after.doc))) return null
          const transaction = after.tr
          settle(transaction, was, kept)
          return transaction.docChanged ? transaction : null
        },
        props: {
          // What is dragged within the text is the same afterwards.
          transformPasted: (slice, view) =>
            view.dragging?.move ? slice : settled(slice, view.state.doc, kept),
          handleDOMEvents: {
            // A note is indented below no other: the Tab key leaves the text.
            keydown: (view, { key }) => key === "Tab" && Boolean(noteAround(view.state.selection)),
          },
        },
      }),
    ]
  },
})
