// The list that opens where a "/" was typed. The text keeps the focus and says which entry is chosen:
// https://www.w3.org/WAI/ARIA/apg/patterns/listbox/
import { pm } from "django-prose-editor/editor"

// Its state: where the "/" stands, or null, and the number of the entry that is chosen.
export const KEY = new pm.state.PluginKey("insert")
export const CLOSED = { from: null, chosen: 0 }

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

// What was typed after the "/", or null where the menu has nothing to do any more.
export function typed(state, from) {
  const { $head, empty } = state.selection
  if (from === null || !empty || $head.pos <= from || $head.start() > from) return null
  const text = state.doc.textBetween(from, $head.pos)
  return /^\/\S*$/.test(text) ? text.slice(1) : null
}

// What is chosen in the caption of a picture stands after the picture.
function leaveCaption(tr) {
  const { $from } = tr.selection
  if ($from.parent.type.name !== "picture") return
  const after = $from.after()
  tr.insert(after, tr.doc.type.schema.nodes.paragraph.create())
  tr.setSelection(pm.state.TextSelection.create(tr.doc, after + 1))
}

export class Menu {
  constructor(editor, entries, { label, none }) {
    this.editor = editor
    this.entries = entries
    this.none = none
    this.list = document.createElement("ul")
    this.list.id = `${editor.options.element.querySelector("textarea").id}-insert`
    this.list.className = "insert"
    this.list.popover = "manual"
    this.list.tabIndex = -1
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
    leaveCaption(transaction)
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
