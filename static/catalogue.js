// What the scripts of the catalogue share: elements, ratings, the state in the address, copying, decision records.
window.patternbook = (() => {
  // An element. What begins with `on` is listened for; what is not there is left out.
  function h(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (value === undefined || value === null || value === false) continue;
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat(Infinity).filter((child) => child || child === 0));
    return made;
  }
  const button = (label, onclick, attributes) => h("button", { type: "button", ...attributes, onclick }, label);

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

  // Ratings, as the templates write them.
  const bar = ({ of, start, end, centre }, also = "") =>
    h("i", { class: `bar of-${of} from-${start} to-${end}${Number.isInteger(centre) ? ` mid-${centre}` : ""}${also}` });
  const rating = (cell) => [
    cell.figure && [h("b", { class: "figure" }, cell.figure), " "],
    h("span", { class: "word" }, cell.word),
    cell.bar && bar(cell.bar),
  ];
  const reason = (cell, words) => [
    cell.why &&
      h("p", { class: "reason" }, cell.why, cell.basis && [" ", h("span", { class: "basis" }, `(${cell.basis}${cell.source ? `: ${cell.source}` : ""})`)]),
    cell.depends_on && h("p", { class: "reason" }, h("span", { class: "basis" }, `${words.depends_on}:`), " ", cell.depends_on),
    (cell.arguments ?? []).map(({ pro, text, href }) =>
      h(
        "p",
        { class: `reason quoted ${pro ? "pro" : "con"}` },
        h("q", null, text),
        href && [" ", h("span", { class: "basis" }, h("a", { href }, words.from_text))],
      ),
    ),
  ];

  // The address holds ids, never positions. Keys that nobody knows stay in it.
  const query = new URLSearchParams(location.search);
  const list = (key) => (query.get(key) ?? "").split(",").map((item) => item.trim()).filter(Boolean);
  function remember(changes) {
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined || value === null) query.delete(key);
      else query.set(key, value);
    }
    const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%21", "!");
    try {
      history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
    } catch {
      // A page that was opened as a file may not change its address; then it keeps the one it has.
    }
  }
  // What an address names that is not there: a few names, none of them long.
  const gone = (names, words) => {
    if (names.length === 0) return "";
    const shown = names.slice(0, 5).map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
    return `${words.gone} ${shown.join(", ")}${names.length > 5 ? ", …" : ""}`;
  };

  // A button that copies, and says so.
  function copier(label, text, words, say) {
    return button(label, () => {
      say("");
      const written = navigator.clipboard?.writeText(text()) ?? Promise.reject(new Error("no clipboard"));
      written.then(
        () => say(words.copied),
        () => say(words.copy_failed),
      );
    });
  }

  // One line of Markdown that shows exactly these characters.
  const escaped = (text) =>
    text
      .split(/\s+/)
      .filter(Boolean)
      .join(" ")
      .replace(/[\\`*_[\]<>#&|~!$^{}=]/g, "\\$&")
      .replace(/^[-+:]/, "\\$&")
      .replace(/^(\d+)([.)])/, "$1\\$2");
  // The draft of a decision record, section by section.
  function record(title, words) {
    let text = `# ${escaped(title)}\n`;
    const self = {
      section(level, name) {
        text += `\n${"#".repeat(level)} ${name}\n`;
        return self;
      },
      item(line) {
        const last = text.slice(0, -1).split("\n").pop();
        text += `${last.startsWith("*") ? "" : "\n"}* ${line}\n`;
        return self;
      },
      list(name, items) {
        self.section(2, name);
        items.forEach(self.item);
        return self;
      },
      argument: (lead, line) => self.item(`${lead}, ${words.record_because} ${line}`),
      judgement: (lead, label, { word, why }) =>
        self.argument(lead, `${escaped(label)}: ${escaped(word)}${why ? ` (${escaped(why)})` : ""}`),
      end: () => self.section(2, words.record_more).item(`${words.record_source} <${location.href}>`) && text,
    };
    return self.section(2, words.record_context);
  }

  return { h, button, fold, bar, rating, reason, query, list, remember, gone, copier, escaped, record };
})();
