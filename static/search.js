// The search. It is loaded when a reader is about to search, and loads the files of the index that a query needs; what
// they hold is written in `src/search/`. Texts of pages and of queries become text nodes and nothing else.
(() => {
  const control = document.getElementById("pb-search");
  const host = document.getElementById("pb-search-page"); // on the page to search on
  const entryAddress = new URL(control.dataset.index, document.baseURI);
  const folder = new URL("./", entryAddress).href;
  const root = new URL("../../", entryAddress).href;
  const label = control.querySelector("span").textContent;
  const fromDisk = location.protocol === "file:";
  const policy = window.trustedTypes?.createPolicy("patternbook-search", { createScriptURL: (address) => address, createHTML: (html) => html });

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  /** From disk, a folder does not answer with its page. */
  const onHost = (address) => (fromDisk && address.endsWith("/") ? `${address}index.html` : address);

  // ── Files: each is a script that hands its value over, so that it can be read from disk.
  const files = new Map();
  const receivers = new Map();
  function load(kind, name) {
    const key = `${kind}.${name}`;
    if (!files.has(key)) {
      files.set(key, new Promise((resolve, reject) => {
        receivers.set(key, resolve);
        const script = element("script");
        const address = kind === "entry" ? entryAddress.href : `${folder}${key}.js`;
        script.src = policy ? policy.createScriptURL(address) : address;
        script.addEventListener("load", () => script.remove());
        script.addEventListener("error", () => {
          script.remove();
          files.delete(key);
          reject(new Error(address));
        });
        document.head.append(script);
      }));
    }
    return files.get(key);
  }
  const take = (kind, name, value) => {
    const key = `${kind}.${name}`;
    receivers.get(key)?.({ entry: readEntry, words: readWords, records: (text) => text.split("\n") }[kind](value));
    receivers.delete(key);
  };
  const entry = () => load("entry", "");

  function readEntry(value) {
    const numbers = reader(value.of);
    value.stop = new Set(value.stop);
    // What each page is, by facet.
    value.of = Array.from({ length: value.pages }, () => value.facets.map(() => Array.from({ length: numbers.next() }, numbers.next)));
    return value;
  }
  function readWords(text) {
    let before = "";
    return text.split("\n").map((line) => {
      const space = line.indexOf(" ");
      before = before.slice(0, letter(line, 0)) + line.slice(1, space);
      return { word: before, body: line.slice(space + 1) };
    });
  }

  // ── Numbers as letters: `src/search/digits.rs`.
  const letter = (text, at) => {
    const code = text.charCodeAt(at);
    return code - 0x23 - (code > 0x5c);
  };
  function reader(text, at = 0) {
    const one = () => letter(text, at++);
    const next = () => {
      let number = 0;
      for (let unit = 1; ; unit *= 27) {
        const digit = one();
        number += digit * unit;
        if (digit < 64) return number;
      }
    };
    return { one, next, more: () => at < text.length };
  }
  const RANKS = [1, 4, 7, 10, 14, 19, 25, 32, 40, 50, 62];
  const PARTS = 7;
  /** The pages of a word, each with the rank of the word and its part of the page: `src/search/postings.rs`. */
  function postings(line) {
    if (!line.pages) {
      const isCut = line.body.startsWith("!");
      const numbers = reader(line.body, isCut ? 1 : 0);
      const count = isCut ? numbers.next() : 0;
      line.pages = [];
      for (let page = 0; numbers.more(); page++) {
        page += numbers.next();
        const info = numbers.one();
        let part = info % (PARTS + 1);
        if (part === PARTS) part += numbers.next();
        line.pages.push([page, Math.floor(info / (PARTS + 1)), part]);
      }
      line.isCut = isCut;
      line.count = count || line.pages.length;
    }
    return line;
  }

  // ── Words: the rules of `src/search/words.rs`.
  const RUN = /[\p{Alphabetic}\p{N}\p{M}_]+/gu;
  const UNSPACED = /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF66-\uFF9F\u{20000}-\u{3FFFF}]+/gu;
  const CASES = /_+|(?<=[\p{Lowercase}\p{N}])(?=\p{Uppercase})|(?<=\p{Uppercase})(?=\p{Uppercase}\p{Lowercase})/u;
  const SIGNED = /^(?:\+\+|#)(?![\p{Alphabetic}\p{N}\p{M}_])/u;
  const LONGEST = 40;
  const lower = (text) => Array.from(text.toLowerCase()).slice(0, LONGEST).join("");
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");

  /** Where the words of a text stand, and the signs that belong to them. */
  function* runs(text) {
    for (const match of text.matchAll(RUN)) {
      const end = match.index + match[0].length;
      const signs = /^[a-z]{1,8}$/i.test(match[0]) ? SIGNED.exec(text.slice(end, end + 4))?.[0] ?? "" : "";
      yield { start: match.index, end: end + signs.length, text: match[0], signs };
    }
  }
  /** A run of a script without spaces as pairs of letters; anything else as a name with its parts. */
  function* pieces(run) {
    let at = 0;
    const name = (text) => {
      const whole = text.replace(/^_+|_+$/g, "");
      return whole && { whole: lower(whole), parts: whole.split(CASES).filter(Boolean).map(lower) };
    };
    for (const match of run.matchAll(UNSPACED)) {
      if (match.index > at) yield name(run.slice(at, match.index));
      const letters = Array.from(match[0]);
      yield letters.length === 1
        ? { whole: letters[0], parts: letters }
        : { whole: "", parts: letters.slice(1).map((letter, index) => letters[index] + letter) };
      at = match.index + match[0].length;
    }
    if (at < run.length) yield name(run.slice(at));
  }
  function wordsOf(query) {
    const words = [];
    for (const { text, signs } of runs(query)) {
      if (signs) {
        words.push({ whole: lower(text + signs), parts: [] });
      } else {
        words.push(...[...pieces(text.normalize("NFC"))].filter(Boolean));
      }
      if (words.length >= MAX_WORDS) break;
    }
    return words.slice(0, MAX_WORDS);
  }

  // ── Looking up.
  const MAX_QUERY = 200; // characters
  const MAX_WORDS = 12;
  const MAX_FILES = 3; // of words with one beginning
  const MAX_FUZZY_FILES = 4;
  const MAX_LONGER = 40; // words with one beginning

  /** The first place in a sorted list at which `is` holds. */
  const first = (list, is) => {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (is(list[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const fileOf = (index, word) => Math.max(0, first(index.words, ([begin]) => begin > word) - 1);
  const wordFile = (index, number) => load("words", index.words[number][1]);

  /** The lines of the index that a word may mean, with how well they fit: the word, longer ones, similar ones. */
  async function candidates(index, word) {
    const found = new Map();
    const put = (line, fit) => {
      if (!(found.get(line)?.fit >= fit)) found.set(line, { line, fit });
    };
    if (!index.words.length) return found;
    for (const [form, weight] of new Map([[bare(word), 0.9], [word, 1]])) {
      if (!form) continue;
      const start = fileOf(index, form);
      const numbers = [];
      for (let number = start; number < index.words.length && numbers.length < MAX_FILES; number++) {
        if (number > start && !index.words[number][0].startsWith(form)) break;
        numbers.push(number);
      }
      const longer = [];
      for (const lines of await Promise.all(numbers.map((number) => wordFile(index, number)))) {
        for (let at = first(lines, ({ word }) => word >= form); lines[at]?.word.startsWith(form); at++) {
          if (lines[at].word === form) put(lines[at], weight);
          else longer.push(lines[at]);
        }
      }
      longer.sort((one, other) => one.word.length - other.word.length);
      for (const line of longer.slice(0, MAX_LONGER)) put(line, (weight * 0.75 * (form.length + 1)) / (line.word.length + 2));
    }
    const isKnown = found.size > 0;
    const errors = index.typos ? (word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0) : 0;
    if (errors && (!isKnown || word.endsWith("s"))) {
      const own = fileOf(index, word);
      const begin = word[0];
      const near = index.words
        .map((_, number) => number)
        .filter((number) => index.words[number][0][0] <= begin && (index.words[number + 1]?.[0][0] ?? begin) >= begin)
        .sort((one, other) => Math.abs(one - own) - Math.abs(other - own))
        .slice(0, isKnown ? 1 : MAX_FUZZY_FILES);
      for (const lines of await Promise.all(near.map((number) => wordFile(index, number)))) {
        for (const line of lines) {
          // Where the word itself was found, its singular is looked for and nothing else.
          if (line.word[0] !== begin || (isKnown && line.word !== word.slice(0, -1))) continue;
          const distance = distanceOf(word, line.word, errors);
          if (distance <= errors) put(line, (isKnown ? 0.8 : 0.5) / (distance || 1));
        }
      }
    }
    return found;
  }

  /** How many letters are wrong, missing, too many or swapped; `most + 1` if there are more. */
  function distanceOf(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let y = 1; y <= one.length; y++) {
      const next = [y];
      for (let x = 1; x <= other.length; x++) {
        next[x] = Math.min(row[x] + 1, next[x - 1] + 1, row[x - 1] + (one[y - 1] !== other[x - 1]));
        if (y > 1 && x > 1 && one[y - 1] === other[x - 2] && one[y - 2] === other[x - 1]) next[x] = Math.min(next[x], before[x - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  }

  /** The pages on which one word of a query stands. */
  async function pagesOf(index, word, terms) {
    const simple = async (text) => {
      const pages = new Map();
      let isCut = false;
      for (const { line, fit } of (await candidates(index, text)).values()) {
        postings(line);
        isCut ||= line.isCut;
        terms.add(line.word);
        const rare = Math.log(1 + index.pages / line.count);
        for (const [page, rank, part] of line.pages) {
          const score = fit * rare * RANKS[rank];
          if (!(pages.get(page)?.score >= score)) pages.set(page, { score, parts: [part] });
        }
      }
      return { pages, isCut };
    };
    const whole = word.whole ? await simple(word.whole) : { pages: new Map(), isCut: false };
    if (word.parts.length > 1 || !word.whole) {
      // All parts of a name say as much as the name itself, but for their order.
      const all = await Promise.all(word.parts.map(simple));
      const fewest = all.reduce((one, other) => (other.pages.size < one.pages.size ? other : one));
      for (const page of fewest.pages.keys()) {
        const found = all.map(({ pages }) => pages.get(page)).filter(Boolean);
        if (found.length < all.length) continue;
        const score = (found.reduce((sum, { score }) => sum + score, 0) / found.length) * (word.whole ? 0.6 : 1);
        if (!(whole.pages.get(page)?.score >= score)) whole.pages.set(page, { score, parts: found.flatMap(({ parts }) => parts) });
      }
    }
    return whole;
  }

  /** What a query finds, the best first, and the words by which it was found. */
  async function find(query) {
    const index = await entry();
    const words = wordsOf(query.slice(0, MAX_QUERY));
    const terms = new Set();
    const isStop = words.map(({ whole }) => index.stop.has(whole));
    const matters = isStop.includes(false) ? isStop.map((is) => !is) : isStop;
    const found = await Promise.all(words.map((word, number) => pagesOf(index, word, matters[number] ? terms : new Set())));
    const hits = new Map();
    found.forEach(({ pages, isCut }, number) => {
      // A word that is nearly everywhere is known of its best pages only, so no page needs it.
      const counts = matters[number] && !isCut;
      for (const [page, { score, parts }] of pages) {
        const hit = hits.get(page) ?? { page, score: 0, count: 0, parts: [] };
        hit.score += score * (matters[number] ? 1 : 0.2);
        hit.count += counts;
        hit.parts.push(...parts);
        hits.set(page, hit);
      }
    });
    const all = [...hits.values()];
    for (const hit of all) {
      // Words that stand together say more.
      if (words.length > 1 && hit.parts.every((part) => part === hit.parts[0])) hit.score *= 1.25;
    }
    const most = Math.max(0, ...all.map(({ count }) => count));
    const best = all.filter(({ count }) => count === most);
    best.sort((one, other) => other.score - one.score || one.page - other.page);
    return { index, hits: best, terms, isCut: found.some(({ isCut }) => isCut) };
  }

  /** The hits that have the chosen values, and for each facet how many have each of its values beside the other choices. */
  function narrow(index, hits, chosen) {
    const fits = (hit, facet) => {
      const value = chosen.get(index.facets[facet][0]);
      return !value || index.of[hit.page][facet].some((number) => index.facets[facet][2][number][0] === value);
    };
    const numbers = index.facets.map((_, facet) => facet);
    const counts = numbers.map((facet) => {
      const counted = new Map();
      for (const hit of hits) {
        if (!numbers.every((other) => other === facet || fits(hit, other))) continue;
        for (const value of index.of[hit.page][facet]) counted.set(value, (counted.get(value) ?? 0) + 1);
      }
      return counted;
    });
    return { hits: hits.filter((hit) => numbers.every((facet) => fits(hit, facet))), counts };
  }

  /** What is shown of a page: `src/search/records.rs`. */
  async function record(index, page) {
    const number = first(index.records, ([begin]) => begin > page) - 1;
    const [begin, name] = index.records[number];
    const lines = await load("records", name);
    const read = (at) => JSON.parse(lines[at]);
    const [way, title, url, aliases, summary, isCut, flat] = read(page - begin);
    let [trail, at] = [way, page - begin];
    while (!trail) trail = read(--at)[0];
    const parts = [];
    for (let index = 0; index < flat.length; index += 3) parts.push({ heading: flat[index], anchor: flat[index + 1], text: flat[index + 2] });
    const address = onHost(new URL(url, root).href);
    return { title, address, aliases, summary, isCut, parts, trail };
  }

  /** The texts of a page, read from the page itself, by anchor. */
  const readings = new Map();
  function reading(address) {
    if (!readings.has(address)) readings.set(address, fetch(address).then((answer) => (answer.ok ? answer.text() : "")).then(textsOf, () => new Map()));
    return readings.get(address);
  }
  function textsOf(html) {
    const page = new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
    const texts = new Map([["", ""]]);
    let anchor = "";
    const walker = page.createTreeWalker(page.querySelector(".prose") ?? page.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.matches?.("script, style, svg, .anchor, .tucked") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!node.parentElement.closest("h1, h2, h3, h4, h5, h6")) texts.set(anchor, texts.get(anchor) + node.data);
      } else if (/^H[1-6]$/.test(node.tagName) && node.id) {
        anchor = node.id;
        texts.set(anchor, "");
      } else if (/^(P|LI|DIV|PRE|T[DHR]|D[DT])$/.test(node.tagName)) {
        texts.set(anchor, `${texts.get(anchor)} `);
      }
    }
    return texts;
  }

  // ── Marks and excerpts.
  const MAX_SCANNED = 50_000; // characters of a part
  const EXCERPT = 150;

  /** Where a text has one of the words that were found. */
  function marksOf(text, terms) {
    const marks = [];
    const known = (word) => terms.has(word) || terms.has(bare(word));
    for (const run of runs(text.slice(0, MAX_SCANNED))) {
      const word = run.text.normalize("NFC");
      if (UNSPACED.test(word)) {
        UNSPACED.lastIndex = 0;
        const letters = Array.from(run.text);
        let at = run.start;
        let end = 0;
        letters.forEach((letter, number) => {
          const pair = letter + (letters[number + 1] ?? "");
          const stop = at + (known(pair) ? pair.length : known(letter) ? letter.length : 0);
          if (stop > end) {
            if (at < end) marks.at(-1)[1] = stop;
            else if (stop > at) marks.push([at, stop]);
            end = stop;
          }
          at += letter.length;
        });
        continue;
      }
      const names = [...pieces(word)].filter(Boolean);
      const hit = (run.signs && known(lower(run.text + run.signs))) || names.some(({ whole, parts }) =>
        known(whole) || parts.some(known) || parts.some((_, number) => number && known(parts.slice(number).join(word.includes("_") ? "_" : ""))));
      if (hit) marks.push([run.start, run.end]);
    }
    return marks;
  }
  function marked(text, marks, className) {
    const made = element("span", className);
    let at = 0;
    for (const [start, end] of marks) {
      if (end > text.length) break;
      made.append(text.slice(at, start), element("mark", "", text.slice(start, end)));
      at = end;
    }
    made.append(text.slice(at));
    return made;
  }
  /** The stretch of a text in which most of the words stand. */
  function excerpt(text, marks) {
    let best = { start: 0, count: 0 };
    marks.forEach(([start], number) => {
      let last = number;
      while (marks[last + 1]?.[1] <= start + EXCERPT) last++;
      const words = new Set(marks.slice(number, last + 1).map(([from, to]) => text.slice(from, to).toLowerCase()));
      if (words.size > best.count) best = { start, count: words.size };
    });
    let start = Math.max(0, best.start - 40);
    if (start) start = text.indexOf(" ", start) + 1 || start;
    let end = Math.min(text.length, start + EXCERPT + 40);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + EXCERPT / 2);
    const shown = (start ? "…" : "") + text.slice(start, end).trimEnd() + (end < text.length ? "…" : "");
    const shift = start - (start ? 1 : 0);
    const inside = marks.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from - shift, to - shift]);
    return marked(shown, inside, "search-text");
  }

  // ── What is shown.
  const MAX_SECTIONS = 3;
  const DELAY = 40; // milliseconds after a key

  /** The field and the results, in the dialog or on the page. */
  function panel(isPage) {
    const box = element("div", "search-panel");
    const bar = element("div", "search-bar");
    bar.role = "search";
    const field = element("input", "search-field");
    field.role = "combobox";
    field.ariaLabel = label;
    field.ariaExpanded = "false";
    field.ariaAutoComplete = "list";
    field.setAttribute("aria-controls", "pb-search-list");
    field.autocomplete = "off";
    field.spellcheck = false;
    field.enterKeyHint = "search";
    bar.append(field);
    const tools = element("div", "search-facets");
    const status = element("p", "search-status");
    status.role = "status";
    const list = element("div", "search-list");
    list.id = "pb-search-list";
    list.role = "listbox";
    list.hidden = true;
    const foot = element("p", "search-foot");
    const more = element("button", "search-more");
    more.type = "button";
    more.hidden = true;
    foot.append(more);
    box.append(bar, tools, status, list, foot);

    const chosen = new Map();
    const selects = [];
    let say = null;
    let everything = null; // what the last query found
    let shown = 0;
    let asked = 0; // counts queries, so that late answers can be told from new ones
    let timer = 0;
    let active = null;
    const all = element("a", "search-all");
    if (!isPage) foot.append(all);

    function dress(index) {
      if (say) return;
      say = index.say;
      field.placeholder = say.hint;
      list.ariaLabel = say.results;
      more.textContent = say.more;
      all.textContent = say.all;
      for (const [key, name] of index.facets) {
        const select = element("select");
        select.ariaLabel = name;
        select.dataset.key = key;
        select.addEventListener("change", () => {
          chosen.set(key, select.value);
          choose();
        });
        selects.push(select);
        tools.append(select);
      }
      fillFacets(index, null);
    }
    function fillFacets(index, counts) {
      index.facets.forEach(([key, name, values], facet) => {
        const select = selects[facet];
        const value = chosen.get(key) ?? "";
        const options = [new Option(`${name}: ${say.any}`, "")];
        values.forEach(([id, label], number) => {
          const count = counts?.[facet].get(number) ?? 0;
          if (count || id === value) options.push(new Option(`${label} (${count})`, id));
        });
        select.replaceChildren(...options);
        select.value = value;
        select.disabled = options.length < 2;
        select.classList.toggle("chosen", value !== "");
      });
    }

    function activate(option) {
      if (active) active.ariaSelected = null;
      active = option;
      if (active) {
        active.ariaSelected = "true";
        field.setAttribute("aria-activedescendant", active.id);
        active.scrollIntoView({ block: "nearest" });
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    }
    const options = () => [...list.querySelectorAll("[role=option]")];

    function option(address, className, ...content) {
      const link = element("a", className);
      link.href = address;
      link.tabIndex = -1;
      link.role = "option";
      link.append(...content);
      return link;
    }
    function group(hit, known, number) {
      const { index, terms } = everything;
      const made = element("div", "search-hit");
      made.role = "group";
      made.ariaLabel = known.title;
      const lead = element("span", "search-lead");
      const titleMarks = marksOf(known.title, terms);
      lead.append(marked(known.title, titleMarks, "search-title"));
      const sort = index.facets.flatMap(([key, , values], facet) =>
        key === "kind" || key === "family" ? index.of[hit.page][facet].map((value) => values[value][1]) : []);
      lead.append(element("span", "search-way", [...new Set([...known.trail, ...sort])].join(" · ")));
      const content = [lead];
      const alias = known.aliases.map((name) => [name, marksOf(name, terms)]).filter(([, marks]) => marks.length);
      alias.sort((one, other) => other[1].length - one[1].length);
      if (alias.length && alias[0][1].length > titleMarks.length) {
        const also = element("span", "search-also", `${say.also} `);
        also.append(marked(alias[0][0], alias[0][1]));
        content.push(also);
      }
      const judged = known.parts.map((part, at) => {
        const heading = marksOf(part.heading, terms);
        const text = marksOf(part.text, terms);
        const words = new Set([...heading.map(([from, to]) => part.heading.slice(from, to)), ...text.map(([from, to]) => part.text.slice(from, to))].map((word) => word.toLowerCase()));
        return { part, at, heading, text, worth: words.size * 10 + heading.length * 6 + Math.min(text.length, 5) + hit.parts.filter((one) => one === at).length * 3 };
      });
      const top = judged[0];
      if (top?.text.length) content.push(excerpt(top.part.text, top.text));
      else if (known.summary) content.push(marked(known.summary, marksOf(known.summary, terms), "search-text"));
      made.append(option(known.address, "search-page", ...content));
      const sections = judged.filter(({ at, heading, text }) => at && (heading.length || text.length || (known.isCut && hit.parts.includes(at))));
      sections.sort((one, other) => other.worth - one.worth || one.at - other.at);
      for (const { part, heading, text } of sections.slice(0, MAX_SECTIONS)) {
        const inner = [marked(part.heading, heading, "search-heading")];
        if (text.length || part.text) inner.push(excerpt(part.text, text));
        made.append(option(`${known.address}#${encodeURIComponent(part.anchor)}`, "search-section", ...inner));
      }
      [...made.children].forEach((child, at) => (child.id = `pb-search-${number}-${at}`));
      return made;
    }

    // Where the index holds a part of the text only, the page itself is read once its hit can be seen.
    const seen = new IntersectionObserver((changes) => {
      for (const { isIntersecting, target } of changes) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        target.complete();
      }
    });
    function complete(made, hit, known, number) {
      made.complete = async () => {
        const ticket = asked;
        const texts = await reading(known.address);
        if (ticket !== asked || !texts.size || !made.isConnected) return;
        const parts = known.parts.map((part) => ({ ...part, text: (texts.get(part.anchor) ?? part.text).replace(/\s+/g, " ").trim() }));
        const was = active && made.contains(active) ? active.href : null;
        const full = group(hit, { ...known, parts, isCut: false }, number);
        made.replaceWith(full);
        if (was) activate([...full.children].find((child) => child.href === was) ?? full.firstElementChild);
      };
      seen.observe(made);
    }

    async function show(from) {
      const ticket = asked;
      const { index, hits, isCut } = everything;
      const some = hits.slice(from, from + index.limit);
      const records = await Promise.all(some.map(({ page }) => record(index, page)));
      if (ticket !== asked) return;
      const made = some.map((hit, at) => group(hit, records[at], from + at));
      if (from) {
        list.append(...made);
      } else {
        activate(null);
        list.replaceChildren(...made);
        list.scrollTop = 0;
      }
      made.forEach((one, at) => {
        if (records[at].isCut && !fromDisk) complete(one, some[at], records[at], from + at);
      });
      shown = from + made.length;
      more.hidden = shown >= hits.length;
      list.hidden = !shown;
      field.ariaExpanded = String(shown > 0);
      box.ariaBusy = null;
      status.textContent = !field.value.trim() ? "" : hits.length > 1 ? `${hits.length}${isCut ? "+" : ""} ${say.many}` : hits.length ? say.one : say.none;
    }

    function choose() {
      if (!everything) return;
      const { index, raw } = everything;
      const { hits, counts } = narrow(index, raw, chosen);
      everything.hits = hits;
      fillFacets(index, counts);
      remember();
      asked++;
      show(0).catch(fail);
    }
    const fail = () => {
      box.ariaBusy = null;
      status.textContent = say?.failed ?? "";
    };
    function remember() {
      const query = new URLSearchParams();
      if (field.value.trim()) query.set("q", field.value.trim());
      for (const [key, value] of chosen) if (value) query.set(key, value);
      const search = query.size ? `?${query}` : "";
      all.href = onHost(new URL(control.dataset.page, document.baseURI).href) + search;
      all.hidden = !everything?.hits.length;
      try {
        sessionStorage.setItem("patternbook-query", field.value);
        if (isPage) history.replaceState(history.state, "", location.pathname + search + location.hash);
      } catch {
        // Storage and history may be forbidden; then nothing is remembered.
      }
    }
    async function ask() {
      const ticket = ++asked;
      box.ariaBusy = "true";
      try {
        dress(await entry());
        const found = await find(field.value);
        if (ticket !== asked) return;
        everything = { ...found, raw: found.hits };
        choose();
      } catch {
        if (ticket === asked) fail();
      }
    }

    field.addEventListener("input", () => {
      clearTimeout(timer);
      asked++;
      box.ariaBusy = "true";
      timer = setTimeout(ask, DELAY);
    });
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        const all = options();
        const at = all.indexOf(active);
        if (all.length) activate(all[(at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step + all.length) % all.length]);
      } else if (event.key === "Enter") {
        event.preventDefault();
        (active ?? options()[0])?.click();
      }
    });
    more.addEventListener("click", () => {
      const at = shown;
      show(shown).then(() => {
        const option = document.getElementById(`pb-search-${at}-0`);
        field.focus();
        if (option) activate(option);
      }, fail);
    });
    // A result on this page does not load it again.
    list.addEventListener("click", () => box.closest("dialog")?.close());

    function start(query, facets) {
      field.value = query;
      for (const [key, value] of facets) chosen.set(key, value);
      return ask();
    }
    return { box, bar, field, start, dress };
  }

  // ── The dialog, and the page.
  let dialog = null;
  const styled = new Promise((done) => {
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = control.dataset.style;
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", done);
    document.head.append(sheet);
  });

  async function open() {
    if (host) return document.querySelector(".search-field")?.focus();
    if (!dialog) {
      dialog = element("dialog", "search");
      dialog.ariaLabel = label;
      const made = panel(false);
      const close = element("button", "button search-close", "×");
      close.type = "button";
      close.addEventListener("click", () => dialog.close());
      made.bar.append(close);
      dialog.append(made.box);
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
      dialog.field = made.field;
      document.body.append(dialog);
      let before = "";
      try {
        before = sessionStorage.getItem("patternbook-query") ?? "";
      } catch {
        // Storage may be forbidden; then the field is empty.
      }
      made.start(before, []);
      entry().then(({ say }) => (close.ariaLabel = say.close), () => {});
    }
    await styled;
    if (!dialog.open) dialog.showModal();
    dialog.field.focus();
    dialog.field.select();
  }

  window.patternbookSearch = Object.assign(take, { open });
  entry().catch(() => {});
  if (host) {
    const query = new URLSearchParams(location.search);
    const made = panel(true);
    Promise.all([entry(), styled]).then(([{ facets }]) => facets.map(([key]) => [key, query.get(key) ?? ""])).catch(() => []).then((facets) => {
      host.replaceChildren(made.box);
      made.field.focus({ preventScroll: true });
      return made.start(query.get("q") ?? "", facets);
    });
  }
})();
