// What stands apart from a text: a pull quote and a box.
import { Node, pm } from "django-prose-editor/editor"
import { noted } from "./noted.js";

function aside(name, content) {
  return Node.create({
    name,
    group: "block",
    content,
    defining: true,
    addOptions: () => ({ label: "", off: "" }),
    parseHTML: () => [{ tag: `aside.${name}` }],
    renderHTML: () => ["aside", { class: name }, 0],
    addNodeView: () => noted,
    addInsertions() {
      return [{ name, label: this.options.label, run: (editor) => setApart(editor, name) }]
    },
    addTools() {
      const isShown = (editor) => editor.isActive(name)
      const run = (editor) => editor.chain().focus().lift(name).run()
      return [{ name: `${name}Off`, group: "insert", label: this.options.off, isShown, run }]
    },
    addKeyboardShortcuts() {
      return { Backspace: () => steppedBack(this.editor, name) }
    },
  })
}

// The paragraph or heading of the cursor; an empty one after the block where it cannot be.
function setApart(editor, name) {
  if (editor.isActive("heading")) editor.commands.setParagraph()
  if (editor.chain().focus().wrapIn(name).run()) return
  const { $to } = editor.state.selection
  const content = { type: name, content: [{ type: "paragraph" }] }
  editor.chain().insertContentAt($to.after(1), content).focus($to.after(1) + 2).run()
}

// At the begin of the paragraph after it, the cursor goes into it: the paragraph would be wrapped
// into a second one.
function steppedBack({ state, view }, name) {
  const { $head, empty } = state.selection
  const before = $head.depth === 1 && state.doc.resolve($head.before()).nodeBefore
  if (!empty || $head.parentOffset || !before || before.type.name !== name) return false
  const transaction = state.tr
  if (!$head.parent.content.size) transaction.delete($head.before(), $head.after())
  const end = transaction.doc.resolve($head.before())
  view.dispatch(transaction.setSelection(pm.state.Selection.near(end, -1)).scrollIntoView())
  return true
}

export const PullQuote = aside("pull", "paragraph+")
export const Box = aside("box", "block+")
