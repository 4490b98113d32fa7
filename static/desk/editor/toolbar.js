// The toolbar over an editor: buttons with words, one stop of the Tab key, arrow keys within it.
//
// A part of the editor offers buttons with `addTools`, as {name, group, label, run}; where it makes
// sense also `isOn` (for one that is pressed or not), `isPossible`, `isShown` and `keys`.
import { Extension, pm } from "django-prose-editor/editor"
import { offered } from "./offered.js";

const GROUPS = ["blocks", "marks", "links", "lists", "insert", "table", "history", "tidying"]

const block = (name, node, command, keys) => ({
  name,
  group: "lists",
  keys,
  isOn: (editor) => editor.isActive(node),
  isPossible: (editor) => command(editor.can()),
  run: (editor) => command(editor.chain().focus()).run(),
})
const heading = (name, level) => ({
  ...block(name, "heading", (it) => it.toggleHeading({ level }), `Control+Alt+${level}`),
  group: "blocks",
  isOn: (editor) => editor.isActive("heading", { level }),
})
const mark = (name, mark, keys) => ({
  name,
  group: "marks",
  keys,
  isOn: (editor) => editor.isActive(mark),
  isPossible: (editor) => editor.can().toggleMark(mark),
  run: (editor) => editor.chain().focus().toggleMark(mark).run(),
})
const step = (name, command, group, isShown, keys) => ({
  name,
  group,
  keys,
  isShown,
  isPossible: (editor) => editor.can()[command](),
  run: (editor) => editor.chain().focus()[command]().run(),
})
const inTable = (editor) => editor.isActive("table")

const STANDARD = [
  heading("heading", 2),
  heading("subheading", 3),
  mark("bold", "bold", "Control+B"),
  mark("italic", "italic", "Control+I"),
  mark("superscript", "superscript", "Control+."),
  mark("subscript", "subscript", "Control+,"),
  block("list", "bulletList", (it) => it.toggleBulletList(), "Control+Shift+8"),
  block("numbers", "orderedList", (it) => it.toggleOrderedList(), "Control+Shift+7"),
  block("quote", "blockquote", (it) => it.toggleBlockquote(), "Control+Shift+B"),
  step("addRow", "addRowAfter", "table", inTable),
  step("addColumn", "addColumnAfter", "table", inTable),
  step("deleteRow", "deleteRow", "table", inTable),
  step("deleteColumn", "deleteColumn", "table", inTable),
  step("headRow", "toggleHeaderRow", "table", inTable),
  step("deleteTable", "deleteTable", "table", inTable),
  step("undo", "undo", "history", null, "Control+Z"),
  step("redo", "redo", "history", null, "Control+Y"),
]

function made(tool, editor) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "tools__button"
  button.dataset.tool = tool.name
  button.textContent = tool.label
  button.tabIndex = -1
  if (tool.keys) {
    button.title = `${tool.label} (${tool.keys.replace("Control", "Ctrl")})`
    button.setAttribute("aria-keyshortcuts", tool.keys)
  }
  // The text keeps its selection.
  button.addEventListener("mousedown", (event) => event.preventDefault())
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") tool.run(editor)
  })
  return button
}

function refreshed(tool, button, editor) {
  if (tool.isOn) button.setAttribute("aria-pressed", String(tool.isOn(editor)))
  if (tool.isPossible) button.setAttribute("aria-disabled", String(!tool.isPossible(editor)))
  if (tool.isShown) button.hidden = !tool.isShown(editor)
}

// https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/
function walkedByKeys(bar, editor) {
  const shown = () => [...bar.querySelectorAll("button:not([hidden])")]
  const stopAt = (button) => {
    for (const other of bar.querySelectorAll("button")) other.tabIndex = other === button ? 0 : -1
  }
  bar.addEventListener("focusin", ({ target }) => stopAt(target))
  bar.addEventListener("keydown", (event) => {
    const buttons = shown()
    const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
    const at = buttons.indexOf(document.activeElement)
    const next = {
      ArrowLeft: at + (forward === "ArrowLeft" ? 1 : -1),
      ArrowRight: at + (forward === "ArrowRight" ? 1 : -1),
      Home: 0,
      End: buttons.length - 1,
    }[event.key]
    if (event.key === "Escape") editor.commands.focus()
    if (next === undefined) return
    event.preventDefault()
    buttons[(next + buttons.length) % buttons.length].focus()
  })
  stopAt(shown()[0])
}

export const Toolbar = Extension.create({
  name: "toolbar",
  addOptions: () => ({ label: "", below: "", says: {} }),
  addProseMirrorPlugins() {
    // A cursor that moves up does not go behind the toolbar.
    const room = { top: 140, right: 5, bottom: 40, left: 5 }
    return [new pm.state.Plugin({ props: { scrollThreshold: room, scrollMargin: room } })]
  },
  onCreate() {
    const { editor, options } = this
    const standard = STANDARD.map((tool) => ({ ...tool, label: options.says[tool.name] }))
    const tools = [...standard, ...offered(editor, "addTools")]
    const bar = document.createElement("div")
    bar.className = "tools"
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", options.label)
    const buttons = new Map()
    for (const name of GROUPS) {
      const group = document.createElement("span")
      group.className = "tools__group"
      for (const tool of tools.filter((one) => one.group === name)) {
        buttons.set(tool, made(tool, editor))
        group.append(buttons.get(tool))
      }
      if (group.hasChildNodes()) bar.append(group)
    }
    const refresh = () => buttons.forEach((button, tool) => refreshed(tool, button, editor))
    refresh()
    walkedByKeys(bar, editor)
    editor.view.dom.before(bar)
    const above = document.querySelector(options.below)
    const stand = () => (bar.style.insetBlockStart = `${above.offsetHeight}px`)
    if (above) new ResizeObserver(stand).observe(above)
    let waits = 0
    editor.on("transaction", () => {
      cancelAnimationFrame(waits)
      waits = requestAnimationFrame(refresh)
    })
    this.storage.bar = bar
  },
  onDestroy() {
    this.storage.bar?.remove()
  },
})
