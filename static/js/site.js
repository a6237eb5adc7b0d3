// Shortens the way only: everything here also works as a plain link or form.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function say(text) {
  const status = one("#say");
  status.textContent = "";
  setTimeout(() => { status.textContent = text; }, 50);
}

// Copies the address of a paragraph, and says so to eye and ear alike.
function copyLink(label) {
  navigator.clipboard?.writeText(label.href).then(() => {
    say("Link copied");
    one("#say").classList.add("told");
    setTimeout(() => one("#say").classList.remove("told"), 2500);
  }, () => {});
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
    copyLink(label);
  }
});
document.addEventListener("click", (event) => {
  const label = event.target.closest?.(".para .plabel");
  if (label && event.detail) copyLink(label);
});

// Cards about cited documents: they open for a pointer that rests on a citation and for focus,
// stay while the pointer is on them, and close by Escape.
const cards = new Map();
let card, opened, timer;

async function contentOf(symbol) {
  if (!cards.has(symbol)) {
    const answer = await fetch(`/fragments/card/?symbol=${encodeURIComponent(symbol)}`);
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    cards.set(symbol, page.body.firstElementChild);
  }
  return cards.get(symbol);
}

function makeCard() {
  const made = document.createElement("div");
  made.id = "card";
  made.className = "card";
  made.role = "tooltip";
  made.popover = "manual";
  made.addEventListener("pointerenter", () => clearTimeout(timer));
  made.addEventListener("pointerleave", () => later(close));
  one("#main").append(made);
  return made;
}

function later(act) {
  clearTimeout(timer);
  timer = setTimeout(act, 250);
}

function close() {
  if (!opened) return;
  card.hidePopover();
  opened.removeAttribute("aria-describedby");
  opened = null;
}

async function open(link) {
  const content = await contentOf(link.dataset.card).catch(() => null);
  if (!content || !link.matches(":hover, :focus")) return;
  close();
  card ??= makeCard();
  card.replaceChildren(content);
  link.removeAttribute("title"); // the card says the same and more
  link.setAttribute("aria-describedby", "card");
  card.showPopover();
  opened = link;
  settle();
}

function settle() {
  const [place, size] = [opened.getBoundingClientRect(), card.getBoundingClientRect()];
  const below = place.bottom + size.height + 8 < innerHeight;
  card.style.top = `${below ? place.bottom + 4 : Math.max(4, place.top - size.height - 4)}px`;
  card.style.left = `${Math.max(8, Math.min(place.left, innerWidth - size.width - 8))}px`;
}

for (const [starts, ends] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(starts, (event) => {
    const link = event.target.closest?.("a[data-card]");
    if (link && event.pointerType !== "touch") later(() => open(link));
  });
  document.addEventListener(ends, (event) => {
    if (event.target.closest?.("a[data-card]")) later(close);
  });
}
// A page scrolls by itself to what has focus: its card goes with it.
document.addEventListener("scroll", () => (opened?.matches(":focus") ? settle() : close()), {
  passive: true,
});

// Menus: Escape closes and gives focus back; so does a click elsewhere, without taking focus.
const menus = () => all("details.menu[open], .nav details[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  close();
  for (const menu of menus()) {
    menu.open = false;
    one("summary", menu).focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
