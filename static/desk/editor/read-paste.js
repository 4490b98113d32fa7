// What the editor reads of a paste by itself (paste.js) is in its place at once. What it has no eyes
// for, as footnotes, lists in lists, verse, and the style sheets of Word and Google Docs, the newsroom
// reads as it reads manuscripts. Where that does not answer, it is pasted as the editor reads it.
import { Extension, pm } from "django-prose-editor/editor"
import { tell } from "./told.js";

const WAIT = 8000
const SEEN_BY_THE_NEWSROOM = [
  /mso-(list:\s*\w+\s+level[2-9]|element|footnote|endnote)/i,
  /<(pre|ruby|math|style)\b/i,
  /<a\b[^>]*\bhref\s*=\s*["']?#/i,
  /\blst-kix_/,
  /text-transform:\s*uppercase|white-space:\s*(pre|pre-line)\s*[;"']/i,
  /\b(google\.[a-z.]+\/url|l\.facebook\.com|safelinks\.protection\.outlook)/i,
]
// How an editor marks what was copied out of it.
const OURS = /data-pm-slice/

const isForTheNewsroom = (html) =>
  !OURS.test(html) && SEEN_BY_THE_NEWSROOM.some((sign) => sign.test(html))
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || ""

async function read(html, address) {
  const body = new FormData()
  body.append("html", html)
  const headers = { Accept: "application/json", "X-CSRFToken": token() }
  const signal = AbortSignal.timeout(WAIT)
  const answer = await fetch(address, { method: "POST", body, headers, signal })
  return answer.ok ? answer.json() : null
}

// The selection in which it was pasted, wherever what others write around it moves it.
function followed(editor) {
  const { from, to } = editor.state.selection
  const place = { from, to }
  const map = ({ transaction }) => {
    place.from = transaction.mapping.map(place.from)
    place.to = transaction.mapping.map(place.to)
  }
  editor.on("transaction", map)
  place.leave = () => editor.off("transaction", map)
  return place
}

function put(editor, html, { from, to }) {
  const { view } = editor
  const { doc, selection, tr } = view.state
  const isElsewhere = selection.from !== from || selection.to !== to
  if (isElsewhere) {
    const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
    view.dispatch(tr.setSelection(pm.state.TextSelection.between($from, $to)))
  }
  let writing = selection.getBookmark()
  const move = ({ transaction }) => (writing = writing.map(transaction.mapping))
  editor.on("transaction", move)
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/html", html)
  view.pasteHTML(html, new ClipboardEvent("paste", { clipboardData }))
  editor.off("transaction", move)
  // Whoever writes elsewhere by now goes on there.
  if (isElsewhere) view.dispatch(view.state.tr.setSelection(writing.resolve(view.state.doc)))
}

function paste(editor, html, { address, says }) {
  const place = followed(editor)
  let isWaiting = true
  const finish = (answer) => {
    if (!isWaiting) return
    isWaiting = false
    place.leave()
    window.removeEventListener("submit", now, true)
    if (editor.isDestroyed) return
    put(editor, answer ? answer.html : html, place)
    if (answer) tell(editor, answer.remarks.join(" "))
  }
  // What is sent meanwhile is sent with it.
  const now = () => finish(null)
  window.addEventListener("submit", now, true)
  tell(editor, says.reading)
  read(html, address).then(finish, () => finish(null))
}

export const ReadPaste = Extension.create({
  name: "readPaste",
  addOptions: () => ({ address: "", says: {} }),
  addProseMirrorPlugins() {
    const { editor, options } = this
    const handle = (view, event) => {
      const html = event.clipboardData?.getData("text/html") || ""
      if (!options.address || !view.editable || !isForTheNewsroom(html)) return false
      event.preventDefault()
      paste(editor, html, options)
      return true
    }
    return [new pm.state.Plugin({ props: { handleDOMEvents: { paste: handle } } })]
  },
})
