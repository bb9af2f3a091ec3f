// The table of entries beyond HTML: order, filters, columns, selection, reasons in place, and all of it in the address.
// Without this script the table is whole, families and kinds can be filtered, each quality has a page with its order,
// and each cell leads to its reason.
(() => {
  const box = document.querySelector(".matrix");
  const words = document.currentScript.dataset;
  const { h, button, fold, query, list, remember, gone, copier, escaped } = window.patternbook;
  if (!box) return;
  const told = { copied: words.copied, copy_failed: words.copyFailed, gone: words.gone };
  const LEAST = 2;
  const MOST = 4;
  const NOT_APPLICABLE = 3;

  // A long table is in parts; each has the same columns.
  const tables = [...box.querySelectorAll(".matrix-table")];
  const headsOf = (table) => [...table.querySelectorAll(".matrix-heads [data-column]")];
  const heads = tables.map(headsOf);
  const columns = heads[0].map((head, index) => ({
    id: head.dataset.column,
    index,
    group: head.dataset.group,
    type: head.dataset.type,
    label: head.dataset.label,
    usual: !head.hidden,
    heads: heads.map((all) => all[index]),
  }));
  const byId = new Map(columns.map((column) => [column.id, column]));
  const groups = new Map();
  for (const head of tables[0].querySelectorAll(".matrix-groups [data-group]")) {
    if (head.textContent.trim()) groups.set(head.dataset.group, head.textContent.trim());
  }
  const rows = [...box.querySelectorAll(".matrix-row")].map((row, place) => {
    const [name, ...cells] = row.cells;
    const { id, kind, family, maturity, aliases = "", summary = "", tags = "" } = row.dataset;
    const link = name.querySelector("a");
    return {
      row,
      cells,
      place,
      id,
      kind,
      family: family ?? "",
      maturity,
      name,
      title: link.textContent,
      aliases: aliases.split(", "),
      tags: tags.split(" "),
      home: row.parentElement,
      table: row.closest("table"),
      order: cells.map((cell) => cell.dataset.sort.split(".").map(Number)),
      text: fold([link.textContent, aliases, summary, id].join(" ")),
    };
  });

  const facets = new Map();
  const state = { sort: "", text: "", hidden: new Set(), chosen: new Map(), families: new Set(), kinds: new Set(), selected: new Set() };
  const missing = [];
  let sorted = "";

  // Controls that need the script are made by it.
  const tools = box.querySelector(".matrix-tools");
  const search = h("input", { type: "search", placeholder: words.find, "aria-label": words.find });
  const status = h("p", { role: "status" });
  const say = (text) => (status.textContent = text);
  const reset = button(words.reset, () => {
    Object.assign(state, { sort: "", text: "" });
    for (const chosen of [state.chosen, state.families, state.kinds, state.selected]) chosen.clear();
    state.hidden = new Set(columns.filter(({ usual }) => !usual).map(({ id }) => id));
    apply(true);
  });
  const filters = h("details", { class: "matrix-columns" }, h("summary", null, words.filters), facetControls());
  const chooser = h("details", { class: "matrix-columns" }, h("summary", null, words.columns), columnControls());
  const copies = [
    copier(words.copyCsv, () => asCsv(), told, say),
    copier(words.copyMarkdown, () => asMarkdown(), told, say),
  ];
  tools.append(search, reset, ...copies, status, ...(facets.size ? [filters] : []), chooser);
  search.addEventListener("input", () => {
    state.text = search.value;
    apply(true);
  });

  // With the script, several families and kinds can be chosen; the style sheet is no longer asked.
  const pickers = [
    [state.families, "pb-family"],
    [state.kinds, "pb-kind"],
  ].map(([chosen, name]) => {
    const inputs = [...box.querySelectorAll(`.matrix-filter [name="${name}"]`)];
    for (const input of inputs) {
      input.type = "checkbox";
      delete input.dataset.index;
      delete input.dataset.kindIndex;
      input.addEventListener("change", () => {
        if (input.dataset.all !== undefined) chosen.clear();
        else chosen[input.checked ? "add" : "delete"](input.value);
        apply(true);
      });
    }
    return [chosen, inputs];
  });

  for (const column of columns) {
    column.heads.forEach((head) => {
      const link = head.querySelector("a");
      const control = button(head.textContent.trim(), () => {
        state.sort = state.sort === column.id ? `-${column.id}` : state.sort === `-${column.id}` ? "" : column.id;
        apply(true);
      });
      if (link) control.title = link.title;
      (link ?? head.firstElementChild).replaceWith(control);
    });
  }

  const chosenNames = h("span");
  const go = h("a", null, words.compare);
  const bar = h("div", { class: "compare-bar", hidden: true }, chosenNames, go);
  if (box.dataset.compare) {
    for (const one of rows) {
      one.tick = h("input", { type: "checkbox", onchange: () => {
        state.selected[one.tick.checked ? "add" : "delete"](one.id);
        apply(true);
      } });
      one.name.append(" ", h("label", null, one.tick, h("span", { class: "hidden" }, `${words.select} ${one.title}`)));
    }
    box.append(bar);
  }

  // Filters by tag, maturity and facts, and floors by quality, as the page offers them.
  function facetControls() {
    const made = h("div");
    made.append(box.querySelector(".matrix-facets")?.content.cloneNode(true) ?? "");
    for (const label of made.querySelectorAll("[data-key]")) {
      const { key } = label.dataset;
      const control = label.querySelector("select");
      const values = [...control.options].map(({ value }) => value).filter(Boolean);
      facets.set(key, { control, values, known: values.filter((value) => !/^!|\.\./.test(value)) });
      control.addEventListener("change", () => {
        if (control.value) state.chosen.set(key, control.value);
        else state.chosen.delete(key);
        apply(true);
      });
    }
    return made;
  }

  function columnControls() {
    const made = h("div");
    const box = (label, members, isGroup) => {
      const input = h("input", { type: "checkbox", onchange: () => {
        for (const { id } of members) state.hidden[input.checked ? "delete" : "add"](id);
        apply(true);
      } });
      for (const member of members) (member.boxes ??= []).push([input, members]);
      return h("label", { class: isGroup ? "group" : null }, input, ` ${label}`);
    };
    let last;
    for (const column of columns) {
      if (column.group !== last && groups.has(column.group)) {
        const members = columns.filter(({ group }) => group === column.group);
        if (members.length > 1) made.append(box(groups.get(column.group), members, true));
      }
      last = column.group;
      made.append(box(column.label, [column], false));
    }
    return made;
  }

  read();
  apply(false);
  if (missing.length) say(gone(missing, told));

  // The state of the address: ids, never positions.
  function read() {
    for (const { id, usual } of columns) if (!usual) state.hidden.add(id);
    const sort = query.get("sort") ?? "";
    if (byId.has(sort.replace(/^-/, ""))) state.sort = sort;
    else if (sort) missing.push(sort);
    state.text = query.get("q") ?? "";
    for (const name of list("cols")) {
      const id = name.replace(/^-/, "");
      const named = columns.filter((column) => column.id === id || column.group === id);
      for (const column of named) state.hidden[name.startsWith("-") ? "add" : "delete"](column.id);
      if (named.length === 0) missing.push(id);
    }
    for (const id of list("sel")) {
      const known = rows.find((one) => one.id === id) ?? rows.find(({ aliases, title }) => [title, ...aliases].some((name) => fold(name) === fold(id)));
      if (known && box.dataset.compare) state.selected.add(known.id);
      else missing.push(id);
    }
    for (const [key, [chosen, inputs]] of [
      ["family", pickers[0]],
      ["kind", pickers[1]],
    ]) {
      const known = inputs.filter(({ dataset }) => dataset.all === undefined).map(({ value }) => value);
      for (const id of list(key)) {
        if (known.includes(id)) chosen.add(id);
        // A table of one family or kind has no such filter; what all rows have excludes none.
        else if (!rows.every((one) => one[key] === id)) missing.push(id);
      }
    }
    for (const [key, { values, known }] of facets) {
      const text = query.get(key);
      if (!text) continue;
      const isList = key === "tag" || key === "maturity";
      const parts = isList ? list(key) : [text.replace(/^!|^\.\.|\.\.$/g, "")];
      const kept = parts.filter((part) => known.includes(part) || values.includes(text) || isAmount(key, part));
      missing.push(...parts.filter((part) => !kept.includes(part)));
      if (kept.length) state.chosen.set(key, isList ? kept.join(",") : text);
    }
    for (const key of query.keys()) if (/^(fact|floor)\./.test(key) && !facets.has(key)) missing.push(key.slice(key.indexOf(".") + 1));
    // Without a choice there is no filter; what all rows have excludes none.
    const isOfAll = { tag: (id) => rows.every(({ tags }) => tags.includes(id)), maturity: (id) => rows.every(({ maturity }) => maturity === id) };
    for (const key of ["tag", "maturity"]) if (!facets.has(key)) missing.push(...list(key).filter((id) => !isOfAll[key](id)));
  }
  function isAmount(key, text) {
    const column = byId.get(key.replace(/^fact\./, "fact:"));
    return column?.type === "number" && /^-?\d+(\.\d+)?$/.test(text);
  }

  // A test for each filter that is set; it takes a row.
  function tests() {
    const wanted = fold(state.text);
    const all = [];
    if (wanted) all.push(({ text }) => text.includes(wanted));
    if (state.families.size) all.push(({ family }) => state.families.has(family));
    if (state.kinds.size) all.push(({ kind }) => state.kinds.has(kind));
    for (const [key, text] of state.chosen) {
      const chosen = text.split(",");
      if (key === "tag") all.push(({ tags }) => tags.some((tag) => chosen.includes(tag)));
      else if (key === "maturity") all.push(({ maturity }) => chosen.includes(maturity));
      else if (key.startsWith("floor.")) all.push(floor(byId.get(key.slice(6)), Number(text)));
      else all.push(fact(byId.get(`fact:${key.slice(5)}`), text, facets.get(key).known));
    }
    return all;
  }
  // What is not judged, and what does not apply, passes: it may turn out either way.
  function floor({ index, type }, limit) {
    return ({ cells }) => {
      const { value } = cells[index].dataset;
      if (value === undefined) return true;
      const ends = value.split("..").map(Number);
      return type === "lower" ? Math.min(...ends) <= limit : Math.max(...ends) >= limit;
    };
  }
  function fact({ index, type }, text, known) {
    const limit = text.replace(/^!|^\.\.|\.\.$/g, "");
    const place = (value) => (type === "number" ? Number(value) : known.indexOf(value));
    return ({ cells }) => {
      const { value } = cells[index].dataset;
      if (value === undefined) return true;
      if (text.startsWith("!")) return value !== limit;
      if (text.startsWith("..")) return place(value) <= place(limit);
      if (text.endsWith("..")) return place(value) >= place(limit);
      return value === limit;
    };
  }

  function compare(index, isTurned) {
    return (left, right) => {
      const [classLeft, placeLeft] = left.order[index];
      const [classRight, placeRight] = right.order[index];
      const byValue = classLeft - classRight || placeLeft - placeRight;
      const isValue = classLeft < NOT_APPLICABLE && classRight < NOT_APPLICABLE;
      return (isTurned && isValue ? -byValue : byValue) || left.place - right.place;
    };
  }
  const recordOf = new Map(rows.map((one) => [one.row, one]));
  const shownRows = () => [...box.querySelectorAll(".matrix-row:not([hidden])")].map((row) => recordOf.get(row));
  const shownColumns = () => columns.filter(({ id }) => !state.hidden.has(id));

  function apply(isTold) {
    const checks = tests();
    let shown = 0;
    for (const one of rows) {
      one.row.hidden = !checks.every((check) => check(one));
      if (!one.row.hidden) shown += 1;
    }
    arrange();
    const column = byId.get(state.sort.replace(/^-/, ""));
    for (const one of columns) {
      const isSorted = one === column;
      const isHidden = state.hidden.has(one.id);
      for (const head of one.heads) {
        if (isSorted) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
        head.hidden = isHidden;
      }
      if (one.isHidden !== isHidden || one.isSorted !== isSorted) {
        for (const { cells } of rows) {
          cells[one.index].hidden = isHidden;
          cells[one.index].toggleAttribute("data-first", isSorted);
        }
      }
      Object.assign(one, { isHidden, isSorted });
      for (const [input, members] of one.boxes) {
        const count = members.filter(({ id }) => state.hidden.has(id)).length;
        input.checked = count < members.length;
        input.indeterminate = count > 0 && count < members.length;
      }
    }
    for (const head of box.querySelectorAll(".matrix-groups [data-group]")) {
      const own = columns.filter(({ group, id }) => group === head.dataset.group && !state.hidden.has(id));
      head.hidden = own.length === 0;
      head.colSpan = Math.max(own.length, 1);
    }
    for (const [chosen, inputs] of pickers) {
      for (const input of inputs) input.checked = input.dataset.all !== undefined ? chosen.size === 0 : chosen.has(input.value);
    }
    for (const [key, { control }] of facets) {
      const value = state.chosen.get(key) ?? "";
      if (value && ![...control.options].some((option) => option.value === value)) control.append(h("option", { value }, value));
      control.value = value;
    }
    if (search.value !== state.text) search.value = state.text;
    const names = columns.filter(({ id }) => state.hidden.has(id)).map(({ label }) => label);
    const note = box.querySelector(".matrix-hidden");
    note.hidden = names.length === 0;
    note.querySelector("span").textContent = names.join(", ");
    select();
    write();
    if (!isTold) return;
    const order = column ? `; ${column.label}, ${state.sort.startsWith("-") ? words.worstFirst : words.bestFirst}` : "";
    say(`${shown} ${words.of} ${rows.length} ${words.shown}${order}`);
  }

  // A sorted table has no groups: all rows stand in its first body, in their order.
  function arrange() {
    if (sorted !== state.sort) {
      sorted = state.sort;
      const column = byId.get(sorted.replace(/^-/, ""));
      box.classList.toggle("sorted", Boolean(column));
      const order = column && compare(column.index, sorted.startsWith("-"));
      for (const table of tables) {
        const own = rows.filter((one) => one.table === table);
        if (column) table.tBodies[0].append(...own.sort(order).map(({ row }) => row));
        else for (const { home, row } of own) home.append(row);
      }
    }
    for (const body of box.querySelectorAll("tbody")) {
      const heading = body.querySelector(".matrix-family");
      if (heading) heading.hidden = sorted !== "";
      body.hidden = !body.querySelector(".matrix-row:not([hidden])");
    }
  }

  function select() {
    const names = [];
    for (const { id, tick, title } of rows) {
      if (!tick) continue;
      tick.checked = state.selected.has(id);
      if (tick.checked) names.push(title);
    }
    const isReady = names.length >= LEAST && names.length <= MOST;
    bar.hidden = names.length === 0;
    chosenNames.textContent = names.join(", ") + (isReady ? "" : ` (${words.selectNote})`);
    go.hidden = !isReady;
    if (isReady) go.href = `${box.dataset.compare}?p=${[...state.selected].map(encodeURIComponent).join(",")}`;
  }

  function write() {
    const changed = [];
    for (const [id] of [...groups, ["", ""]]) {
      const members = columns.filter(({ group }) => group === id);
      const hidden = members.filter((column) => state.hidden.has(column.id));
      if (id && members.length > 1 && hidden.length === members.length && members.every(({ usual }) => usual)) changed.push(`-${id}`);
      else changed.push(...members.filter((column) => column.usual === state.hidden.has(column.id)).map((column) => (column.usual ? `-${column.id}` : column.id)));
    }
    const joined = (chosen) => [...chosen].join(",") || null;
    const changes = {
      sort: state.sort || null,
      q: state.text || null,
      family: joined(state.families),
      kind: joined(state.kinds),
      sel: joined(state.selected),
      cols: joined(changed),
    };
    for (const key of facets.keys()) changes[key] = state.chosen.get(key) ?? null;
    remember(changes);
  }

  // What is shown, in the form of the files. A text that a spreadsheet would take for a formula gets a leading quote.
  function field(cell, { type }) {
    const { value, sort } = cell.dataset;
    const state = ["better", "worse", "both"].find((mark) => cell.classList.contains(mark));
    if (value === undefined) return state ?? (sort.startsWith("3") ? "n/a" : "unknown");
    if (type === "flag") return String(value === "yes");
    return /^-?\d+(\.\d+)?$/.test(value) ? value : guarded(value);
  }
  const guarded = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  function asCsv() {
    const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const shown = shownColumns();
    const lines = shownRows().map(({ id, title, kind, family, cells }) => [
      ...[id, title, kind, family].map(guarded),
      ...shown.map((column) => field(cells[column.index], column)),
    ]);
    const head = ["id", "title", "kind", "family", ...shown.map(({ id }) => id)];
    return [head, ...lines].map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
  }
  function asMarkdown() {
    const shown = shownColumns();
    const line = (cells) => `| ${cells.join(" | ")} |\n`;
    const shownIn = (cell) => {
      const [figure, word] = [".figure", ".word"].map((name) => cell.querySelector(name)?.textContent ?? "");
      return escaped(`${figure} ${word || cell.textContent}`);
    };
    return [
      line(["", ...shown.map(({ label }) => escaped(label))]),
      line(["---", ...shown.map(() => "---")]),
      ...shownRows().map(({ title, cells }) => line([escaped(title), ...shown.map(({ index }) => shownIn(cells[index]))])),
    ].join("");
  }

  // A reason, where it is asked for. The link in the cell leads to the same reason on the page of the entry.
  const card = h("div", { class: "reason-card", popover: "auto", tabindex: "-1", role: "dialog" });
  let opener;
  document.body.append(card);
  box.addEventListener("click", (event) => {
    const link = event.target.closest?.(".matrix-row > td > a");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link);
  });
  card.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    const isInside = card.contains(document.activeElement) || document.activeElement === document.body;
    if (isInside) opener?.focus();
  });
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    card.hidePopover();
    opener.focus();
  });
  function open(link) {
    const cell = link.closest("td");
    const { title } = recordOf.get(link.closest("tr"));
    const { why, basis, depends, cited } = link.dataset;
    const part = (label, text) => text && h("p", { class: "reason" }, label && h("span", { class: "basis" }, `${label}: `), text);
    const value = [...link.childNodes].map((node) => node.cloneNode(true));
    card.setAttribute("aria-label", `${title}: ${cell.dataset.label}`);
    card.replaceChildren(
      h("p", { class: "label" }, `${title}: ${cell.dataset.label}`),
      h("p", { class: cell.className }, value),
      ...[
        part("", why ?? link.title),
        part("", cell.classList.contains("implied") && words.notStated),
        part(words.dependsOn, depends),
        part("", basis),
      ].filter(Boolean),
      ...(cited ?? "").split("\n").filter(Boolean).map((text) => part(words.fromText, text)),
      h("p", null, h("a", { href: link.href }, words.readThere)),
    );
    opener = link;
    card.showPopover();
    // Below the cell, or above it where there is no room; never beyond the edges of the window.
    const at = cell.getBoundingClientRect();
    const own = card.getBoundingClientRect();
    const below = at.bottom + own.height < innerHeight ? at.bottom : Math.max(0, at.top - own.height);
    card.style.insetBlockStart = `${below}px`;
    card.style.left = `${Math.max(0, Math.min(at.left, document.documentElement.clientWidth - own.width))}px`;
    card.focus();
  }
})();
