// Links: made, changed and taken off in a dialog that says what readers cannot be led to.
import { Link as BaseLink, pm } from "django-prose-editor/editor"
import { destination } from "./destination.js";
import { ask } from "./dialog.js";

async function edited(editor, says) {
  const isLink = editor.isActive("link")
  const needsText = editor.state.selection.empty && !isLink
  const check = (address) => (destination(address) ? "" : says.nowhere)
  const address = { name: "href", label: says.address, value: editor.getAttributes("link").href }
  const answer = await ask({
    title: says.title,
    fields: [
      { ...address, type: "url", help: says.help, check },
      ...(needsText ? [{ name: "text", label: says.text }] : []),
    ],
    save: says.save,
    cancel: says.cancel,
    also: isLink ? [{ name: "unlink", label: says.unlink }] : [],
  })
  const chain = editor.chain().focus()
  if (!answer) return chain.run()
  if (answer.pressed) return chain.extendMarkRange("link").unsetLink().run()
  const href = destination(answer.href)
  if (!needsText) return chain.extendMarkRange("link").setLink({ href }).run()
  const marks = [{ type: "link", attrs: { href } }]
  const text = answer.text.trim() || answer.href.trim()
  return chain.insertContent({ type: "text", text, marks }).unsetMark("link").run()
}

export const Link = BaseLink.extend({
  addOptions() {
    // "The end.It began" is a blank that was forgotten, and no site of Italy.
    const shouldAutoLink = (typed) => /^(https?:\/\/|www\.|[^\s@]+@)/i.test(typed)
    return { ...this.parent?.(), shouldAutoLink, says: {} }
  },
  addTools() {
    const { says } = this.options
    return [
      {
        name: "link",
        group: "links",
        label: says.link,
        keys: "Control+K",
        isOn: (editor) => editor.isActive("link"),
        run: (editor) => edited(editor, says),
      },
    ]
  },
  addProseMirrorPlugins() {
    // A link is followed on the page, and not out of a text that may not be saved.
    const click = (view, event) => {
      if (event.target.closest("a")) event.preventDefault()
    }
    const stays = new pm.state.Plugin({ props: { handleDOMEvents: { click } } })
    return [...this.parent(), stays]
  },
  addKeyboardShortcuts() {
    return {
      "Mod-k": ({ editor }) => {
        edited(editor, this.options.says)
        return true
      },
    }
  },
})
