// Shortens the way only: everything here also works as a plain link or form.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function say(text) {
  const status = one("#say");
  status.textContent = "";
  setTimeout(() => { status.textContent = text; }, 50);
}

// Contents: mark the paragraph being read, and keep its line in view where they scroll.
function keepInView(link) {
  const contents = link.closest(".toc__scroll");
  const [above, below] = [link.offsetTop - contents.scrollTop, contents.clientHeight];
  if (above < 0 || above > below - link.offsetHeight) {
    contents.scrollTop = link.offsetTop - below / 2;
  }
}

const entries = new Map(all('.toc a[href^="#"]').map((link) => [link.hash.slice(1), link]));
if (entries.size) {
  let current;
  const seen = new IntersectionObserver((changes) => {
    for (const change of changes.filter((c) => c.isIntersecting)) {
      current?.removeAttribute("aria-current");
      current = entries.get(change.target.id);
      current.setAttribute("aria-current", "true");
      keepInView(current);
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  for (const id of entries.keys()) {
    const paragraph = document.getElementById(id);
    if (paragraph) seen.observe(paragraph);
  }
}

// Keys on a paragraph's label, and only while it has focus: j and k move, c copies its address.
document.addEventListener("keydown", (event) => {
  const label = event.target.closest?.(".para .plabel");
  if (!label || event.ctrlKey || event.metaKey || event.altKey) return;
  const labels = all(".para .plabel");
  const step = { j: 1, k: -1 }[event.key];
  if (step) {
    event.preventDefault();
    labels[labels.indexOf(label) + step]?.focus();
  } else if (event.key === "c") {
    event.preventDefault();
    navigator.clipboard?.writeText(label.href).then(() => say("Link copied"));
  }
});

// Menus: Escape closes and gives focus back; so does a click elsewhere, without taking focus.
const menus = () => all("details.menu[open], .nav details[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    one("summary", menu).focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
