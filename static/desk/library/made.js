// An element with its properties and what stands in it; attributes are those with a hyphen.
export function made(name, properties = {}, children = []) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") element.setAttribute(key, value)
    else element[key] = value
  }
  element.append(...children)
  return element
}
