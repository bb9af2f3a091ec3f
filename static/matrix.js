// The table of entries beyond HTML: order, text, columns, selection, and all of it in the address. Without this script
// the table is whole, its families can be filtered, and each quality has a page with its order.
(() => {
  const box = document.querySelector(".matrix");
  const words = document.currentScript.dataset;
  if (!box) return;
  const rows = [...box.querySelectorAll(".matrix-row")];
  const bodies = [...box.querySelectorAll("tbody")];
  const heads = [...box.querySelectorAll(".matrix-heads [data-column]")];
  const columns = new Map(heads.map((head) => [head.dataset.column, head]));
  const families = [...box.querySelectorAll(".matrix-filter input")];
  const query = new URLSearchParams(location.search);
  const state = { sort: "", text: "", hidden: new Set(), selected: new Set() };
  const cell = (row, id) => row.cells[columnIndex.get(id)];
  const columnIndex = new Map(heads.map((head) => [head.dataset.column, head.cellIndex]));
  const home = new Map(rows.map((row) => [row, row.parentElement]));

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const haystack = new Map(
    rows.map((row) => [row, fold([row.cells[0].textContent, row.dataset.aliases ?? "", row.dataset.id].join(" "))]),
  );

  // Controls that need the script are made by it.
  const tools = box.querySelector(".matrix-tools");
  const search = element("input");
  search.type = "search";
  search.placeholder = words.find;
  search.setAttribute("aria-label", words.find);
  const reset = element("button", "", words.reset);
  reset.type = "button";
  const status = element("p");
  status.setAttribute("role", "status");
  const chooser = element("details", "matrix-columns");
  chooser.append(element("summary", "", words.columns));
  const choices = element("div");
  const boxes = new Map();
  for (const head of heads) {
    const label = element("label");
    const input = element("input");
    input.type = "checkbox";
    label.append(input, ` ${head.textContent.trim()}`);
    choices.append(label);
    boxes.set(head.dataset.column, input);
    if (head.hidden) state.hidden.add(head.dataset.column);
    input.addEventListener("change", () => {
      state.hidden[input.checked ? "delete" : "add"](head.dataset.column);
      apply();
    });
  }
  chooser.append(choices);
  tools.append(search, reset, status, chooser);
  const usual = new Set(state.hidden);

  for (const head of heads) {
    const link = head.querySelector("a");
    const button = element("button", "", head.textContent.trim());
    button.type = "button";
    if (link) button.title = link.title;
    button.addEventListener("click", () => {
      const id = head.dataset.column;
      state.sort = state.sort === id ? `-${id}` : state.sort === `-${id}` ? "" : id;
      apply();
    });
    (link ?? head.firstChild).replaceWith(button);
  }

  const bar = element("div", "compare-bar");
  bar.hidden = true;
  const chosen = element("span");
  const go = element("a", "", words.compare);
  bar.append(chosen, go);
  if (box.dataset.compare) {
    for (const row of rows) {
      const label = element("label");
      const input = element("input");
      input.type = "checkbox";
      label.append(input, element("span", "hidden", `${words.select} ${row.cells[0].textContent.trim()}`));
      row.cells[0].append(" ", label);
      input.addEventListener("change", () => {
        state.selected[input.checked ? "add" : "delete"](row.dataset.id);
        apply();
      });
    }
    box.append(bar);
  }

  search.addEventListener("input", () => {
    state.text = search.value;
    apply();
  });
  for (const input of families) input.addEventListener("change", () => apply());
  reset.addEventListener("click", () => {
    Object.assign(state, { sort: "", text: "", hidden: new Set(usual), selected: new Set() });
    if (families[0]) families[0].checked = true;
    apply();
  });

  // The state of the address: ids, never positions. What is unknown stays in it.
  const sort = query.get("sort") ?? "";
  if (columns.has(sort.replace(/^-/, ""))) state.sort = sort;
  state.text = query.get("q") ?? "";
  for (const id of (query.get("cols") ?? "").split(",")) {
    const name = id.replace(/^-/, "");
    for (const head of heads) {
      if (head.dataset.column !== name && head.dataset.group !== name) continue;
      state.hidden[id.startsWith("-") ? "add" : "delete"](head.dataset.column);
    }
  }
  const gone = [];
  for (const id of (query.get("sel") ?? "").split(",").filter(Boolean)) {
    if (rows.some((row) => row.dataset.id === id)) state.selected.add(id);
    else gone.push(id);
  }
  const family = families.find((input) => input.value && input.value === query.get("family"));
  if (family) family.checked = true;

  function order(left, right) {
    const id = state.sort.replace(/^-/, "");
    const [classLeft, placeLeft] = cell(left, id).dataset.sort.split(".").map(Number);
    const [classRight, placeRight] = cell(right, id).dataset.sort.split(".").map(Number);
    const turned = state.sort.startsWith("-") && classLeft < 3 && classRight < 3;
    const byValue = classLeft - classRight || placeLeft - placeRight;
    return (turned ? -byValue : byValue) || rows.indexOf(left) - rows.indexOf(right);
  }

  function apply() {
    const id = state.sort.replace(/^-/, "");
    const wanted = fold(state.text.trim());
    const family = families.find((input) => input.checked)?.value ?? "";
    let shown = 0;
    for (const row of rows) {
      row.hidden = wanted !== "" && !haystack.get(row).includes(wanted);
      const inFamily = !family || row.dataset.family === family;
      if (!row.hidden && inFamily) shown += 1;
    }
    // A sorted table has no groups: all rows stand in the first body, in their order.
    box.classList.toggle("sorted", id !== "");
    for (const row of rows) home.get(row).append(row);
    for (const table of box.querySelectorAll(".matrix-table")) {
      const own = rows.filter((row) => table.contains(row));
      if (id) table.tBodies[0].append(...own.sort(order));
      for (const body of table.tBodies) {
        const isEmpty = ![...body.querySelectorAll(".matrix-row")].some((row) => !row.hidden);
        body.hidden = isEmpty;
        const heading = body.querySelector(".matrix-family");
        if (heading) heading.hidden = id !== "";
      }
    }
    if (id && family) for (const row of rows) row.hidden ||= row.dataset.family !== family;
    for (const head of heads) {
      const name = head.dataset.column;
      const isSorted = name === id;
      if (isSorted) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
      const hidden = state.hidden.has(name);
      head.hidden = hidden;
      boxes.get(name).checked = !hidden;
      for (const row of rows) {
        cell(row, name).hidden = hidden;
        cell(row, name).toggleAttribute("data-first", isSorted);
      }
    }
    for (const group of box.querySelectorAll(".matrix-groups [data-group]")) {
      const own = heads.filter((head) => head.dataset.group === group.dataset.group && !head.hidden);
      group.hidden = own.length === 0;
      group.colSpan = Math.max(own.length, 1);
    }
    if (search.value !== state.text) search.value = state.text;
    for (const row of rows) {
      const input = row.cells[0].querySelector("input");
      if (input) input.checked = state.selected.has(row.dataset.id);
    }
    const names = rows.filter((row) => state.selected.has(row.dataset.id)).map((row) => row.cells[0].querySelector("a").textContent);
    bar.hidden = names.length === 0;
    chosen.textContent = names.join(", ");
    const ready = names.length >= 2 && names.length <= 4;
    go.hidden = !ready;
    if (ready) go.href = `${box.dataset.compare}?p=${[...state.selected].map(encodeURIComponent).join(",")}`;
    if (!ready && names.length) chosen.textContent += ` (${words.selectNote})`;
    const counted = shown < rows.length || status.textContent !== "" ? [`${shown} ${words.of} ${rows.length}`] : [];
    status.textContent = [...counted, ...gone.map((id) => `${words.gone}: ${id}`)].join("; ");
    remember(family);
  }

  function remember(family) {
    const set = (key, value) => (value ? query.set(key, value) : query.delete(key));
    set("sort", state.sort);
    set("q", state.text);
    set("family", family);
    set("sel", [...state.selected].join(","));
    const changed = heads
      .map((head) => head.dataset.column)
      .filter((id) => usual.has(id) !== state.hidden.has(id))
      .map((id) => (state.hidden.has(id) ? `-${id}` : id));
    set("cols", changed.join(","));
    const text = query.toString();
    history.replaceState(null, "", text ? `?${text}${location.hash}` : location.pathname + location.hash);
  }
  apply();
})();
