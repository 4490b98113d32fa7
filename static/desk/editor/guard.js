// An editor writes its text anew with each letter that is typed, and leaves out what it has no name
// for. So each is asked as it opens what it would write; where anything of the text would be lost,
// as when one of its modules did not load, it is closed, and the text stays as it is stored.
//
// The editors are begun from here: none opens without this.
import { pm } from "django-prose-editor/editor"
import "django-prose-editor/configurable"
import { lost } from "./lost.js";

function close(editor, textarea) {
  const says = JSON.parse(textarea.dataset.guard)
  // Without the second `false` the editor would write its text into the field.
  editor.setEditable(false, false)
  // Buttons and scripts change a text that nobody can type in.
  editor.registerPlugin(new pm.state.Plugin({ filterTransaction: ({ docChanged }) => !docChanged }))
  const holder = editor.options.element
  holder.classList.add("prose-editor--closed")
  const told = document.createElement("div")
  told.className = "guard"
  told.setAttribute("role", "alert")
  const words = Object.assign(document.createElement("p"), { textContent: says.closed })
  told.append(words, button(says.again, () => location.reload()))
  // What was typed into the field itself is kept as it is, as it is without scripts.
  told.append(button(says.source, () => { told.remove(); editor.destroy(); textarea.focus() }))
  holder.before(told)
}

function button(textContent, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent })
  made.addEventListener("click", act)
  return made
}

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  if (lost(textarea.value, editor.getHTML()).length) close(editor, textarea)
})
