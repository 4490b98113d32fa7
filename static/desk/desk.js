// A problem, and what is to be corrected, links to its field. The editor hides the field it works
// for, so lead to the editor.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".panel .problem a, .refused a")
  const field = link && document.getElementById(link.hash.slice(1))
  const row = field && field.closest(".form-row")
  const editor = row && row.querySelector(".ProseMirror[contenteditable=true]")
  if (!editor) return
  event.preventDefault()
  row.scrollIntoView({ block: "center" })
  editor.focus()
})
