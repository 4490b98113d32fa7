// The menu of what can be inserted: typed as "/" where a word begins, or opened by its button.
//
// A part of the editor offers an entry with `addInsertions`, as {name, label, run}; `run` is given
// the editor once the "/" is gone.
import { Extension, pm } from "django-prose-editor/editor"
import { CLOSED, KEY, Menu, typed } from "./insert-menu.js";
import { offered } from "./offered.js";

const ORDER = [
  "heading", "subheading", "smallHeading", "picture", "quote", "pull", "list", "numbers", "table",
  "footnote", "box", "card", "embed", "rule",
]
const STANDARD = {
  heading: (it) => it.setHeading({ level: 2 }),
  subheading: (it) => it.setHeading({ level: 3 }),
  smallHeading: (it) => it.setHeading({ level: 4 }),
  quote: (it) => it.setBlockquote(),
  list: (it) => it.toggleBulletList(),
  numbers: (it) => it.toggleOrderedList(),
  table: (it) => it.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  rule: (it) => it.setHorizontalRule(),
}

function entries(editor, says) {
  const standard = Object.entries(STANDARD).map(([name, command]) => ({
    name,
    label: says[name],
    run: () => command(editor.chain().focus()).run(),
  }))
  const place = ({ name }) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)
  const all = [...standard, ...offered(editor, "addInsertions")]
  return all.sort((one, other) => place(one) - place(other))
}

function next(transaction, was, state) {
  const told = transaction.getMeta(KEY)
  if (told) return { chosen: 0, ...told }
  if (was.from === null) return CLOSED
  const from = transaction.mapping.map(was.from, -1)
  if (typed(state, from) === null) return CLOSED
  return { ...was, from, chosen: transaction.docChanged ? 0 : was.chosen }
}

export const Insert = Extension.create({
  name: "insert",
  // Before the keys of lists and tables.
  priority: 2000,
  addOptions: () => ({ button: "", label: "", none: "", says: {} }),
  addTools() {
    // After what is chosen, which stays.
    const open = (editor) => {
      editor.commands.focus()
      const { selection, schema, tr } = editor.state
      const isText = selection.$to.parent.inlineContent
      if (!isText) tr.insert(selection.to, schema.nodes.paragraph.create())
      const from = isText ? selection.to : selection.to + 1
      tr.setSelection(pm.state.TextSelection.create(tr.doc, from)).insertText("/")
      editor.view.dispatch(tr.setMeta(KEY, { from, isByButton: true }).scrollIntoView())
    }
    return [{ name: "insert", group: "insert", label: this.options.button, keys: "/", run: open }]
  },
  addProseMirrorPlugins() {
    const { editor, options } = this
    let menu
    const attributes = (state) => {
      const { from, chosen } = KEY.getState(state) || CLOSED
      const words = menu ? typed(state, from) : null
      if (words === null || !menu.matching(words).length) return {}
      return {
        "aria-autocomplete": "list",
        "aria-controls": menu.list.id,
        "aria-activedescendant": menu.optionId(chosen),
      }
    }
    const begins = (view, from, to, text) => {
      const $from = view.state.doc.resolve(from)
      const before = $from.parent.textBetween(0, $from.parentOffset, null, "\ufffc")
      if (text !== "/" || !/(^|\s)$/.test(before)) return false
      view.dispatch(view.state.tr.insertText("/", from, to).setMeta(KEY, { from }))
      return true
    }
    return [
      new pm.state.Plugin({
        key: KEY,
        state: { init: () => CLOSED, apply: (tr, was, before, state) => next(tr, was, state) },
        view: () => (menu = new Menu(editor, entries(editor, options.says), options)),
        props: {
          attributes,
          handleTextInput: begins,
          handleKeyDown: (view, event) => menu.pressed(view, event),
          handleDOMEvents: { blur: (view) => void setTimeout(() => menu.update(view)) },
        },
      }),
    ]
  },
})
