// Link cards and embeds: what another page is about, typed, with its address as it is. Nothing is
// fetched, here as little as on the server; what can be shown within a page is known by its address
// (newsroom/kit/embeds.py).
import { Extension, Node, pm } from "django-prose-editor/editor"
import { destination } from "./destination.js";
import { ask } from "./dialog.js";
import { noted } from "./noted.js";
import { parsed } from "./parsed.js";

const KINDS = ["card", "embed"]

// What is no card as they are written here, as one of another site, is read as what is in it.
function read(element) {
  const [first, second, third] = element.children
  const [link, source, other] = first?.children || []
  const isWhole = first?.matches("p:has(> a[href])") && !other && !third
  if (!isWhole || !KINDS.includes(element.className) || second?.childElementCount) return false
  const words = [link, source].filter((one) => one).map((one) => one.textContent)
  if (first.textContent !== words.join(" ")) return false
  return {
    kind: element.className,
    address: link.getAttribute("href"),
    title: words[0],
    source: words[1] || "",
    description: second?.textContent || "",
  }
}

const CardNode = Node.create({
  name: "card",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () =>
    Object.fromEntries(
      ["kind", "address", "title", "source", "description"].map((name) => [name, { default: "" }]),
    ),
  parseHTML: () => KINDS.map((kind) => ({ tag: `aside.${kind}`, getAttrs: read })),
  renderHTML: ({ node: { attrs } }) => [
    "aside",
    { class: attrs.kind },
    [
      "p",
      {},
      ["a", { href: attrs.address }, attrs.title],
      ...(attrs.source ? [" ", ["em", {}, attrs.source]] : []),
    ],
    ...(attrs.description ? [["p", {}, attrs.description]] : []),
  ],
  addNodeView: () => noted,
  renderText: ({ node }) => `${node.attrs.title}\n${node.attrs.address}`,
})

const chosen = ({ selection }) => (selection.node?.type.name === "card" ? selection.node : null)

// What somebody pasted says of a page: the words of a link, or the code that its site hands out.
function saidBy(clipboard) {
  const html = clipboard.getData("text/html") || clipboard.getData("text/plain")
  const page = parsed(html)
  const frame = page.querySelector("iframe[src]")
  const link = page.querySelector("a[href]")
  if (frame) return { address: frame.getAttribute("src"), title: frame.title }
  const title = link ? link.textContent.trim() : ""
  return link && title !== link.href ? { address: link.getAttribute("href"), title } : null
}

// Of a page that is pasted, the frames that can be shown here become embeds.
function framesAsEmbeds(page, known) {
  for (const frame of page.querySelectorAll("iframe[src]")) {
    const address = destination(frame.getAttribute("src")) || ""
    const provider = known(address)
    if (!provider) continue
    const embed = page.createElement("aside")
    embed.className = "embed"
    const link = page.createElement("a")
    link.href = address
    link.textContent = frame.title || provider.name
    embed.append(page.createElement("p"))
    embed.firstChild.append(link)
    frame.replaceWith(embed)
  }
}

const knownTo = (providers) => (address) =>
  providers.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(destination(address) || ""))

async function asked(editor, kind, { providers, says }, now = {}) {
  const known = knownTo(providers)
  const check = (address) => {
    if (!/^https?:/.test(destination(address) || "")) return says.nowhere
    return kind === "embed" && !known(address) ? says.unknown : ""
  }
  const needed = (typed) => (typed.trim() ? "" : says.needed)
  const fill = (event, form) => {
    const said = saidBy(event.clipboardData)
    if (!said) return
    event.preventDefault()
    form.elements.address.value = said.address
    form.elements.title.value ||= said.title
  }
  const address = { name: "address", label: says.address }
  const answer = await ask({
    title: says[kind],
    fields: [
      { ...address, value: now.address, help: says.help, check, onPaste: fill },
      { name: "title", label: says.title, value: now.title, check: needed },
      { name: "source", label: says.source, value: now.source, help: says.sourceHelp },
      { name: "description", label: says.description, value: now.description, type: "long" },
    ],
    save: says.save,
    cancel: says.cancel,
  })
  editor.commands.focus()
  if (!answer) return false
  const words = (text) => text.trim().replace(/\s+/g, " ")
  const href = destination(answer.address)
  const attrs = {
    kind,
    address: href,
    title: words(answer.title),
    source: words(answer.source) || known(href)?.name || new URL(href).hostname,
    description: words(answer.description),
  }
  if (chosen(editor.state)) return editor.commands.updateAttributes("card", attrs)
  // One can go on writing after it.
  return editor.commands.insertContent([{ type: "card", attrs }, { type: "paragraph" }])
}

function changed(editor, options) {
  const { attrs } = chosen(editor.state)
  return asked(editor, attrs.kind, options, attrs)
}

// The address of what can be shown here, alone in a paragraph: asked about, else a link.
function pasted(editor, event, options) {
  const { parent } = editor.state.selection.$from
  const address = event.clipboardData.getData("text/plain").trim()
  if (parent.type.name !== "paragraph" || parent.content.size) return false
  if (!knownTo(options.providers)(address)) return false
  asked(editor, "embed", options, { address }).then((isSet) => {
    const marks = [{ type: "link", attrs: { href: destination(address) } }]
    if (!isSet) editor.commands.insertContent({ type: "text", text: address, marks })
  })
  return true
}

export const Cards = Extension.create({
  name: "cards",
  addOptions: () => ({ providers: [], says: {} }),
  addExtensions: () => [CardNode],
  addPasteReaders() {
    return [(page) => framesAsEmbeds(page, knownTo(this.options.providers))]
  },
  addInsertions() {
    const { options } = this
    return KINDS.map((kind) => ({
      name: kind,
      label: options.says[kind],
      run: (editor) => asked(editor, kind, options),
    }))
  },
  addTools() {
    const { options } = this
    const isShown = (editor) => Boolean(chosen(editor.state))
    const run = (editor) => changed(editor, options)
    return [{ name: "changeCard", group: "insert", label: options.says.change, isShown, run }]
  },
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        if (!chosen(editor.state)) return false
        changed(editor, this.options)
        return true
      },
    }
  },
  addProseMirrorPlugins() {
    const { editor, options } = this
    const handleDoubleClickOn = (view, pos, node) => {
      if (node.type.name === "card") asked(editor, node.attrs.kind, options, node.attrs)
      return node.type.name === "card"
    }
    const handlePaste = (view, event) => pasted(editor, event, options)
    return [new pm.state.Plugin({ props: { handleDoubleClickOn, handlePaste } })]
  },
})
