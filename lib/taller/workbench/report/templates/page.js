(() => {
  "use strict";
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  const theme = byId("theme");
  if (theme) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
    const show = () => theme.setAttribute("aria-pressed", String(isDark()));
    theme.hidden = false;
    theme.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("taller-theme", root.dataset.theme); } catch { /* forbidden */ }
      show();
    });
    system.addEventListener("change", show);
    show();
  }

  const code = byId("code");
  if (code) {
    code.hidden = false;
    code.addEventListener("click", () => {
      code.setAttribute("aria-pressed", String(root.classList.toggle("show-code")));
    });
  }

  // A table that would be cut off is set closer; on a phone it is read row by row, each value beside
  // its head, or, where that would be without end, moved sideways (by keyboard too).
  const frames = document.querySelectorAll(".t-scroll");
  const phone = matchMedia("(max-width: 40rem)");
  const isGrid = (cells) => cells.every((cell) => cell.matches(".t-num, th"));
  // Sentences cannot be read sideways, however many rows there are of them.
  const isLong = ({ rows, tBodies }) => rows.length > (tBodies[0].querySelector(".t-prose") ? 45 : 21)
    || (rows.length > 9 && isGrid([...rows].slice(1).flatMap((row) => [...row.cells].slice(1))));
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  // Shown as blocks, a table's parts would no longer be told as such.
  const told = (table) => [table, ...table.querySelectorAll("thead, tbody, tr, th, td")].forEach((part) => {
    const head = table.rows[0].cells[part.cellIndex];
    if (part.tagName === "TD" && head) part.dataset.head = head.textContent.trim();
    const role = part.tagName === "TH" ? (part.scope === "row" ? "rowheader" : "columnheader") : ROLES[part.tagName];
    part.setAttribute("role", role);
  });
  const isPlain = (table) => table && table.tHead && table.tHead.rows.length === 1
    && !table.querySelector("[colspan], [rowspan]");
  const reach = () => frames.forEach((box) => {
    const table = box.querySelector("table");
    box.classList.remove("dense", "stacked", "pinned");
    if (box.scrollWidth > box.clientWidth && isPlain(table)) {
      const way = phone.matches ? (isLong(table) ? "pinned" : "stacked") : "dense";
      box.classList.add(way);
      if (way === "stacked") told(table);
    }
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; else box.removeAttribute("tabindex");
  });
  reach();
  addEventListener("resize", reach);
  document.querySelectorAll("details").forEach((each) => each.addEventListener("toggle", reach));

  const blocked = () => Promise.reject(new Error("a report loads nothing"));
  const loader = {
    load: blocked, http: blocked, file: blocked,
    sanitize: (uri) => String(uri).startsWith("data:image/") ? Promise.resolve({ href: uri }) : blocked(),
  };
  const options = (content) => ({
    mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false, loader,
    tooltip: { disableDefaultStyle: true },
    logLevel: 1, formatLocale: content.locale.number, timeFormatLocale: content.locale.time,
    config: { aria: false, background: null, axis: { labelColor: "currentColor", titleColor: "currentColor",
      domainColor: "currentColor", tickColor: "currentColor", gridColor: "currentColor", gridOpacity: 0.12 },
      legend: { labelColor: "currentColor", titleColor: "currentColor" }, text: { color: "currentColor" },
      header: { labelColor: "currentColor", titleColor: "currentColor" }, title: { color: "currentColor",
      subtitleColor: "currentColor" }, view: { stroke: null } },
  });
  const isSingle = (spec) => !["hconcat", "vconcat", "concat", "facet", "repeat"].some((key) => key in spec)
    && !["facet", "row", "column"].some((key) => spec.encoding && key in spec.encoding);
  // A long axis title is broken over lines; on a phone labels are too, and leave room for the marks.
  const broken = (text, length) => text.split(" ").reduce((lines, word) => {
    const last = lines[lines.length - 1];
    if (last !== undefined && (last + " " + word).length <= length) lines[lines.length - 1] = last + " " + word;
    else lines.push(word);
    return lines;
  }, []);
  // Over two lines, whatever its words are: three would touch the next row's.
  const halved = (label) => {
    let length = Math.max(14, Math.ceil(label.length / 2) + 3);
    while (broken(label, length).length > 2) length += 1;
    return broken(label, length);
  };
  const lined = (labels, length) => {
    const lines = Object.fromEntries(labels.map((label) => [label,
      length ? broken(String(label), length) : halved(String(label))]));
    return `${JSON.stringify(lines)}[datum.label]`;
  };
  const named = (value) => value && Array.isArray(value.sort) && value.axis !== null ? value.sort : null;
  const fitted = (node, length, narrow) => {
    if (Array.isArray(node)) return node.map((item) => fitted(item, length, narrow));
    if (node === null || typeof node !== "object") return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => {
      if (key === "datasets" || key === "data") return [key, value];
      if (key === "x" && value && typeof value.title === "string") {
        return [key, { ...value, title: broken(value.title, length) }];
      }
      if (narrow && key === "y" && named(value)) {
        return [key, { ...value, axis: { ...value.axis, labelExpr: lined(named(value)), labelFontSize: 11 } }];
      }
      return [key, fitted(value, length, narrow)];
    }));
  };
  // The cells of a matrix share the width of a phone: names over lines, long column heads upright.
  const packed = (node) => {
    if (Array.isArray(node)) return node.map(packed);
    if (node === null || typeof node !== "object") return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => {
      if (key === "datasets" || key === "data") return [key, value];
      if (key === "mark" && value && value.type === "text") return [key, { ...value, fontSize: 10 }];
      if (key === "color" && value && typeof value.title === "string") {
        return [key, { ...value, title: broken(value.title, 30) }];
      }
      const labels = key === "x" || key === "y" ? named(value) : null;
      if (!labels) return [key, packed(value)];
      const long = Math.max(...labels.map((label) => String(label).length));
      const axis = { ...value.axis, labelFontSize: 10.5, labelLimit: 0 };
      if (key === "y") Object.assign(axis, { labelExpr: lined(labels), labelPadding: 4 });
      else if (long > 6) Object.assign(axis, { labelExpr: lined(labels, 16), labelAngle: -90, labelPadding: 6 });
      const title = typeof value.title === "string" ? broken(value.title, 30) : value.title;
      return [key, { ...value, title, axis }];
    }));
  };
  const layers = (spec) => [spec, ...(spec.layer || [])];
  const typed = (one, type) => one.mark && (one.mark.type || one.mark) === type;
  const isMatrix = (spec) => layers(spec).some((one) => typed(one, "rect")
    && named((one.encoding || spec.encoding || {}).x) && named((one.encoding || spec.encoding || {}).y));
  // Of many columns only the digits find room: the sign that they share stands in the axis title.
  const bare = (spec) => {
    const texts = layers(spec).map((one) => ((typed(one, "text") && one.encoding) || {}).text || {});
    const shares = texts.find(({ field, format }) => field && String(format).endsWith("%"));
    const x = layers(spec).map((one) => (one.encoding || {}).x).find(named);
    if (!shares || !x || x.sort.length < 8) return spec;
    const field = JSON.stringify(shares.field.replace(/\\(.)/g, "$1"));
    const digits = { value: { expr: `format(100 * datum[${field}], ".0f")` } };
    return { ...spec, layer: spec.layer.map((one) => {
      const encoding = { ...one.encoding };
      if (encoding.x) encoding.x = { ...encoding.x, title: `${encoding.x.title || ""} (%)`.trim() };
      if (typed(one, "text")) encoding.text = digits;
      return { ...one, encoding };
    }) };
  };
  const apart = (one) => {
    const x = (one.encoding || {}).x;
    if (!x || x.axis === null) return one;
    // Amounts are too long to stand side by side under a panel this small.
    const axis = { ...x.axis, ...(String((x.axis || {}).format).includes("$") ? { tickCount: 1 } : {}) };
    return { ...one, encoding: { ...one.encoding, x: { ...x, axis } } };
  };
  // Names in a legend that do not stand in one line stand in columns.
  const legendColumns = (spec, width) => {
    const scales = layers(spec).map((one) => ((one.encoding || {}).color || {}).scale);
    const names = (scales.find((scale) => scale && Array.isArray(scale.domain)) || { domain: [] }).domain;
    const rooms = names.map((name) => 34 + Math.min(160, 6.5 * String(name).length));
    const whole = rooms.reduce((sum, room) => sum + room, 0);
    return whole > width - 60 ? Math.max(1, Math.floor((width - 60) / Math.max(...rooms))) : 0;
  };
  const FIT = { type: "fit-x", contains: "padding", resize: true };
  // The chart as it is to be drawn at a width, and whether it is stretched to it.
  const sized = (spec, width) => {
    const narrow = width <= 480;
    const config = { ...spec.config };
    if (narrow) {
      config.legend = { ...config.legend, columns: 1 };
      config.axis = { ...config.axis, labelSeparation: 6 };
    }
    if (narrow && Array.isArray(spec.concat) && spec.columns > 1) {
      const columns = spec.columns > 2 ? 2 : 1;
      const panel = Math.floor(width / columns) - (columns > 1 ? 68 : 140);
      return [{ ...spec, config, columns, concat: spec.concat.map((one) => ({ ...apart(one), width: panel })),
        spacing: { row: 14, column: 8 } }, false];
    }
    if (!isSingle(spec)) return [spec, false];
    if (narrow && isMatrix(spec)) return [{ ...packed(bare(spec)), width, padding: 5 }, true];
    if (spec.width && spec.width.step) return narrow ? [{ ...packed(spec), width }, true] : [spec, false];
    const columns = narrow ? 1 : legendColumns(spec, width);
    if (columns) config.legend = { ...config.legend, columns };
    const axis = { ...config.axis, labelLimit: Math.round(width * (narrow ? 0.34 : 0.4)) };
    const made = fitted(spec, Math.round(width / (narrow ? 11 : 8.5)), narrow);
    return [{ ...made, width, config: { ...config, axis } }, true];
  };
  // Set on what Vega-Lite makes: Vega-Lite itself complains of a fitted width beside a stepped height.
  const embed = (place, spec, width, given) => {
    if (!window.vegaEmbed) window.startVega();
    const [drawing, fit] = sized(spec, width);
    return vegaEmbed(place, drawing, { ...given, patch: (made) => (fit ? { ...made, autosize: FIT } : made) });
  };

  // A chart drawn again, or saved, keeps what its reader has set.
  const keepSet = async (spec, from, to) => {
    const bound = (spec.params || []).filter((param) => param.bind && param.bind.input);
    bound.forEach(({ name }) => to.signal(name, from.signal(name)));
    if (bound.length) await to.runAsync();
  };
  // Vega writes a slider's value as a computer does; its reader's language has other signs.
  const spoken = (plot, view, { decimal, thousands }) => {
    const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });
    const written = (value) => plain.format(value).replace(/[.,]/g, (sign) => (sign === "." ? decimal : thousands));
    plot.querySelectorAll(".vega-bind input[type=range]").forEach((input) => {
      const write = () => { input.nextElementSibling.textContent = written(Number(input.value)); };
      input.addEventListener("input", write);
      view.addSignalListener(input.name, () => setTimeout(write));
      write();
    });
  };
  // A chart's parameter named "said" is its finding in words: told to those who cannot see it change.
  const tell = (figure, spec, view) => {
    if (!(spec.params || []).some(({ name }) => name === "said")) return;
    let line = figure.querySelector("[role=status]");
    if (!line) {
      line = document.createElement("p");
      line.className = "unseen";
      line.setAttribute("role", "status");
      figure.querySelector(".plot").after(line);
    }
    line.textContent = view.signal("said");
    view.addSignalListener("said", (_name, value) => { line.textContent = value; });
  };

  // Rows of what the page holds by column, see report/packed.py.
  const rows = (held) => {
    if (!held.columns) return held;
    const columns = Object.entries(held.columns);
    return Array.from({ length: held.n }, (_, place) => Object.fromEntries(columns.map(
      ([name, values]) => [name, values.of ? values.of[values.at[place]] : values[place]])));
  };
  const held = (figure) => {
    const content = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    const { datasets } = content.spec;
    for (const name of Object.keys(datasets)) datasets[name] = rows(datasets[name]);
    return content;
  };

  const drawn = new Map();
  const draw = async (figure) => {
    const plot = figure.querySelector(".plot");
    const content = held(figure);
    const width = plot.clientWidth;
    const { title, ...bare } = content.spec;
    const before = drawn.get(figure);
    const result = await embed(plot, bare, width, options(content));
    if (before) {
      await keepSet(bare, before.result.view, result.view);
      before.result.finalize();
    }
    drawn.set(figure, { result, width, content });
    tell(figure, bare, result.view);
    spoken(plot, result.view, content.locale.number);
    const svg = plot.querySelector("svg.marks, svg");
    svg.setAttribute("role", "img");
    svg.querySelectorAll(":scope > g").forEach((group) => group.setAttribute("aria-hidden", "true"));
    svg.setAttribute("aria-label", plot.dataset.alt);
    // A drawing of fixed width shrinks a little to fit; where that made it unreadable, it scrolls.
    const wide = plot.clientWidth < 0.7 * Number(svg.getAttribute("width"));
    plot.classList.toggle("wide", wide);
    if (wide) {
      plot.tabIndex = 0;
      plot.setAttribute("role", "group");
      plot.setAttribute("aria-label", figure.querySelector(".no").textContent);
    }
    plot.dataset.drawn = "yes";
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const complete = async ({ content, result }) => {
    const box = document.createElement("div");
    const { datasets, ...shape } = content.spec;
    // Outside the page its colours have no names.
    const named = (text, name) => text.replaceAll(`"var(--${name})"`, JSON.stringify(colour(`--${name}-light`)));
    const spec = { ...JSON.parse(named(named(JSON.stringify(shape), "accent"), "rest")), datasets };
    const made = await embed(box, spec, 720, { ...options(content), tooltip: false });
    await keepSet(spec, result.view, made.view);
    return made;
  };
  const INK = "#1b1f24";
  const asSvg = async (state) => {
    const result = await complete(state);
    const svg = await result.view.toSVG();
    result.finalize();
    return new Blob([svg.replaceAll("currentColor", INK).replace(/(<svg[^>]*>)/,
      '$1<rect width="100%" height="100%" fill="#ffffff"/>')], { type: "image/svg+xml" });
  };
  const asPng = async (state) => {
    const result = await complete(state);
    const picture = await result.view.toCanvas(2);
    result.finalize();
    const paper = document.createElement("canvas");
    paper.width = picture.width;
    paper.height = picture.height;
    const pen = paper.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, paper.width, paper.height);
    pen.drawImage(picture, 0, 0);
    return new Promise((done) => paper.toBlob(done, "image/png"));
  };
  // A spreadsheet runs a text that starts like a formula: an apostrophe keeps it a text.
  const field = (value, decimal, separator) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value).replace(".", decimal);
    let text = typeof value === "object" ? JSON.stringify(value) : String(value);
    const numeric = text.trim() !== "" && Number.isFinite(Number(text));
    if (/^\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) && !numeric) text = "'" + text;
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const asCsv = (content) => {
    const decimal = content.locale.number.decimal;
    const separator = decimal === "," ? ";" : ",";
    const line = (cells) => cells.map((cell) => field(cell, decimal, separator)).join(separator);
    const lines = content.tables.flatMap((table, number) => [...(number ? [""] : []),
      line(table.columns.map((column) => column[1])),
      ...content.spec.datasets[table.dataset].map((row) => line(table.columns.map((column) => row[column[0]])))]);
    return new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
  };

  const failed = (figure, error) => {
    figure.querySelector(".plot").hidden = true;
    figure.querySelector(".broken").hidden = false;
    const table = figure.querySelector("details");
    if (table) table.open = true;
    console.warn(error);
  };
  const figures = [...document.querySelectorAll("figure.chart")];
  figures.forEach((figure) => {
    figure.querySelector(".chart-tools").hidden = false;
    figure.querySelector(".chart-tools").addEventListener("click", async (event) => {
      const button = event.target.closest("button");
      const state = drawn.get(figure);
      if (!button || !state) return;
      const kind = button.dataset.save;
      const blob = kind === "svg" ? await asSvg(state)
        : kind === "png" ? await asPng(state) : asCsv(state.content);
      save(blob, `${figure.dataset.file}.${kind}`);
    });
  });

  // The text is there first. Charts follow one at a time, the nearest to what is in view before
  // others, so that whoever scrolls or prints meanwhile does not wait for the rest.
  const left = new Set(figures);
  const first = (figure) => {
    left.delete(figure);
    return draw(figure).catch((error) => failed(figure, error));
  };
  const distance = (figure) => {
    const { top, bottom } = figure.getBoundingClientRect();
    return (figure.closest(".away") ? 1e9 : 0) + Math.max(top - innerHeight, -bottom, 0);
  };
  const nearest = () => {
    const away = new Map([...left].map((figure) => [figure, distance(figure)]));
    return [...left].reduce((one, other) => (away.get(other) < away.get(one) ? other : one));
  };
  const drawLeft = async () => {
    if (!left.size) return;
    await first(nearest());
    setTimeout(drawLeft);
  };
  // Who comes for a place on the page finds it where it stays: what stands above it is drawn first.
  const drawAbove = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { /* not one of ours */ }
    const place = id && document.getElementById(id);
    const isAbove = (figure) => figure.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (place) figures.filter(isAbove).forEach(first);
  };
  document.addEventListener("DOMContentLoaded", () => { drawAbove(); setTimeout(drawLeft); });
  addEventListener("beforeprint", () => left.forEach(first));

  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => drawn.forEach((state, figure) => {
      if (Math.abs(figure.querySelector(".plot").clientWidth - state.width) > 8) draw(figure);
    }), 150);
  });
})();
