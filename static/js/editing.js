// Shortens the way only: everything here also works as a plain link or form.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// A file that is being read: look again from time to time, ever less often.
if (one("[data-poll]")) {
  const waited = Number(sessionStorage.getItem("waited") || 0);
  sessionStorage.setItem("waited", waited + 1);
  setTimeout(() => location.reload(), Math.min(1000 * 1.5 ** waited, 15000));
} else {
  sessionStorage.removeItem("waited");
}

// In the list of problems, and only there, n goes to the next one and p to the one before.
const list = one(".problemlist");
list?.addEventListener("keydown", (event) => {
  const step = { n: 1, p: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  const problems = all(":scope > li", list);
  const next = problems[problems.indexOf(event.target.closest(".problem")) + step];
  if (!next) return;
  event.preventDefault();
  one("button, a", next)?.focus();
});

// The source follows what is chosen.
const chosen = one("[data-chosen]");
if (chosen) {
  const pane = chosen.closest(".pane");
  pane.scrollTop = chosen.offsetTop - pane.clientHeight / 3;
}

// A step from the list of problems goes on in the list.
if (location.hash === "#problems" && list) one("button, a", list)?.focus();

// A part that the address names is opened.
const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
const closed = named?.closest("details");
if (closed) closed.open = true;

// What was typed and not saved is not left behind unasked.
let typed = false;
for (const form of all("[data-typed]")) {
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
}
addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
