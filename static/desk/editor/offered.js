// What the parts of an editor offer: each may have fields of its own that give a list. `addTools` is
// for the toolbar, `addInsertions` for the menu of what can be inserted, `addPasteReaders` for paste.
import { getExtensionField } from "django-prose-editor/editor"

export function offered(editor, field) {
  return editor.extensionManager.extensions.flatMap((part) => {
    const { name, options, storage } = part
    const give = getExtensionField(part, field, { name, options, storage, editor })
    return give ? give() : []
  })
}
