// A result that follows the sliders: seen at once, spoken when the hand rests.
const REST = 700; // milliseconds without a change after which the title is spoken

function row(parent, cells, kind, share) {
  const line = document.createElement("tr");
  cells.forEach((text, i) => {
    const cell = document.createElement(i === 0 && kind === "td" ? "th" : kind);
    if (kind === "th") cell.scope = "col";
    else if (i === 0) cell.scope = "row";
    cell.textContent = text;
    line.append(cell);
  });
  if (share !== undefined) {
    const cell = document.createElement("td");
    const bar = document.createElement("span");
    cell.className = "taller-bar-cell";
    cell.setAttribute("aria-hidden", "true");
    bar.className = "taller-bar";
    bar.style.width = `${100 * Math.min(1, Math.max(0, share ?? 0))}%`;
    cell.append(bar);
    line.append(cell);
  }
  parent.append(line);
}

function table(model) {
  const made = document.createElement("table");
  const caption = made.createCaption();
  caption.textContent = model.get("caption");
  row(made.createTHead(), model.get("head"), "th");
  const bars = model.get("bars");
  if (bars.length) {
    const cell = document.createElement("td");
    cell.className = "taller-bar-cell";
    cell.setAttribute("aria-hidden", "true");
    made.tHead.rows[0].append(cell);
  }
  const body = made.createTBody();
  model.get("rows").forEach((cells, i) => row(body, cells, "td", bars.length ? bars[i] : undefined));
  return made;
}

// JupyterLab takes the arrows for moves between cells, whichever control has the focus. Within a
// form its shortcuts rest, and Ctrl+S saves the form.
function claim(form) {
  form.setAttribute("role", "form");
  form.setAttribute("aria-label", form.querySelector("h2")?.textContent ?? "");
  // The mark counts only on the element that has the focus.
  form.addEventListener("focusin", ({ target }) => (target.dataset.lmSuppressShortcuts = "true"));
  form.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      event.target.blur(); // so that a text still being written counts
      form.querySelector("button")?.click();
      event.target.focus();
    }
  });
}

function paragraph(text, className) {
  const made = document.createElement("p");
  made.className = className;
  made.textContent = text;
  return made;
}

export default {
  render({ model, el }) {
    const seen = document.createElement("div");
    const spoken = document.createElement("div");
    el.classList.add("taller-live", `taller-live-${model.get("kind")}`);
    spoken.className = "taller-spoken";
    spoken.setAttribute("role", "status");
    el.append(seen, spoken);
    let waiting = 0;
    const show = () => {
      const title = model.get("title");
      const parts = title ? [paragraph(title, "taller-title")] : [];
      parts.push(...model.get("notes").map((text) => paragraph(text, "taller-note")));
      if (model.get("rows").length) parts.push(table(model));
      seen.replaceChildren(...parts);
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (spoken.textContent !== title) spoken.textContent = title;
      }, REST);
    };
    model.on("change", show);
    show();
    const find = setInterval(() => {
      const form = el.closest(".taller-form");
      if (form === null) return;
      clearInterval(find);
      if (form.getAttribute("role") !== "form") claim(form);
    }, 50);
    return () => {
      clearInterval(find);
      clearTimeout(waiting);
      model.off("change", show);
    };
  },
};
