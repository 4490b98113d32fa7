// Footnotes are links to ids. The editor knows no ids of itself and would drop them.
import { Extension } from "django-prose-editor/editor"

const ANCHOR = /^fn-[\w-]{1,60}$/

export const FootnoteAnchors = Extension.create({
  name: "footnoteAnchors",
  addGlobalAttributes() {
    return [
      {
        types: ["paragraph", "listItem", "superscript", "link"],
        attributes: {
          id: {
            default: null,
            keepOnSplit: false,
            parseHTML: (element) => (ANCHOR.test(element.id) ? element.id : null),
            renderHTML: ({ id }) => (id ? { id } : {}),
          },
        },
      },
    ]
  },
})
