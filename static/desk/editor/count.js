// How many words a text has, under it: counted as the server counts them (newsroom/kit/html.py).
import { Extension } from "django-prose-editor/editor"

const WORD = /[\p{L}\p{M}\p{N}_]+(?:[-’'ʼ\u2011][\p{L}\p{M}\p{N}_]+)*/gu

// Of a leaf, the words that are printed: the sign of a footnote, what a card says.
const wordsOf = ({ attrs: { label, title, source, description } }) =>
  label || [title, source, description].filter((text) => text).join(" ") || " "

export const Count = Extension.create({
  name: "count",
  addOptions: () => ({ label: "" }),
  onCreate() {
    const { editor, options } = this
    const line = document.createElement("p")
    line.className = "counted"
    const { format } = new Intl.NumberFormat(document.documentElement.lang)
    const count = () => {
      const { doc } = editor.state
      const text = doc.textBetween(0, doc.content.size, "\n", wordsOf)
      line.textContent = `${options.label} ${format((text.match(WORD) || []).length)}`
    }
    let waits = 0
    editor.on("update", () => {
      clearTimeout(waits)
      waits = setTimeout(count, 300)
    })
    editor.options.element.append(line)
    count()
  },
})
