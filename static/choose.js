// Entries ranked for any situation, as the pages of presets rank them: with the same whole numbers, to the same order.
// Without this script each preset has its page.
(() => {
  const block = document.querySelector(".helper-data");
  const { h, button, bar, query, remember, gone, copier, escaped, record } = window.patternbook;
  if (!block) return;
  const { words, qualities, facts, kinds, presets, preset: own } = JSON.parse(block.textContent);
  const box = document.querySelector(".helper");
  const result = document.querySelector(".choice-result");
  const MOST_WEIGHT = 5;
  const MOST_REASONS = 3;
  const LIMITS = { is: (v) => v, not: (v) => `!${v}`, most: (v) => `..${v}`, least: (v) => `${v}..` };
  const TESTS = { is: "", not: words.test_not, most: words.test_at_most, least: words.test_at_least };
  const HOLDS = { is: (a, b) => a === b, not: (a, b) => a !== b, most: (a, b) => a <= b, least: (a, b) => a >= b };

  // Sums of such numbers may be too large for ordinary ones.
  for (const kind of kinds) {
    kind.span = BigInt(kind.span);
    kind.gap = BigInt(kind.gap);
    for (const values of kind.values) for (const value of values) value[2] = BigInt(value[2]);
    for (const { cells } of kind.entries) {
      for (const cell of cells) {
        cell.good = cell.good.map(BigInt);
        cell.isMark = Boolean(cell.marked);
        cell.marked = cell.isMark ? cell.marked.map(BigInt) : cell.good;
      }
    }
  }

  const isScored = (index) => qualities[index].better !== "none";
  const qualityOf = (id) => {
    const exact = qualities.findIndex((quality) => quality.id === id);
    return exact >= 0 ? exact : qualities.findIndex(({ aliases }) => aliases.includes(id));
  };
  const scored = qualities.flatMap((_, index) => (isScored(index) ? [index] : []));

  // What a page starts with: the weights of a preset, or those that qualities have by themselves.
  function base(kind, preset) {
    const start = { kind, preset, weights: qualities.map(() => 0), filters: new Map(), floors: new Map(), marks: false };
    for (const index of scored) if (!preset && qualities[index].shown) start.weights[index] = qualities[index].weight;
    if (!preset) return start;
    for (const [id, weight] of Object.entries(preset.weights)) {
      const index = qualityOf(id);
      if (index >= 0 && isScored(index)) start.weights[index] = Math.min(weight, MOST_WEIGHT);
    }
    for (const [id, test, value] of preset.filters) {
      const index = facts.findIndex((fact) => fact.id === id);
      if (index >= 0) start.filters.set(index, [...(start.filters.get(index) ?? []), [test, value]]);
    }
    for (const [id, value] of Object.entries(preset.floors)) {
      const index = qualityOf(id);
      if (index >= 0 && isScored(index)) start.floors.set(index, value);
    }
    return start;
  }

  const filterText = (tests) => (tests ?? []).map(([test, value]) => LIMITS[test](value)).join("&");
  function parsed(text) {
    if (text.startsWith("!")) return ["not", text.slice(1)];
    if (text.startsWith("..")) return ["most", text.slice(2)];
    if (text.endsWith("..")) return ["least", text.slice(0, -2)];
    return ["is", text];
  }
  // The key that entries are compared with; undefined for what the fact cannot be.
  function key(index, value) {
    const { is, values } = facts[index];
    if (is === "choice") return values.includes(value) ? values.indexOf(value) : undefined;
    if (is === "flag") return { yes: 1, no: 0 }[value];
    if (is === "number") return /^-?\d+(\.\d+)?$/.test(value) ? Math.round(Number(value) * 100) : undefined;
    const texts = kinds.flatMap(({ entries }) => entries.map((entry) => entry.facts[index]));
    return texts.find((fact) => fact?.[1] === value)?.[0] ?? value.toLowerCase();
  }
  const limit = (index, value) => ({ yes: words.yes, no: words.no })[facts[index].is === "flag" ? value : ""] ?? value;

  let state;
  const missing = [];
  read();

  // The address names what differs from the start.
  function read() {
    const preset = presets.find(({ id }) => id === (own ?? query.get("preset"))) ?? null;
    if (!preset && query.get("preset")) missing.push(query.get("preset"));
    const kind = kinds.find(({ id }) => id === (preset?.kind ?? query.get("kind")));
    if (!kind && query.get("kind")) missing.push(query.get("kind"));
    state = base(kind ?? kinds[0], preset);
    for (const [name, text] of query) {
      const [what, id] = [name.slice(0, name.indexOf(".")), name.slice(name.indexOf(".") + 1)];
      const index = what === "fact" ? facts.findIndex((fact) => fact.id === id) : qualityOf(id);
      if (!["w", "fact", "floor"].includes(what)) continue;
      if (index < 0) missing.push(id);
      else if (what === "w" && isScored(index) && /^[0-5]$/.test(text)) state.weights[index] = Number(text);
      else if (what === "fact" && text === "") state.filters.delete(index);
      else if (what === "fact" && text.split("&").map(parsed).every(([, value]) => key(index, value) !== undefined)) {
        state.filters.set(index, text.split("&").map(parsed));
      } else if (what === "floor" && text === "") state.floors.delete(index);
      else if (what === "floor" && isScored(index) && state.kind.values[index].some(([value]) => value === text)) {
        state.floors.set(index, text);
      } else missing.push(`${name}=${text}`);
    }
    state.marks = query.get("marks") === "1";
  }

  function write() {
    const start = base(state.kind, state.preset);
    const changes = { marks: state.marks ? "1" : null };
    qualities.forEach(({ id, aliases }, index) => {
      for (const name of aliases) changes[`w.${name}`] = changes[`floor.${name}`] = null;
      changes[`w.${id}`] = state.weights[index] === start.weights[index] ? null : state.weights[index];
      const [now, before] = [state.floors.get(index) ?? "", start.floors.get(index) ?? ""];
      changes[`floor.${id}`] = now === before ? null : now;
    });
    facts.forEach(({ id }, index) => {
      const [now, before] = [filterText(state.filters.get(index)), filterText(start.filters.get(index))];
      changes[`fact.${id}`] = now === before ? null : now;
    });
    if (!own) {
      changes.preset = state.preset?.id ?? null;
      changes.kind = state.preset || state.kind === kinds[0] ? null : state.kind.id;
    }
    remember(changes);
    const isChanged = Object.entries(changes).some(([name, value]) => value !== null && name !== "preset" && name !== "kind");
    return isChanged;
  }

  // Conditions in the order of the presets: filters, then floors by id.
  function conditions() {
    const filters = facts.flatMap((fact, index) =>
      (state.filters.get(index) ?? []).map(([test, value]) => ({ index, test, label: fact.label, limit: limit(index, value), key: key(index, value), id: fact.id })),
    );
    const order = (state.preset?.filters ?? []).map(([id]) => id);
    const rank = ({ id }) => (order.includes(id) ? order.indexOf(id) : order.length);
    filters.sort((one, other) => rank(one) - rank(other));
    const floors = [...state.floors].map(([index, value]) => {
      const [, label, point] = state.kind.values[index].find(([known]) => known === value);
      return { index, test: qualities[index].better === "lower" ? "most" : "least", label: qualities[index].label, limit: label, point, id: qualities[index].id };
    });
    floors.sort((one, other) => (one.id < other.id ? -1 : 1));
    return [...filters, ...floors];
  }
  const sentence = (condition, write = (text) => text) =>
    `${write(condition.label)}: ${`${TESTS[condition.test]} ${write(condition.limit)}`.trimStart()}`;

  // Whether an entry meets a condition: `meets`, `unknown`, `may` with what it depends on, `misses` with what it has.
  function verdict(entry, condition) {
    if (condition.point === undefined) {
      const [value, text] = entry.facts[condition.index];
      if (text === undefined) return ["unknown"];
      if (value === null || typeof value !== typeof condition.key) return ["meets"];
      return HOLDS[condition.test](value, condition.key) ? ["meets"] : ["misses", text];
    }
    const cell = entry.cells[condition.index];
    const [low, high] = cell.good;
    if (high < condition.point) return ["misses", cell.word];
    if (low >= condition.point) return ["meets"];
    return cell.unknown ? ["unknown"] : ["may", cell.depends_on ?? cell.why];
  }

  const interval = (cell) => (state.marks ? cell.marked : cell.good);
  function score(entry) {
    const { span } = state.kind;
    const made = { entry, low: 0n, high: 0n, judged: 0 };
    const leanings = [];
    state.weights.forEach((number, index) => {
      if (number === 0) return;
      const weight = BigInt(number);
      const cell = entry.cells[index];
      const [low, high] = interval(cell);
      made.low += weight * low;
      made.high += weight * high;
      if (!cell.unknown && (!cell.isMark || state.marks)) made.judged += 1;
      leanings.push([weight * (low + high - span), index]);
    });
    made.middle = made.low + made.high;
    const compare = (one, other) => (one[0] === other[0] ? one[1] - other[1] : one[0] > other[0] ? -1 : 1);
    const weightiest = (all) => all.filter(([leaning]) => leaning > 0n).sort(compare).slice(0, MOST_REASONS).map(([, index]) => index);
    made.strengths = weightiest(leanings);
    made.weaknesses = weightiest(leanings.map(([leaning, index]) => [-leaning, index]));
    return made;
  }

  // What the page says: everything as `choose.rs` works it out.
  function choice() {
    const wanted = conditions();
    const kept = [];
    const excluded = [];
    for (const entry of state.kind.entries) {
      const reasons = wanted.flatMap((condition, at) => {
        const [is, value] = verdict(entry, condition);
        return is === "misses" ? [[at, value]] : [];
      });
      if (reasons.length) excluded.push({ entry, reasons });
      else kept.push(entry);
    }
    // Entries are in the order of titles, and sorting keeps that order among equals.
    const scores = kept.map(score).sort((one, other) => (one.middle === other.middle ? 0 : one.middle > other.middle ? -1 : 1));
    const positive = state.weights.filter((weight) => weight > 0);
    const step = 2n * BigInt(positive.length ? Math.min(...positive) : 0) * state.kind.gap;
    const whole = 2n * state.kind.span * BigInt(positive.reduce((sum, weight) => sum + weight, 0));
    const groups = [];
    scores.forEach((one, index) => {
      const group = groups.at(-1);
      if (group && (step === 0n || group.scores[0].middle - one.middle < step)) group.scores.push(one);
      else groups.push({ place: index + 1, scores: [one] });
    });
    return {
      wanted,
      excluded,
      scores,
      groups,
      whole,
      weighed: positive.length,
      relief: scores.length ? null : relief(wanted, excluded),
      stability: stability(scores, whole, positive.length),
      twice: state.kind.same.filter((pair) => pair.every((index) => state.weights[index] > 0)),
    };
  }

  // The condition that is the only reason of most exclusions; the first of equal ones.
  function relief(wanted, excluded) {
    const counts = wanted.map((_, at) => excluded.filter(({ reasons }) => reasons.length === 1 && reasons[0][0] === at).length);
    const most = Math.max(0, ...counts);
    return most > 0 ? [wanted[counts.indexOf(most)], most] : null;
  }

  function stability(scores, whole, weighed) {
    if (scores.length === 0 || whole === 0n) return null;
    const [first] = scores;
    const found = { first: first.entry, holds: 0, variations: 0, changes: [] };
    for (const index of scored.filter((index) => qualities[index].shown)) {
      const weight = state.weights[index];
      for (const isMore of [false, true]) {
        const isPossible = isMore ? weight < MOST_WEIGHT : weight > 0 && !(weighed === 1 && weight === 1);
        if (!isPossible) continue;
        found.variations += 1;
        const varied = scores.map(({ entry, middle }) => {
          const [low, high] = interval(entry.cells[index]);
          return [isMore ? middle + low + high : middle - low - high, entry];
        });
        const most = varied.reduce((most, [middle]) => (middle > most ? middle : most), varied[0][0]);
        const leaders = varied.filter(([middle]) => middle === most).map(([, entry]) => entry);
        if (leaders.includes(first.entry)) found.holds += 1;
        else {
          const titles = state.kind.entries.filter((entry) => leaders.includes(entry)).map(({ title }) => title);
          found.changes.push([qualities[index].label, isMore, titles.join(", ")]);
        }
      }
    }
    return found;
  }

  // Twentieths of a perfect score, from thousandths to the nearest.
  function twentieths(part, whole) {
    const thousandths = whole === 0n ? 0 : Number((part * 1000n + whole / 2n) / whole);
    return Math.floor((thousandths + 25) / 50);
  }

  const points = (entry, all, side) =>
    all.map((index) => {
      const { word, why } = entry.cells[index];
      return h("p", { class: `reason ${side}` }, h("b", null, `${qualities[index].label}:`), " ", word, why && `, ${why}`);
    });

  function candidate({ entry, low, middle, high, judged, strengths, weaknesses }, { wanted, whole, weighed }, place) {
    const [from, to] = [twentieths(2n * low, whole), twentieths(2n * high, whole)];
    const told = wanted.map((condition) => [condition, ...verdict(entry, condition)]);
    return h(
      "div",
      { class: "ranked" },
      h("p", { class: "ranked-name" }, place && [h("span", { class: "place" }, `${place}.`), " "], h("a", { href: entry.href }, entry.title)),
      h(
        "p",
        { class: "ranked-value" },
        bar({ of: 20, start: 0, end: twentieths(middle, whole) }),
        from !== to && h("i", { class: `whisker of-20 from-${from} to-${to}` }),
        h("span", { class: "basis" }, `${judged} ${words.of} ${weighed} ${words.judged}`),
      ),
      h(
        "div",
        { class: "ranked-points" },
        points(entry, strengths, "pro"),
        points(entry, weaknesses, "con"),
        told.map(
          ([condition, is, why]) =>
            is === "may" && h("p", { class: "reason" }, `${words.may_miss} ${sentence(condition)}${why ? ` (${words.depends_on} ${why})` : ""}`),
        ),
        told.map(([condition, is]) => is === "unknown" && h("p", { class: "reason" }, `${words.not_judged}: ${sentence(condition)}`)),
      ),
    );
  }

  function show(made) {
    const { wanted, groups, excluded, stability, twice, relief } = made;
    const weights = state.weights.flatMap((weight, index) => (weight > 0 ? [[qualities[index].label, weight]] : []));
    const section = (id, title, ...content) => h("section", { "aria-labelledby": id }, h("h2", { id }, title), content);
    result.replaceChildren(
      ...[
        h(
          "section",
          { class: "weights", "aria-labelledby": "pb-weights" },
          h("h2", { class: "label", id: "pb-weights" }, words.what_counts),
          h(
            "ul",
            null,
            weights.map(([label, weight]) =>
              h("li", { class: `weight-${weight}` }, `${label} `, h("span", { class: "basis" }, words[`weight_${weight}`])),
            ),
            wanted.map((condition) => h("li", { class: "condition" }, sentence(condition))),
          ),
        ),
        state.kind.change && h("p", { class: "alert note" }, words.change_ranking),
        h(
          "ol",
          { class: "ranking" },
          groups.map(({ place, scores }) =>
            h(
              "li",
              { class: "ranked-group", value: String(place) },
              scores.length > 1 && h("p", { class: "label" }, `${place}. ${words.tie}`),
              scores.map((one) => candidate(one, made, scores.length === 1 && place)),
            ),
          ),
        ),
        excluded.length > 0 &&
          section(
            "pb-excluded",
            words.excluded,
            h(
              "ul",
              null,
              excluded.map(({ entry, reasons }) =>
                h(
                  "li",
                  null,
                  h("a", { href: entry.href }, entry.title),
                  ": ",
                  reasons.map(([at, value]) => `${sentence(wanted[at])} (${words.is_here} ${value})`).join("; "),
                ),
              ),
            ),
            relief && h("p", null, `${words.relief} ${sentence(relief[0])} (${relief[1]}).`),
          ),
        stability &&
          section(
            "pb-stability",
            words.stability,
            h("p", null, `${stability.first.title}: ${words.stays_first} ${stability.holds} ${words.of} ${stability.variations}.`),
            stability.changes.length > 0 &&
              h(
                "ul",
                null,
                stability.changes.map(([label, isMore, titles]) =>
                  h("li", null, `${label} ${isMore ? words.counts_more : words.counts_less}: ${titles}`),
                ),
              ),
          ),
        twice.map(([one, other]) =>
          h("p", { class: "alert warning" }, `${words.counted_twice} ${qualities[one].label}, ${qualities[other].label}`),
        ),
      ].flat().filter(Boolean),
    );
  }

  function asRecord() {
    const { wanted, groups, excluded } = choice();
    const drivers = state.weights.flatMap((weight, index) => (weight > 0 ? [`${escaped(qualities[index].label)}: ${words[`weight_${weight}`]}`] : []));
    const scores = groups.flatMap(({ scores }) => scores);
    const made = record(state.preset?.label ?? state.kind.label, words)
      .list(words.record_drivers, [...drivers, ...wanted.map((condition) => sentence(condition, escaped))])
      .list(words.record_options, scores.map(({ entry }) => escaped(entry.title)))
      .section(2, words.record_outcome)
      .section(2, words.record_pros_and_cons);
    for (const { entry, strengths, weaknesses } of scores) {
      made.section(3, escaped(entry.title));
      for (const index of strengths) made.judgement(words.record_good, qualities[index].label, entry.cells[index]);
      for (const index of weaknesses) made.judgement(words.record_bad, qualities[index].label, entry.cells[index]);
    }
    if (excluded.length) made.section(3, words.record_excluded);
    for (const { entry, reasons } of excluded) {
      const told = reasons.map(([at, value]) => `${sentence(wanted[at], escaped)} – ${escaped(value)}`);
      made.item(`${escaped(entry.title)}: ${told.join("; ")}`);
    }
    return made.end();
  }

  // Controls. Each shows the state, and changes it.
  const status = h("p", { role: "status" });
  const say = (text) => (status.textContent = text);
  const body = h("div", { class: "helper-controls" });
  const details = h("details", { class: "helper-panel" }, h("summary", null, words.change_weights), body);
  if (box.dataset.title) box.append(h("h2", null, box.dataset.title));
  box.append(details);
  details.open = !own;

  function select(label, options, chosen, onchange, id) {
    const made = h("select", { id, onchange: () => onchange(made.value) }, options.map(([value, text]) => h("option", { value }, text)));
    if (!options.some(([value]) => value === chosen)) made.append(h("option", { value: chosen }, chosen));
    made.value = chosen;
    return h("label", null, h("span", null, label), made);
  }

  const starts = [];
  if (!own && kinds.length > 1) {
    starts.push(
      h(
        "fieldset",
        { class: "matrix-filter" },
        h("legend", null, words.field_kind),
        kinds.map((kind) => {
          const input = h("input", { type: "radio", name: "pb-kind", value: kind.id, onchange: () => restart(kind, null) });
          return h("label", null, input, ` ${kind.label}`);
        }),
      ),
    );
  }
  const situations = h("div");
  starts.push(situations);
  const weightRows = h("div", { class: "helper-weights" });
  const conditionRows = h("div", { class: "helper-conditions" });
  const marks = h("input", { type: "checkbox", onchange: () => change(() => (state.marks = marks.checked)) });
  const marksLabel = h("label", { class: "helper-marks" }, marks, ` ${words.count_marks}`);
  const tools = h(
    "div",
    { class: "matrix-tools" },
    button(words.reset, () => restart(state.kind, state.preset)),
    copier(words.copy_link, () => location.href, words, say),
    copier(words.copy_record, asRecord, words, say),
    status,
  );
  body.append(...starts, weightRows, conditionRows, marksLabel);
  box.append(tools);

  function change(edit) {
    edit();
    apply();
  }
  function restart(kind, preset) {
    state = base(kind, preset);
    controls();
    apply();
  }

  function controls() {
    for (const input of body.querySelectorAll('[name="pb-kind"]')) input.checked = input.value === state.kind.id;
    const ofKind = presets.filter((preset) => preset.kind === state.kind.id);
    const options = [["", words.own_weights], ...ofKind.map(({ id, label }) => [id, label])];
    const pick = (id) => restart(state.kind, presets.find((preset) => preset.id === id) ?? null);
    situations.replaceChildren(...(!own && ofKind.length ? [select(words.situation, options, state.preset?.id ?? "", pick, "pb-situation")] : []));
    const isOffered = (index) => qualities[index].shown || state.weights[index] > 0;
    const offered = scored.filter((index) => isOffered(index) || state.kind.entries.some(({ cells }) => !cells[index].unknown));
    weightRows.replaceChildren(
      ...offered.map((index) => {
        const { id, label, question } = qualities[index];
        return h(
          "fieldset",
          { class: "weight-row" },
          h("legend", { title: question }, label),
          [0, 1, 2, 3, 4, 5].map((weight) => {
            const name = `pb-w-${id}`;
            const input = h("input", { type: "radio", name, value: String(weight), onchange: () => change(() => (state.weights[index] = weight)) });
            input.checked = state.weights[index] === weight;
            return h("label", null, input, h("span", null, words[`weight_${weight}`]));
          }),
        );
      }),
    );
    const isTold = (index) => state.filters.has(index) || state.kind.entries.some(({ facts }) => facts[index].length > 1 && facts[index][0] !== null);
    const filters = facts.flatMap((fact, index) => (fact.filter && isTold(index) ? [filterControl(fact, index)] : []));
    const floors = offered.map((index) => {
      const test = qualities[index].better === "lower" ? words.test_at_most : words.test_at_least;
      const values = state.kind.values[index].map(([value, label]) => [value, `${test} ${label}`]);
      const set = (value) => change(() => (value ? state.floors.set(index, value) : state.floors.delete(index)));
      return select(qualities[index].label, [["", words.no_condition], ...values], state.floors.get(index) ?? "", set);
    });
    const part = (title, all) => (all.length ? [h("fieldset", null, h("legend", null, title), all)] : []);
    conditionRows.replaceChildren(...part(words.conditions, filters), ...part(words.floors, floors));
    marks.checked = state.marks;
    marksLabel.hidden = !state.kind.entries.some(({ cells }) => cells.some(({ isMark }) => isMark));
  }

  function filterControl(fact, index) {
    const set = (text) => change(() => (text ? state.filters.set(index, text.split("&").map(parsed)) : state.filters.delete(index)));
    const seen = new Map();
    for (const entry of state.kind.entries) {
      const [value, text] = entry.facts[index];
      if (text !== undefined && value !== null) seen.set(text, value);
    }
    const ordered = [...seen].sort(([, one], [, other]) => (one < other ? -1 : 1)).map(([text]) => text);
    const values = { choice: fact.values, flag: ["yes", "no"] }[fact.is] ?? ordered;
    const tests = fact.ordered ? ["most", "least", "is"] : fact.is === "flag" ? ["is"] : ["is", "not"];
    const options = tests.flatMap((test) =>
      values.map((value) => [LIMITS[test](value), `${TESTS[test]} ${limit(index, value)}`.trimStart()]),
    );
    return select(fact.label, [["", words.no_condition], ...options], filterText(state.filters.get(index)), set);
  }

  function apply(isFirst) {
    const isChanged = write();
    for (const link of document.querySelectorAll(".choice-record")) link.hidden = isChanged;
    // The page holds the ranking of its preset already.
    if (isFirst && own && !isChanged) return;
    const made = choice();
    show(made);
    const first = made.groups[0]?.scores.map(({ entry }) => entry.title) ?? [];
    const told = made.weighed === 0 ? words.nothing_weighed : first.length ? `${words.comes_first} ${first.join(", ")}` : words.nothing_left;
    if (!isFirst) say(told);
  }

  controls();
  apply(true);
  if (missing.length) say(gone(missing, words));
})();
