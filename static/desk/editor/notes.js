// The references and the notes of a text: found, added, removed, put in order, numbered.
//
// A reference is a node of its own, {name, label}; a note is an item of a list that has its name.
import { pm } from "django-prose-editor/editor"

const NUMBER = /^(\[?)\d+(\]?)$/

const found = new WeakMap()

// The references and the notes of a text, in their order.
export function footnotes(doc) {
  if (found.has(doc)) return found.get(doc)
  const references = []
  const notes = []
  doc.descendants((node, pos) => {
    const { attrs, type } = node
    if (type.name === "footnoteReference") references.push({ name: attrs.name, node, pos })
    if (type.name === "listItem" && attrs.id) notes.push({ name: attrs.id, node, pos })
  })
  found.set(doc, { references, notes })
  return { references, notes }
}

export const names = (ends) => [...new Set(ends.map(({ name }) => name))]
export const shape = ({ references, notes }) =>
  JSON.stringify([references.map(({ name }) => name), notes.map(({ name }) => name)])
const gone = (before, now) => names(before).filter((name) => !names(now).includes(name))

// The list that holds the notes: the last one.
function notesList(doc) {
  const last = footnotes(doc).notes.at(-1)
  if (!last) return null
  const $pos = doc.resolve(last.pos)
  return { node: $pos.parent, pos: $pos.before() }
}

export function remove(transaction, { node, pos }) {
  const $pos = transaction.doc.resolve(pos)
  const isAlone = node.type.name === "listItem" && $pos.parent.childCount === 1
  if (isAlone) transaction.delete($pos.before(), $pos.after())
  else transaction.delete(pos, pos + node.nodeSize)
}

// A note at its place among the others; gives where it begins.
export function addNote(transaction, note, number) {
  const list = notesList(transaction.doc)
  if (!list) {
    const { orderedList } = transaction.doc.type.schema.nodes
    const end = transaction.doc.content.size
    transaction.insert(end, orderedList.create(null, note))
    return end + 1
  }
  let pos = list.pos + 1
  list.node.forEach((item, offset, index) => {
    if (index < number) pos = list.pos + 1 + offset + item.nodeSize
  })
  transaction.insert(pos, note)
  return pos
}

// Lets the other end of what is gone go too, brings back a note whose reference is back, and puts
// notes and numbers in order. `kept` holds the notes there were, by name.
export function settle(transaction, before, kept) {
  const now = () => footnotes(transaction.doc)
  const unwanted = {
    notes: gone(before.references, now().references),
    references: gone(before.notes, now().notes),
  }
  for (const { name, node } of before.notes) kept.set(name, node)
  for (const kind of ["notes", "references"]) {
    const ends = now()[kind].filter(({ name }) => unwanted[kind].includes(name))
    ends.reverse().forEach((end) => remove(transaction, end))
  }
  for (const name of names(now().references)) {
    const isMissing = !names(now().notes).includes(name)
    if (isMissing && kept.has(name)) addNote(transaction, kept.get(name), Infinity)
  }
  gather(transaction)
  sort(transaction)
  number(transaction)
}

// Notes stand in one list, also those that were pasted with a list of their own.
function gather(transaction) {
  const strays = () => {
    const list = notesList(transaction.doc)
    const isStray = ({ pos }) => transaction.doc.resolve(pos).before() !== list.pos
    return list ? footnotes(transaction.doc).notes.filter(isStray) : []
  }
  for (let stray = strays()[0]; stray; stray = strays()[0]) {
    remove(transaction, stray)
    addNote(transaction, stray.node, Infinity)
  }
}

export const order = (doc) => {
  const noted = names(footnotes(doc).notes)
  return names(footnotes(doc).references).filter((name) => noted.includes(name))
}

function sort(transaction) {
  const list = notesList(transaction.doc)
  if (!list) return
  const wanted = order(transaction.doc)
  const place = ({ attrs }) => (wanted.includes(attrs.id) ? wanted.indexOf(attrs.id) : Infinity)
  const items = [...list.node.content.content]
  const sorted = items.toSorted((one, other) => place(one) - place(other) || 0)
  if (sorted.every((item, index) => item === items[index])) return
  transaction.replaceWith(list.pos + 1, list.pos + list.node.nodeSize - 1, sorted)
}

function number(transaction) {
  const wanted = order(transaction.doc)
  for (const { name, node, pos } of footnotes(transaction.doc).references) {
    const label = node.attrs.label.replace(NUMBER, `$1${wanted.indexOf(name) + 1}$2`)
    if (wanted.includes(name) && label !== node.attrs.label) {
      transaction.setNodeAttribute(pos, "label", label)
    }
  }
}

// What is pasted from another place: notes get names of their own where theirs are taken, and a
// reference without a note stays away. `kept` holds notes that were here.
export function settled(slice, doc, kept) {
  const taken = names(footnotes(doc).notes)
  const given = new Map()
  const brought = new Set()
  slice.content.descendants((node) => {
    if (node.type.name === "listItem" && node.attrs.id) brought.add(node.attrs.id)
  })
  for (const name of brought) if (taken.includes(name)) given.set(name, newName(doc))
  const isNoted = (name) => brought.has(name) || taken.includes(name) || kept.has(name)
  const change = (node) => {
    const { attrs, type } = node
    if (type.name === "footnoteReference") {
      if (!isNoted(attrs.name)) return null
      return type.create({ ...attrs, name: given.get(attrs.name) || attrs.name }, null, node.marks)
    }
    const inside = node.isText ? null : mapped(node.content, change)
    if (type.name !== "listItem" || !given.has(attrs.id)) return node.isText ? node : node.copy(inside)
    return type.create({ ...attrs, id: given.get(attrs.id) }, inside, node.marks)
  }
  return new pm.model.Slice(mapped(slice.content, change), slice.openStart, slice.openEnd)
}

const mapped = (fragment, change) =>
  pm.model.Fragment.from(fragment.content.map(change).filter((node) => node))

export function newName(doc) {
  const taken = names(footnotes(doc).notes)
  let name
  do name = `fn-${Math.random().toString(36).slice(2, 8)}`
  while (taken.includes(name) || name.length < 6)
  return name
}
