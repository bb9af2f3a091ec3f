// Any two to four entries side by side, as the pages of pairs show them. Without this script the pairs have their pages.
(() => {
  const block = document.querySelector(".compare-data");
  const { h, button, fold, rating, reason, list, remember, gone, copier, escaped, record } = window.patternbook;
  if (!block) return;
  const { words, qualities, facts, relations, entries } = JSON.parse(block.textContent);
  const MOST = 4;
  const heading = document.querySelector(".lead h1, h1");
  const usual = { heading: heading.textContent, title: document.title };
  const all = document.querySelector(".compare-list");
  const picker = document.querySelector(".compare-picker");
  const result = h("div", { class: "compare-result" });
  all.before(result);

  // Entry id, path id, title, alias, in this order; a name of two entries names none.
  const named = new Map();
  for (const names of [({ aliases }) => aliases, ({ title }) => [title], ({ path_id }) => [path_id], ({ id }) => [id]]) {
    const level = new Map();
    for (const entry of entries) for (const name of names(entry)) level.set(fold(name), level.has(fold(name)) ? null : entry);
    for (const [name, entry] of level) named.set(name, entry);
  }
  const missing = [];
  let chosen = [];
  for (const id of list("p")) {
    const entry = named.get(fold(id));
    if (!entry || chosen.length === MOST) missing.push(id);
    else if (!chosen.includes(entry)) chosen.push(entry);
  }

  const select = h("select", { "aria-label": words.add_entry }, h("option", { value: "" }, words.add_entry));
  const kinds = new Map();
  for (const entry of entries) {
    if (!kinds.has(entry.kind)) kinds.set(entry.kind, select.appendChild(h("optgroup", { label: entry.kind })));
    kinds.get(entry.kind).append(h("option", { value: entry.id }, entry.title));
  }
  const status = h("p", { role: "status" });
  // What the page shows anyway is said to those who cannot see it.
  const say = (text, isShown) => {
    status.textContent = text;
    status.classList.toggle("hidden", Boolean(isShown));
  };
  const add = button(words.add, () => {
    const entry = entries.find(({ id }) => id === select.value);
    if (!entry) return select.focus();
    chosen.push(entry);
    select.value = "";
    apply();
    (add.disabled ? picker : select).focus();
  });
  const basket = h("ul");
  const tools = [
    copier(words.copy_link, () => location.href, words, say),
    copier(words.copy_record, () => asRecord(), words, say),
  ];
  picker.tabIndex = -1;
  picker.append(basket, select, add, ...tools, status);

  function apply() {
    const ready = chosen.length >= 2;
    basket.replaceChildren(
      ...chosen.map((entry) =>
        h(
          "li",
          null,
          entry.title,
          " ",
          button(
            "×",
            () => {
              chosen = chosen.filter((other) => other !== entry);
              apply();
              (basket.querySelector("button") ?? select).focus();
            },
            { "aria-label": `${words.remove} ${entry.title}` },
          ),
        ),
      ),
    );
    for (const option of select.querySelectorAll("option[value]")) option.disabled = chosen.some(({ id }) => id === option.value);
    add.disabled = select.disabled = chosen.length >= MOST;
    for (const tool of tools) tool.hidden = !ready;
    all.hidden = ready;
    result.replaceChildren(...(ready ? page() : []));
    const title = chosen.map((entry) => entry.title).join(` ${words.versus} `);
    heading.replaceChildren(
      ...(ready
        ? chosen.flatMap((entry, place) => (place ? [" ", h("span", { class: "versus" }, words.versus), " ", entry.title] : [entry.title]))
        : [usual.heading]),
    );
    document.title = ready ? `${title} - ${usual.title}` : usual.title;
    if (ready) say(`${words.compared} ${title}`, true);
    else say(chosen.length ? words.select_note : "");
    remember({ p: chosen.length ? chosen.map(({ id }) => id).join(",") : null });
  }

  // Ratings, a block for each scale: large differences first.
  function scales() {
    const blocks = [];
    for (const entry of chosen) {
      const block = blocks.find((known) => known.scale === entry.scale);
      if (block) block.members.push(entry);
      else blocks.push({ scale: entry.scale, members: [entry], differences: [], others: [], silent: [] });
    }
    for (const block of blocks) {
      qualities.forEach(([label, shown], index) => {
        const cells = block.members.map((entry) => entry.cells[index]);
        const isWritten = ({ state }) => state !== "unknown" && state !== "implied";
        if (!shown && !cells.some(isWritten)) return;
        if (cells.every(({ state }) => state === "unknown")) block.silent.push(label);
        else {
          const { distance, isLarge } = apart(cells);
          (isLarge ? block.differences : block.others).push({ label, cells, distance });
        }
      });
      block.differences.sort((one, other) => other.distance - one.distance);
    }
    return blocks;
  }

  // The largest distance between the middles of two cells, in half steps. Two steps are large; so is a range that lies
  // beyond another cell at both ends.
  function apart(cells) {
    const places = cells.flatMap(({ at }) => (at ? [at] : []));
    const middles = places.map(([low, high]) => low + high);
    const distance = places.length ? Math.max(...middles) - Math.min(...middles) : 0;
    const highestLow = Math.max(...places.map(([low]) => low));
    const lowestHigh = Math.min(...places.map(([, high]) => high));
    const isBeyond = ([low, high]) => low !== high && (low > lowestHigh || high < highestLow);
    return { distance, isLarge: distance >= 4 || places.some(isBeyond) };
  }

  const rows = (block, rows) =>
    h(
      "div",
      { class: "compare-rows", role: "table", "aria-label": words.trade_offs },
      h(
        "div",
        { class: "compare-head", role: "row" },
        h("span", { role: "columnheader", class: "hidden" }, words.qualities),
        block.members.map(({ title }) => h("b", { role: "columnheader" }, title)),
      ),
      rows.map(({ label, cells }) =>
        h(
          "div",
          { class: "compare-row", role: "row" },
          h("span", { class: "compare-quality", role: "rowheader" }, label),
          cells.map((cell, place) =>
            h(
              "div",
              { class: `compare-cell ${cell.tone} ${cell.state}`, role: "cell", "data-label": block.members[place].title },
              h("p", null, rating(cell)),
              reason(cell, words),
            ),
          ),
        ),
      ),
    );

  // What several say alike stands once.
  function shared(key, title) {
    const merged = new Map();
    for (const entry of chosen) {
      for (const [number, text, because] of entry[key]) {
        if (!merged.has(number)) merged.set(number, { text, because, names: new Set() });
        merged.get(number).names.add(entry.title);
      }
    }
    if (merged.size === 0) return [];
    const whose = (names) => (names.size === chosen.length ? words.all_of_them : [...names].join(", "));
    return [
      h("h2", null, title),
      h(
        "ul",
        null,
        [...merged.values()].map(({ text, because, names }) =>
          h(
            "li",
            null,
            text,
            because && [" ", h("span", { class: "basis" }, `${words.because} ${because}`)],
            " ",
            h("span", { class: "basis" }, `(${whose(names)})`),
          ),
        ),
      ),
    ];
  }

  function factTable() {
    const told = facts
      .map((label, index) => ({ label, values: chosen.map((entry) => entry.facts[index]) }))
      .filter(({ values }) => values.some(([, , isJudged]) => isJudged));
    if (told.length === 0) return [];
    const differs = (values) => values.some(([, value], place) => place > 0 && value !== values[place - 1][1]);
    return [
      h("h2", null, words.facts),
      h(
        "div",
        { class: "table", role: "region", tabindex: "0", "aria-label": words.facts },
        h(
          "table",
          { class: "compare-table" },
          h("thead", null, h("tr", null, h("td"), chosen.map(({ title }) => h("th", { scope: "col" }, title)))),
          h(
            "tbody",
            null,
            told.map(({ label, values }) =>
              h(
                "tr",
                { class: differs(values) ? "differs" : null },
                h("th", { scope: "row" }, label),
                values.map(([text]) => h("td", null, text)),
              ),
            ),
          ),
        ),
      ),
    ];
  }

  function page() {
    const blocks = scales();
    const place = new Map(chosen.map((entry) => [entries.indexOf(entry), entry]));
    const between = relations.filter(([from, , to]) => place.has(from) && place.has(to));
    const next = chosen.flatMap((entry) => entry.next.map((to) => [entry.title, ...to]));
    const hasArguments = chosen.some(({ pros, cons }) => pros.length || cons.length);
    const items = (kind, all) => h("ul", { class: kind }, all.map(([text]) => h("li", null, text)));
    return [
      h(
        "div",
        { class: "compared" },
        chosen.map(({ href, title, summary }) =>
          h("section", { class: "compared-entry" }, h("h2", null, h("a", { href }, title)), summary && h("p", null, summary)),
        ),
      ),
      between.map(([from, label, to, why]) =>
        h("p", { class: "relation" }, place.get(from).title, " ", h("em", null, label), " ", place.get(to).title, why && `: ${why}`, "."),
      ),
      blocks.length > 1 && h("p", { class: "alert note" }, words.two_scales),
      blocks.map((block) => [
        block.differences.length > 0 && [h("h2", null, words.differences), rows(block, block.differences)],
        block.others.length > 0 && [h("h2", null, words.other_ratings), rows(block, block.others)],
        block.silent.length > 0 && h("p", { class: "matrix-note" }, `${words.columns_left_out}: ${block.silent.join(", ")}`),
      ]),
      factTable(),
      shared("use_when", words.use_when),
      shared("avoid_when", words.avoid_when),
      hasArguments && [
        h("h2", null, words.pros_and_cons),
        h(
          "div",
          { class: "compared" },
          chosen.map(({ title, pros, cons }) =>
            h("section", { class: "compared-entry" }, h("h3", null, title), items("pros", pros), items("cons", cons)),
          ),
        ),
      ],
      chosen.map(
        ({ tipping_point: text, title }) => text && h("blockquote", { class: "tipping-point" }, h("p", null, text), h("footer", null, title)),
      ),
      next.length > 0 && [
        h("h2", null, words.read_next),
        h(
          "ul",
          null,
          next.map(([from, title, href, why]) => h("li", null, `${from} → `, h("a", { href }, title), why && `: ${why}`)),
        ),
      ],
    ]
      .flat(Infinity)
      .filter(Boolean);
  }

  function asRecord() {
    const blocks = scales();
    const titles = chosen.map(({ title }) => title);
    const drivers = blocks.flatMap(({ differences }) => differences.map(({ label }) => escaped(label)));
    const made = record(titles.join(` ${words.record_or} `), words)
      .list(words.record_drivers, [...new Set(drivers)])
      .list(words.record_options, titles.map(escaped))
      .section(2, words.record_outcome)
      .section(2, words.record_pros_and_cons);
    const leads = { good: words.record_good, poor: words.record_bad };
    for (const entry of chosen) {
      made.section(3, escaped(entry.title));
      for (const block of blocks) {
        const own = block.members.indexOf(entry);
        for (const { label, cells } of [...block.differences, ...block.others]) {
          const cell = cells[own];
          if (cell?.figure && leads[cell.tone]) made.judgement(leads[cell.tone], label, cell);
        }
      }
      for (const [lead, reasons] of [
        [words.record_good, entry.pros],
        [words.record_neutral, entry.neutral],
        [words.record_bad, entry.cons],
      ]) {
        for (const [text, why] of reasons) made.argument(lead, `${escaped(text)}${why ? ` (${escaped(why)})` : ""}`);
      }
    }
    return made.end();
  }

  apply();
  if (missing.length) say(gone(missing, words));
})();
