// A native range input with a name, a spoken value and a hint: what JupyterLab's own slider lacks.
function wording(model, value) {
  const names = model.get("names");
  if (names.length) return names[Math.round((value - model.get("min")) / model.get("step"))] ?? "";
  const style = model.get("percent") ? { style: "percent" } : {};
  const digits = { minimumFractionDigits: model.get("digits"), maximumFractionDigits: model.get("digits") };
  return new Intl.NumberFormat(model.get("locale").replace("_", "-"), { ...style, ...digits }).format(value);
}

function part(kind, className, parent) {
  const made = document.createElement(kind);
  made.className = className;
  parent.append(made);
  return made;
}

export default {
  render({ model, el }) {
    const id = `taller-${Math.random().toString(36).slice(2)}`;
    el.classList.add("taller-slider");
    const label = part("label", "taller-label", el);
    const input = part("input", "taller-range", el);
    const shown = part("output", "taller-value", el);
    const hint = part("span", "taller-hint", el);
    input.type = "range";
    input.id = label.htmlFor = shown.htmlFor.value = id;
    hint.id = `${id}-hint`;
    input.setAttribute("aria-describedby", hint.id);
    shown.setAttribute("aria-live", "off"); // the range itself speaks its value
    const say = () => {
      const text = wording(model, Number(input.value));
      shown.textContent = text;
      input.setAttribute("aria-valuetext", text);
    };
    const show = () => {
      label.textContent = model.get("label");
      hint.textContent = model.get("hint");
      hint.hidden = !model.get("hint");
      for (const name of ["min", "max", "step"]) input[name] = model.get(name);
      if (Number(input.value) !== model.get("value")) input.value = model.get("value");
      say();
    };
    input.addEventListener("input", () => {
      say();
      model.set("value", Number(input.value));
      model.save_changes();
    });
    model.on("change", show);
    show();
    return () => model.off("change", show);
  },
};
