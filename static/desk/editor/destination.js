// Where a link leads, completed as the server does it (newsroom/kit/destination.py): https where
// nothing says otherwise, mailto before an address of mail. Null where readers cannot be led.
const LEADS = /^(https?:\/\/|mailto:|\/(?![/\\])|#fn-)\S*$/i
const MAIL = /^[^\s@/:?#]+@[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+$/u
const SITE = /^(\/\/)?[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*\.(\p{L}{2,}|xn--[a-z0-9-]+)([/?#]\S*)?$/iu
const FILE = /^[^/?#]*\.(aspx?|docx?|gif|html?|jpe?g|jsp|pdf|php|png|svg|txt|xml)([?#].*)?$/i

export function destination(address) {
  const written = address.trim().replace(/[\t\r\n]/g, "").replace(/ /g, "%20")
  if (LEADS.test(written)) return written
  if (MAIL.test(written)) return `mailto:${written}`
  if (!SITE.test(written) || FILE.test(written)) return null
  return written.startsWith("//") ? `https:${written}` : `https://${written}`
}
