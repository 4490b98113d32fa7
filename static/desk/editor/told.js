// A line under an editor that says what it did not take. It stands until the next one.
export function tell(editor, sentence) {
  const holder = editor.options.element
  let line = holder.querySelector(".told")
  if (!line) {
    line = document.createElement("p")
    line.className = "told"
    line.setAttribute("role", "status")
    holder.append(line)
  }
  line.textContent = sentence
  line.hidden = !sentence
}
