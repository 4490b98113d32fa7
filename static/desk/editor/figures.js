// Pictures in the text. One stands there as a key of the library; its caption is text of the piece,
// and what is said of the photo is said in the library.
import { Node, pm } from "django-prose-editor/editor"
import { described, news, photo, pick } from "../library/pick.js";
import { made } from "../library/made.js";
import { isPicture, send } from "../library/send.js";
import { tell } from "./told.js";

const WIDTHS = ["", "wide", "full", "beside"]

class View {
  constructor(node, editor, getPos, options) {
    Object.assign(this, { node, editor, getPos, options })
    this.image = made("img", { alt: "" })
    this.contentDOM = made("figcaption", { className: "caption", "data-placeholder": options.says.caption })
    this.lacks = made("button", { type: "button", className: "figure__lacks", hidden: true })
    this.bar = this.madeBar()
    this.dom = made("figure", {}, [this.image, this.contentDOM, this.bar])
    this.hear = ({ detail }) => detail === this.node.attrs.photo && this.refresh()
    news.addEventListener("photo", this.hear)
    this.refresh()
  }

  madeBar() {
    const { says } = this.options
    const choices = WIDTHS.map((width) => made("option", { value: width, textContent: says[width || "column"] }))
    this.width = made("select", { "aria-label": says.width }, choices)
    this.width.addEventListener("change", () => this.set({ width: this.width.value || null }))
    const button = (text, act) => {
      const one = made("button", { type: "button", textContent: text })
      one.addEventListener("click", act)
      return one
    }
    this.about = button(says.describe, () => this.describe())
    this.lacks.addEventListener("click", () => this.describe())
    const other = button(says.other, () => this.exchange())
    const away = button(says.away, () => this.editor.chain().focus().deleteRange(this.range()).run())
    return made("div", { className: "figure__bar", contentEditable: "false" }, [this.width, this.about, other, away, this.lacks])
  }

  range() {
    const from = this.getPos()
    return { from, to: from + this.node.nodeSize }
  }

  set(attributes) {
    const { state, view } = this.editor
    view.dispatch(state.tr.setNodeMarkup(this.getPos(), null, { ...this.node.attrs, ...attributes }))
  }

  async describe() {
    const one = await photo(this.node.attrs.photo, this.options)
    if (one?.change) described(one, this.options)
  }

  async exchange() {
    const one = await pick(this.options)
    if (one) this.set({ photo: one.id })
  }

  async refresh() {
    const { photo: key, width } = this.node.attrs
    this.dom.className = `figure figure--${width || "column"}`
    this.width.value = width || ""
    this.contentDOM.classList.toggle("caption--empty", !this.node.content.size)
    const one = await photo(key, this.options).catch(() => null)
    if (key !== this.node.attrs.photo) return
    const { says } = this.options
    if (one && this.image.getAttribute("src") !== one.src) this.image.src = one.src
    this.image.alt = one ? one.alt : ""
    this.about.hidden = !one?.change
    const lacks = one ? one.lacks.join(", ") : ""
    this.lacks.textContent = one ? `${says.lacks} ${lacks}` : says.gone
    this.lacks.hidden = Boolean(one) && !lacks
  }

  update(node) {
    if (node.type !== this.node.type) return false
    this.node = node
    this.refresh()
    return true
  }

  stopEvent(event) {
    return this.bar.contains(event.target)
  }

  destroy() {
    news.removeEventListener("photo", this.hear)
  }

  ignoreMutation({ type, target }) {
    return type !== "selection" && !this.contentDOM.contains(target)
  }
}

// What is put into an empty caption would take the place of its picture: it is put after it.
function beside({ doc }, at) {
  const $at = doc.resolve(at)
  return $at.parent.type.name === "picture" ? $at.after() : at
}

// A place in the text that stays where it is while others write around it.
function followed(editor, at) {
  const place = { at: beside(editor.state, at) }
  const map = ({ transaction }) => (place.at = transaction.mapping.map(place.at))
  editor.on("transaction", map)
  place.leave = () => editor.off("transaction", map)
  return place
}

function picturesIn(doc) {
  let count = 0
  doc.descendants(({ type }) => void (count += type.name === "picture"))
  return count
}

const nodeOf = (one) => ({
  type: "picture",
  attrs: { photo: one.id },
  content: one.caption ? [{ type: "text", text: one.caption.replace(/\s+/g, " ") }] : [],
})

async function take(editor, files, at, options) {
  const place = followed(editor, at)
  const photos = await send(files, options, (sentence) => tell(editor, sentence))
  if (photos.length) editor.commands.insertContentAt(place.at, photos.map(nodeOf))
  place.leave()
  for (const one of photos) if (one.lacks.length) await described(one, options)
}

// Word puts a picture of the text beside the text: then the text is meant.
const pasted = ({ clipboardData }) => {
  const words = clipboardData.getData("text/html").replace(/<[^>]*>/g, "")
  if (words.trim() || clipboardData.getData("text/plain").trim()) return []
  return [...clipboardData.files].filter(isPicture)
}

export const Picture = Node.create({
  name: "picture",
  group: "block",
  content: "text*",
  defining: true,
  isolating: true,
  draggable: true,
  addOptions: () => ({ library: "", upload: "", says: {} }),
  addAttributes: () => ({
    photo: { default: null, parseHTML: (it) => Number(it.dataset.photo), renderHTML: ({ photo }) => ({ "data-photo": photo }) },
    width: {
      default: null,
      parseHTML: (it) => (WIDTHS.includes(it.dataset.width) ? it.dataset.width : null),
      renderHTML: ({ width }) => (width ? { "data-width": width } : {}),
    },
  }),
  parseHTML: () => [{
    tag: "figure[data-photo]",
    contentElement: (element) => element.querySelector("figcaption") || element,
  }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView() {
    return ({ node, editor, getPos }) => new View(node, editor, getPos, this.options)
  },
  addKeyboardShortcuts() {
    const within = ({ $from }) => $from.parent.type.name === this.name
    return {
      Enter: ({ editor }) => {
        const { selection } = editor.state
        if (!within(selection)) return false
        const after = selection.$from.after()
        return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run()
      },
      Backspace: ({ editor }) => {
        const { selection } = editor.state
        const isEmpty = within(selection) && !selection.$from.parent.content.size
        return isEmpty && editor.commands.setNodeSelection(selection.$from.before())
      },
    }
  },
  addProseMirrorPlugins() {
    const { editor, options } = this
    const taken = (files, at) => {
      if (files.length && options.upload) take(editor, files, at, options)
      return files.length > 0 && Boolean(options.upload)
    }
    // A heading or a list that is made of a caption would have no picture any more.
    const isTurned = ({ steps }) => steps.some((step) => step instanceof pm.transform.ReplaceAroundStep && step.structure)
    return [
      new pm.state.Plugin({
        filterTransaction: (tr, { doc }) => !isTurned(tr) || picturesIn(tr.doc) >= picturesIn(doc),
        props: {
          handlePaste: (view, event) => taken(pasted(event), view.state.selection.to),
          handleDrop: (view, event) => {
            const files = [...(event.dataTransfer?.files || [])].filter(isPicture)
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
            return taken(files, at ? at.pos : view.state.selection.to)
          },
        },
      }),
    ]
  },
  addInsertions() {
    return [{ name: "picture", label: this.options.says.picture, run: (editor) => insert(editor, this.options) }]
  },
  addTools() {
    const { says } = this.options
    return [{ name: "picture", group: "insert", label: says.picture, run: (editor) => insert(editor, this.options) }]
  },
})

async function insert(editor, options) {
  const place = followed(editor, editor.state.selection.from)
  const one = await pick(options)
  place.leave()
  if (one) editor.chain().focus().insertContentAt(place.at, nodeOf(one)).run()
  else editor.commands.focus()
}
