// One key leads to the search from every page: "/" or Ctrl-K, where nobody is typing.

document.addEventListener("keydown", (event) => {
  const field = document.getElementById("desk-search");
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const asked = (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey)
    || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
  if (!field || typing || !asked || event.defaultPrevented) return;
  event.preventDefault();
  field.focus();
  field.select();
});
