// Suggestions under a search box, as the ARIA Authoring Practices have a combobox with a list. The
// same suggestions are a page: without this script nothing is missing but the short way.
const WAIT = 150; // milliseconds without a key before the archive is asked
const say = (text) => { document.querySelector("#say").textContent = text; };

function enhance(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let timer, asking, active = -1;

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  }

  function mark(place) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function option({ kind, words, note, address }, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = address;
    for (const [name, text] of [["kind", kind], ["words", words], ["note", note]]) {
      const part = document.createElement("span");
      part.className = `suggestions__${name}`;
      part.textContent = `${text} `;
      item.append(part);
    }
    return item;
  }

  async function ask() {
    asking?.abort();
    const typed = input.value.trim();
    if (!typed) return show(false);
    asking = new AbortController();
    const query = new URLSearchParams({ q: typed, format: "json" });
    try {
      const answer = await fetch(`${input.dataset.suggest}?${query}`, { signal: asking.signal });
      if (!answer.ok) return show(false);
      const { suggestions } = await answer.json();
      if (document.activeElement !== input) return;
      mark(-1);
      list.replaceChildren(...suggestions.map(option));
      show(suggestions.length > 0);
      say(suggestions.length === 1 ? "1 suggestion" : `${suggestions.length || "No"} suggestions`);
    } catch (error) {
      if (error.name !== "AbortError") show(false);
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    show(false);
  }

  input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  input.addEventListener("compositionend", later);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      event.preventDefault();
      ask();
    } else if (step) {
      event.preventDefault();
      const room = list.children.length + 1; // the box itself is one of the places
      mark(((active + 1 + step + room) % room) - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.address);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps focus in the box
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) location.assign(chosen.dataset.address);
  });
}

document.querySelectorAll("input[data-suggest]").forEach(enhance);
