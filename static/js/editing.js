// Shortens the way only: everything here also works as a plain link or form.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// A file that is being read: look again from time to time, ever less often.
if (one("[data-poll]")) {
  const waited = Number(sessionStorage.getItem("waited") || 0);
  sessionStorage.setItem("waited", waited + 1);
  setTimeout(() => {
    if (!document.activeElement?.matches("input, textarea")) location.reload();
  }, Math.min(1000 * 1.5 ** waited, 15000));
} else {
  sessionStorage.removeItem("waited");
}

// In the list of problems, and only there, n goes to the next one and p to the one before;
// a figure presses that button of the problem.
const list = one(".problemlist");
const buttonsOf = (problem) =>
  all("button", problem).filter((each) => each.closest(".problem") === problem);
list?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const here = event.target.closest(".problem");
  const step = { n: 1, p: -1 }[event.key];
  if (step) {
    const problems = all(".problem", list).filter((each) => each.checkVisibility());
    const next = problems[problems.indexOf(here) + step];
    if (!next) return;
    event.preventDefault();
    one("button, a", next)?.focus();
  } else if (/^[1-9]$/.test(event.key)) {
    buttonsOf(here)[Number(event.key) - 1]?.click();
  }
});

// The source follows what is chosen.
const chosen = one("[data-chosen]");
if (chosen) {
  const pane = chosen.closest(".pane");
  pane.scrollTop = chosen.offsetTop - pane.clientHeight / 3;
}

// A step from the list of problems goes on in the list, where it was made.
if (list && /^#problem(s|-\d+)$/.test(location.hash)) {
  const last = list.lastElementChild;
  const here = location.hash === "#problems" ? list.firstElementChild : one(location.hash) ?? last;
  (one("details[open] button", here) ?? one("button, a", here))?.focus();
}

// A part that the address names is opened.
const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
const closed = named?.closest("details");
if (closed) closed.open = true;
if (named?.matches("input, select, textarea")) named.focus();

// What was typed and not saved is not left behind unasked.
let typed = false;
for (const form of all("[data-typed]")) {
  form.addEventListener("input", () => { typed = true; lookAside(form); });
  form.addEventListener("submit", () => { typed = false; });
}
addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });

// Whoever types is told when somebody else has saved; asked while typing only, so that a page
// that is left open keeps no session alive.
let asked = 0;
let told = false;
async function lookAside(form) {
  const at = one("[data-latest]");
  if (!at || told || Date.now() - asked < 20000) return;
  asked = Date.now();
  const answer = await fetch(at.dataset.latest).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { number, said } = await answer.json();
  if (number <= Number(at.dataset.head)) return;
  told = true;
  const notice = document.createElement("p");
  notice.className = "shared";
  notice.setAttribute("role", "alert");
  notice.textContent = said;
  form.prepend(notice);
}
