// The menu of what can be inserted: typed as "/" where a word begins, or opened by its button.
//
// A part of the editor offers an entry with `addInsertions`, as {name, label, run}; `run` is given
// the editor once the "/" is gone.
import { Extension, pm } from "django-prose-editor/editor"
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
const KEY = new pm.state.PluginKey("insert")
const CLOSED = { from: null, chosen: 0 }

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

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

// What was typed after the "/", or null where the menu has nothing to do any more.
function typed(state, from) {
  const { $head, empty } = state.selection
  if (from === null || !empty || $head.pos <= from || $head.start() > from) return null
  const text = state.doc.textBetween(from, $head.pos)
  return /^\/\S*$/.test(text) ? text.slice(1) : null
}

function next(transaction, was, state) {
  const told = transaction.getMeta(KEY)
  if (told) return { chosen: 0, ...told }
  if (was.from === null) return CLOSED
  const from = transaction.mapping.map(was.from, -1)
  if (typed(state, from) === null) return CLOSED
  return { ...was, from, chosen: transaction.docChanged ? 0 : was.chosen }
}

class Menu {
  constructor(editor, { label, none, says }) {
    this.editor = editor
    this.entries = entries(editor, says)
    this.none = none
    this.list = document.createElement("ul")
    this.list.id = `${editor.options.element.querySelector("textarea").id}-insert`
    this.list.className = "insert"
    this.list.popover = "manual"
    this.list.setAttribute("role", "listbox")
    this.list.setAttribute("aria-label", label)
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault()
      const option = event.target.closest("[role=option]")
      if (option) this.choose(this.shown[this.options().indexOf(option)])
    })
    editor.options.element.append(this.list)
    this.shown = []
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")]
  }

  optionId(number) {
    return `${this.list.id}-${number}`
  }

  update(view) {
    const { from, chosen } = KEY.getState(view.state)
    const words = typed(view.state, from)
    if (words === null || !view.hasFocus()) {
      this.shown = []
      if (this.list.matches(":popover-open")) this.list.hidePopover()
      return
    }
    this.show(words, chosen)
    this.list.showPopover()
    this.place(view, from)
    this.options()[chosen]?.scrollIntoView({ block: "nearest" })
  }

  show(words, chosen) {
    this.shown = this.matching(words)
    const options = this.shown.map(({ label }, number) => {
      const option = document.createElement("li")
      option.id = this.optionId(number)
      option.setAttribute("role", "option")
      option.setAttribute("aria-selected", String(number === chosen))
      option.textContent = label
      return option
    })
    if (!options.length) {
      const none = document.createElement("li")
      none.setAttribute("role", "option")
      none.setAttribute("aria-disabled", "true")
      none.textContent = this.none
      this.list.replaceChildren(none)
    } else this.list.replaceChildren(...options)
  }

  matching(words) {
    const sought = folded(words)
    return this.entries.filter(
      ({ name, label }) => folded(label).includes(sought) || name.toLowerCase().startsWith(sought),
    )
  }

  place(view, from) {
    const at = view.coordsAtPos(from)
    const { offsetHeight, offsetWidth, style } = this.list
    const below = at.bottom + offsetHeight < window.innerHeight
    const isRightToLeft = getComputedStyle(view.dom).direction === "rtl"
    const left = isRightToLeft ? at.right - offsetWidth : at.left
    style.top = `${below ? at.bottom : Math.max(0, at.top - offsetHeight)}px`
    style.left = `${Math.max(0, Math.min(left, window.innerWidth - offsetWidth))}px`
  }

  choose(entry) {
    const { view, state } = this.editor
    const { from } = KEY.getState(state)
    const transaction = state.tr.delete(from, state.selection.head).setMeta(KEY, CLOSED)
    view.dispatch(transaction)
    entry.run(this.editor)
  }

  pressed(view, event) {
    const { from, chosen, isByButton } = KEY.getState(view.state)
    if (from === null || event.isComposing) return false
    const count = this.shown.length
    const steps = { ArrowDown: 1, ArrowUp: -1 }
    if (event.key === "Escape") {
      const closed = view.state.tr.setMeta(KEY, CLOSED)
      view.dispatch(isByButton ? closed.delete(from, view.state.selection.head) : closed)
      return true
    }
    if (!count) return false
    if (event.key in steps) {
      const to = (chosen + steps[event.key] + count) % count
      view.dispatch(view.state.tr.setMeta(KEY, { from, isByButton, chosen: to }))
      return true
    }
    if (event.key !== "Enter" && event.key !== "Tab") return false
    this.choose(this.shown[chosen])
    return true
  }

  destroy() {
    this.list.remove()
  }
}

export const Insert = Extension.create({
  name: "insert",
  // Before the keys of lists and tables.
  priority: 2000,
  addOptions: () => ({ button: "", label: "", none: "", says: {} }),
  addTools() {
    const open = (editor) => {
      editor.commands.focus()
      const { from } = editor.state.selection
      const slash = editor.state.tr.insertText("/").setMeta(KEY, { from, isByButton: true })
      editor.view.dispatch(slash)
    }
    return [{ name: "insert", group: "insert", label: this.options.button, keys: "/", run: open }]
  },
  addProseMirrorPlugins() {
    const { editor, options } = this
    let menu
    const attributes = (state) => {
      const { from, chosen } = KEY.getState(state) || CLOSED
      if (from === null || !menu) return {}
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
        view: () => (menu = new Menu(editor, options)),
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
