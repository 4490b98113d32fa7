// What a textbox says of itself: its name, its language and direction, and that spelling is checked.
// The language is that of the piece, and changes with the field that says it.
import { Extension, pm } from "django-prose-editor/editor"

const labelOf = (textarea) => document.querySelector(`label[for="${textarea.id}"]`)

export const Language = Extension.create({
  name: "language",
  addOptions: () => ({ field: "", rightToLeft: [] }),
  addProseMirrorPlugins() {
    const { field, rightToLeft } = this.options
    const textarea = this.editor.options.element.querySelector("textarea")
    const label = labelOf(textarea)
    const attributes = () => {
      const language = document.getElementById(field)?.value || document.documentElement.lang
      const direction = rightToLeft.includes(language) ? "rtl" : "ltr"
      const name = label ? label.textContent.trim().replace(/:$/, "") : ""
      return {
        spellcheck: "true",
        lang: language,
        dir: direction,
        "aria-label": name,
        "aria-multiline": "true",
      }
    }
    return [new pm.state.Plugin({ props: { attributes } })]
  },
  onCreate() {
    const { editor } = this
    const textarea = editor.options.element.querySelector("textarea")
    // The field that the label names is hidden behind the editor.
    labelOf(textarea)?.addEventListener("click", () => editor.commands.focus())
    document.getElementById(this.options.field)?.addEventListener("change", () => {
      editor.view.dispatch(editor.state.tr)
    })
  },
})
