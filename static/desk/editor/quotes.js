// Quotation marks and dashes as the language of a piece writes them, on request. What funders
// prescribe never stands in a text, so it is never reached.
import { Extension } from "django-prose-editor/editor"
import { changes, isKnown, OTHER } from "./marks.js";
import { tell } from "./told.js";

function lineOf(block) {
  let line = ""
  block.forEach((node) => {
    const isBreak = node.type.name === "hardBreak"
    line += node.isText ? node.text : (isBreak ? "\n" : OTHER).repeat(node.nodeSize)
  })
  return line
}

function tidied(editor, language) {
  const { state, view } = editor
  const { from, to, empty } = state.selection
  const found = []
  state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    for (const change of changes(lineOf(node), language)) {
      const place = { ...change, from: pos + 1 + change.from, to: pos + 1 + change.to }
      if (empty || (place.from >= from && place.to <= to)) found.push(place)
    }
    return false
  })
  const transaction = state.tr
  for (const change of found.reverse()) transaction.insertText(change.text, change.from, change.to)
  if (found.length) view.dispatch(transaction)
  return found.length
}

export const Quotes = Extension.create({
  name: "quotes",
  addOptions: () => ({ label: "", done: "", none: "", unknown: "" }),
  addTools() {
    const { label, done, none, unknown } = this.options
    const run = (editor) => {
      const language = editor.view.dom.lang
      const count = tidied(editor, language)
      tell(editor, isKnown(language) ? (count ? `${done} ${count}` : none) : unknown)
      editor.commands.focus()
    }
    return [{ name: "quotes", group: "tidying", label, run }]
  },
})
