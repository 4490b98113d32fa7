// How languages write quotation marks and dashes. Addresses of the web and of mail are left alone.

const NARROW = "\u202f"
const NO_BREAK = "\u00a0"
const SLAVIC = { outer: "«»", inner: "„“", dash: `${NO_BREAK}— ` }
// Of each language: the marks around a quotation, those within one, a dash between words.
const RULES = {
  en: { outer: "“”", inner: "‘’", dash: " – " },
  de: { outer: "„“", inner: "‚‘", dash: " – " },
  pl: { outer: "„”", inner: "«»", dash: " – " },
  fr: { outer: "«»", inner: "“”", dash: " – ", gap: NARROW },
  uk: SLAVIC,
  be: SLAVIC,
  ru: SLAVIC,
}
const ADDRESS = /\S*:\/\/\S*|www\.\S+|\S+@\S+/gu
// Stands for what is no letter.
export const OTHER = "\ufffc"
const DOUBLE = /["“”„‟«»]/u
const SINGLE_PAIR = /^'(?=\S)[^'\n]*[^\s']'(?!\p{L})/u

export const isKnown = (language) => baseOf(language) in RULES

const baseOf = (language) => language.split(/[-_]/)[0].toLowerCase()
const opens = (before, after) => /^$|[\s([{–—\-/]/u.test(before) && !/^$|\s/u.test(after)

function dashes(text, dash) {
  const found = []
  const betweenWords = /(?<=\S)[ \u00a0](?:-{1,3}|[–—])[ \u00a0](?=\S)/gu
  for (const { 0: all, index } of text.matchAll(betweenWords)) {
    found.push({ from: index, to: index + all.length, text: dash })
  }
  for (const { index } of text.matchAll(/(?<=(?<![-.\d])[12]\d{3})-(?=[12]\d{3}(?![-\d]))/gu)) {
    found.push({ from: index, to: index + 1, text: "–" })
  }
  for (const { 0: all, index } of text.matchAll(/(?<=[\p{L}\d"”“»’)])-{2,3}(?=\p{L})/gu)) {
    found.push({ from: index, to: index + all.length, text: "—" })
  }
  return found
}

// A blank of the French kind within the marks belongs to them.
function extent(text, at) {
  const isGap = (letter) => letter === NARROW || letter === NO_BREAK
  const from = text[at] === "»" && isGap(text[at - 1]) ? at - 1 : at
  const to = text[at] === "«" && isGap(text[at + 1]) ? at + 2 : at + 1
  return [from, to]
}

function quotations(text, { outer, inner, gap = "" }) {
  const found = []
  let depth = 0
  let opened = -1
  for (let at = 0; at < text.length; at++) {
    if (!DOUBLE.test(text[at])) continue
    const [from, to] = extent(text, at)
    // Right after a mark that opens, another opens too.
    const isNext = from === opened || text[from - 1] === inner[0]
    const isOpening = opens(isNext ? "" : text[from - 1] || "", text[to] || "")
    // Inches stay what they are.
    if (!isOpening && !depth && text[at] === '"' && /\d/.test(text[from - 1] || "")) continue
    if (!isOpening && depth) depth -= 1
    const marks = depth ? inner : outer
    const space = marks === outer ? gap : ""
    found.push({ from, to, text: isOpening ? marks[0] + space : space + marks[1] })
    if (isOpening) depth += 1
    if (isOpening) opened = to
  }
  return found
}

function singles(text, { inner }, isEnglish) {
  const found = []
  let closing = -1
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== "'") continue
    const [before, after] = [text[at - 1] || "", text[at + 1] || ""]
    const isFirst = opens(DOUBLE.test(before) ? "" : before, after)
    const pair = isEnglish && isFirst && SINGLE_PAIR.exec(text.slice(at))
    const isWithin = /\p{L}/u.test(before) && /\p{L}/u.test(after)
    if (pair) closing = at + pair[0].length - 1
    if (pair) found.push({ from: at, to: at + 1, text: inner[0] })
    const isApostrophe = at === closing || isEnglish || isWithin
    if (!pair && isApostrophe) found.push({ from: at, to: at + 1, text: "’" })
  }
  return found
}

// What to change in a line of text, as {from, to, text}, from left to right.
export function changes(line, language) {
  const rules = RULES[baseOf(language)]
  if (!rules) return []
  const text = line.replace(ADDRESS, (address) => OTHER.repeat(address.length))
  const found = [
    ...dashes(text, rules.dash),
    ...quotations(text, rules),
    ...singles(text, rules, baseOf(language) === "en"),
  ]
  return found
    .filter(({ from, to, text: now }) => text.slice(from, to) !== now)
    .sort((one, other) => one.from - other.from)
}
