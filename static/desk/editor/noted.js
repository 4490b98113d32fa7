// How an aside looks in the editor: as it is stored, and a note to those who hear the page. By itself
// it would be a landmark of the page, as its navigation is.
import { pm } from "django-prose-editor/editor"

export function noted({ node }) {
  const { toDOM } = node.type.spec
  const { dom, contentDOM } = pm.model.DOMSerializer.renderSpec(document, toDOM(node))
  dom.setAttribute("role", "note")
  return { dom, contentDOM }
}
