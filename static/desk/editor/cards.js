// Link cards and embeds: what another page is about, typed, with its address as it is. Nothing is
// fetched, here as little as on the server; what can be shown within a page is known by its address
// (newsroom/kit/embeds.py).
import { Extension, Node, pm } from "django-prose-editor/editor"
import { destination } from "./destination.js";
import { ask } from "./dialog.js";

const KINDS = ["card", "embed"]

function read(element) {
  const [first, ...others] = element.children
  const link = first?.querySelector("a[href]")
  if (!link) return false
  return {
    kind: element.className,
    address: link.getAttribute("href"),
    title: link.textContent,
    source: first.querySelector("em")?.textContent || "",
    description: others.map((one) => one.textContent).join(" "),
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
  renderText: ({ node }) => `${node.attrs.title}\n${node.attrs.address}`,
})

const chosen = ({ selection }) => (selection.node?.type.name === "card" ? selection.node : null)

// What somebody pasted says of a page: the words of a link, or the code that its site hands out.
function saidBy(clipboard) {
  const html = clipboard.getData("text/html") || clipboard.getData("text/plain")
  const page = new DOMParser().parseFromString(html, "text/html")
  const frame = page.querySelector("iframe[src]")
  const link = page.querySelector("a[href]")
  if (frame) return { address: frame.getAttribute("src"), title: frame.title }
  const title = link ? link.textContent.trim() : ""
  return link && title !== link.href ? { address: link.getAttribute("href"), title } : null
}

// Of a page that is pasted, the frames that can be shown here become embeds; the others are told of.
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

async function asked(editor, kind, { providers, says }) {
  const now = chosen(editor.state)?.attrs || {}
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
  const answer = await ask({
    title: says[kind],
    fields: [
      { name: "address", label: says.address, value: now.address, help: says.help, check, onPaste: fill },
      { name: "title", label: says.title, value: now.title, check: needed },
      { name: "source", label: says.source, value: now.source, help: says.sourceHelp },
      { name: "description", label: says.description, value: now.description, type: "long" },
    ],
    save: says.save,
    cancel: says.cancel,
  })
  editor.commands.focus()
  if (!answer) return
  const words = (text) => text.trim().replace(/\s+/g, " ")
  const address = destination(answer.address)
  const source = words(answer.source) || known(address)?.name || new URL(address).hostname
  const { title, description } = answer
  const attrs = { kind, address, source, title: words(title), description: words(description) }
  editor.chain().focus().insertContent({ type: "card", attrs }).run()
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
    const run = (editor) => asked(editor, chosen(editor.state).attrs.kind, options)
    return [{ name: "changeCard", group: "insert", label: options.says.change, isShown, run }]
  },
  addKeyboardShortcuts() {
    const change = ({ editor }) => {
      const card = chosen(editor.state)
      if (card) asked(editor, card.attrs.kind, this.options)
      return Boolean(card)
    }
    return { Enter: change }
  },
  addProseMirrorPlugins() {
    const { editor, options } = this
    const handleDoubleClickOn = (view, pos, node) => {
      if (node.type.name === "card") asked(editor, node.attrs.kind, options)
      return node.type.name === "card"
    }
    return [new pm.state.Plugin({ props: { handleDoubleClickOn } })]
  },
})
