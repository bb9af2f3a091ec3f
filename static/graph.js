// Drawings of relations: who belongs to the node under the pointer or the focus, and one family at a time. The check
// boxes of the legend work without this file.
const script = document.currentScript;
const { family: legend = "", all = "" } = script.dataset;

/** The nodes and lines of a drawing, and who is joined with whom. */
function read(graph) {
  const nodes = new Map();
  for (const node of graph.querySelectorAll(".graph-node")) nodes.set(node.dataset.id, node);
  const lines = [...graph.querySelectorAll(".graph-scroll .graph-line")];
  const around = (ids) => {
    const near = new Set(ids.map((id) => nodes.get(id)));
    for (const line of lines) {
      const { from, to } = line.dataset;
      if (ids.includes(from) || ids.includes(to)) for (const one of [line, nodes.get(from), nodes.get(to)]) near.add(one);
    }
    return near;
  };
  return { nodes, lines, around };
}

/** Marks what belongs to a node while the pointer or the focus is on it. */
function follow(graph, { nodes, lines, around }) {
  const show = (node) => {
    const near = node && around([node.dataset.id]);
    graph.classList.toggle("followed", Boolean(node));
    for (const one of [...nodes.values(), ...lines]) one.classList.toggle("near", Boolean(near?.has(one)));
  };
  const node = (event) => event.target.closest(".graph-node");
  graph.addEventListener("pointerover", (event) => show(node(event)));
  graph.addEventListener("pointerleave", () => show(null));
  graph.addEventListener("focusin", (event) => show(node(event)));
  graph.addEventListener("focusout", () => show(null));
}

/** Leaves one family with its neighbours. Which one is kept in the address. */
function filter(graph, { nodes, lines, around }, name) {
  const columns = [...graph.querySelectorAll(".graph-column[data-family]")];
  if (columns.length < 2 || !graph.querySelector(".graph-tools")) return;
  const apply = (family) => {
    const members = [...nodes.values()].filter((node) => node.dataset.family === family);
    const near = family ? around(members.map((node) => node.dataset.id)) : null;
    for (const one of [...nodes.values(), ...lines]) one.classList.toggle("off", Boolean(near && !near.has(one)));
  };
  const field = document.createElement("fieldset");
  field.className = "matrix-filter";
  field.append(Object.assign(document.createElement("legend"), { textContent: legend }));
  const asked = new URLSearchParams(location.search).get("family");
  const options = [["", all], ...columns.map((column) => [column.dataset.family, column.textContent])];
  const chosen = options.some(([id]) => id === asked) ? asked : "";
  for (const [id, text] of options) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name, value: id, checked: id === chosen });
    label.append(input, ` ${text}`);
    field.append(label);
  }
  field.addEventListener("change", ({ target }) => {
    apply(target.value);
    const address = new URL(location.href);
    if (target.value) address.searchParams.set("family", target.value);
    else address.searchParams.delete("family");
    history.replaceState(history.state, "", address);
  });
  graph.querySelector(".graph-tools").append(field);
  apply(chosen);
}

for (const [index, graph] of document.querySelectorAll(".graph").entries()) {
  const parts = read(graph);
  follow(graph, parts);
  filter(graph, parts, `pb-graph-${index + 1}`);
}
