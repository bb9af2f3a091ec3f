// What the page does beyond HTML. Without this script everything can still be read and reached.
(() => {
  const root = document.documentElement;
  const words = document.currentScript.dataset;
  const sidebar = document.getElementById("pb-sidebar");
  const wide = matchMedia("(min-width: 800px)");
  let asked = false; // whether the navigation of the whole book has been asked for
  const policy = window.trustedTypes?.createPolicy("patternbook", { createScriptURL: (address) => address });
  let tree = null; // the navigation: address of a category to its entries

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const remember = (store, key, value) => {
    try {
      window[store].setItem(key, value);
    } catch {
      // Storage may be forbidden; then nothing is remembered.
    }
  };

  // Colours: system, light or dark.
  for (const input of document.querySelectorAll(".scheme input")) {
    input.checked = input.value === root.dataset.scheme;
    input.addEventListener("change", () => {
      root.dataset.scheme = input.value;
      remember("localStorage", "patternbook-scheme", input.value);
    });
  }
  addEventListener("storage", (event) => {
    const input = event.key === "patternbook-scheme" && document.querySelector(`.scheme input[value="${CSS.escape(event.newValue)}"]`);
    if (!input) return;
    input.checked = true;
    root.dataset.scheme = input.value;
  });

  // A heading that stood on this page once leads on to where it is now.
  const leadOn = () => {
    const to = document.querySelector(".moved:target a");
    if (to) location.replace(to.href);
  };
  addEventListener("hashchange", leadOn);
  leadOn();

  // The sidebar: its place is kept from page to page; as a drawer it is closed by the browser on Escape.
  if (sidebar) {
    addEventListener("pagehide", () => remember("sessionStorage", "patternbook-sidebar", sidebar.scrollTop));
    wide.addEventListener("change", () => {
      if (sidebar.matches(":popover-open")) sidebar.hidePopover();
    });
    sidebar.addEventListener("toggle", (event) => {
      if (event.target === sidebar && event.newState === "open") {
        sidebar.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
      }
    });
    // `toggle` does not bubble, but it can be caught on its way down.
    sidebar.addEventListener("toggle", (event) => load(event.target), true);
    for (const open of sidebar.querySelectorAll("details[open]")) load(open);
  }

  // The search: its script comes when a reader is about to search. Without it the control is a link to a list.
  const search = document.getElementById("pb-search");
  if (search) {
    let brought = null;
    const bring = () => (brought ??= fetchScript(search.dataset.script));
    const open = (event) => {
      event.preventDefault();
      bring().then(() => window.patternbookSearch.open(), () => location.assign(search.href));
    };
    if (/^Mac|^iP/.test(navigator.platform)) search.querySelector("kbd").textContent = "⌘ K";
    search.setAttribute("role", "button");
    search.setAttribute("aria-haspopup", "dialog");
    search.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
    for (const name of ["pointerenter", "focus"]) search.addEventListener(name, () => bring().catch(() => {}), { once: true });
    search.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === " ") open(event);
    });
    addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") open(event);
    });
    if (document.getElementById("pb-search-page")) bring().catch(() => {});
  }

  // Scripts may only come from addresses that the page itself names.
  function fetchScript(address) {
    return new Promise((loaded, failed) => {
      const script = element("script");
      script.src = policy ? policy.createScriptURL(address) : address;
      script.addEventListener("load", loaded);
      script.addEventListener("error", failed);
      document.head.append(script);
    });
  }

  // A closed category has no pages in the document: the first one that is opened brings the navigation of the book.
  function load(details) {
    if (!details.open || !details.dataset.key || details.dataset.loaded !== undefined) return;
    if (!details.querySelector(":scope > ul > .more:only-child")) return;
    if (tree) {
      fill(details);
    } else if (!asked) {
      asked = true;
      fetchScript(sidebar.dataset.navigation).catch(() => {});
    }
  }
  window.patternbookNavigation = (nodes) => {
    tree = new Map();
    const walk = (list) => {
      for (const [, url, children] of list) {
        if (!children) continue;
        tree.set(url, children);
        walk(children);
      }
    };
    walk(nodes);
    for (const details of sidebar.querySelectorAll("details[data-key][open]")) load(details);
  };
  function fill(details) {
    const children = tree.get(details.dataset.key);
    details.dataset.loaded = "";
    if (children) details.querySelector(":scope > ul").replaceWith(list(children));
  }
  function list(nodes) {
    const made = element("ul");
    for (const [label, url, children] of nodes) {
      const item = element("li");
      const link = element("a", "", label);
      link.href = sidebar.dataset.root + url;
      item.append(link);
      if (children) {
        const total = pages(children);
        link.append(" ", element("span", "count", String(total)));
        const details = element("details");
        details.dataset.key = url;
        const summary = element("summary");
        summary.append(element("span", "hidden", label));
        const rest = element("ul");
        const more = element("li", "more");
        const all = element("a", "", `${words.all} ${total} ${words.pages}`);
        all.href = link.href;
        more.append(all);
        rest.append(more);
        details.append(summary, rest);
        item.append(details);
      }
      made.append(item);
    }
    return made;
  }
  function pages(nodes) {
    return nodes.reduce((sum, [, , children]) => sum + (children ? pages(children) : 1), 0);
  }

  // Code blocks: a button that copies them, and one that wraps their lines, where some are too long.
  const status = element("p", "hidden");
  status.setAttribute("role", "status");
  document.body.append(status);
  const action = (label, act) => {
    const button = element("button", "", label);
    button.type = "button";
    button.addEventListener("click", () => act(button));
    return button;
  };
  let quiet = 0; // when the status is emptied
  const say = (button, text) => {
    button.textContent = text;
    status.textContent = text;
    setTimeout(() => (button.textContent = words.copy), 2000);
    clearTimeout(quiet);
    quiet = setTimeout(() => (status.textContent = ""), 2000);
  };
  const records = ["console", "shell-session", "shellsession", "sh-session"];
  for (const block of document.querySelectorAll(".code")) {
    const pre = block.querySelector("pre");
    if (!pre?.querySelector("code")) continue;
    const tools = element("div", "tools");
    const wrap = action(words.wrap, () => wrap.setAttribute("aria-pressed", block.classList.toggle("wrap")));
    wrap.setAttribute("aria-pressed", block.classList.contains("wrap"));
    wrap.hidden = true;
    new ResizeObserver(() => {
      wrap.hidden = !block.classList.contains("wrap") && pre.scrollWidth <= pre.clientWidth;
    }).observe(pre);
    tools.append(wrap);
    if (block.dataset.nocopy === undefined) tools.append(action(words.copy, (button) => copy(button, block)));
    block.append(tools);
  }
  function copy(button, block) {
    // Numbers and notes are no text; lines that are not shown are left out.
    const code = block.querySelector("code").cloneNode(true);
    if (!block.querySelector(".reveal :checked")) code.querySelectorAll(".tucked").forEach((line) => line.remove());
    const typed = records.includes(block.dataset.language) ? commands(code.textContent) : null;
    const written = navigator.clipboard?.writeText(typed ?? code.textContent) ?? Promise.reject();
    const done = typed === null ? words.copied : words.copiedCommands;
    written.then(() => say(button, done), () => say(button, words.copyFailed));
  }
  // What was typed in the record of a terminal: lines behind a prompt, and those that go on with them. `#` is a prompt
  // where none is `$`, else a comment. Without a prompt everything was typed.
  function commands(text) {
    const lines = text.split("\n");
    const who = String.raw`^(?:\[[^\]]*\]|(?:\([^)]*\) ?)?(?:[\w.-]+@[\w.-]+(?::\S*)? ?)?)`;
    const prompt = ["[$%]", "#"].map((sign) => new RegExp(`${who}${sign}(?: |$)`)).find((sign) => lines.some((line) => sign.test(line)));
    if (!prompt) return null;
    const typed = [];
    let goesOn = false; // whether the line before was typed
    for (const line of lines) {
      const isFirst = prompt.test(line);
      const isNext = goesOn && (/^> |^>$/.test(line) || typed.at(-1).endsWith("\\"));
      goesOn = isFirst || isNext;
      if (goesOn) typed.push(line.replace(isFirst ? prompt : /^> ?/, ""));
    }
    return typed.filter(Boolean).join("\n") + "\n";
  }

  // The page as Markdown.
  for (const place of document.querySelectorAll(".meta .markdown")) {
    const button = element("button", "copy-page", place.dataset.copy);
    button.type = "button";
    const say = (text) => {
      button.textContent = text;
      status.textContent = text;
      setTimeout(() => {
        button.textContent = place.dataset.copy;
        status.textContent = "";
      }, 2000);
    };
    button.addEventListener("click", async () => {
      try {
        const answer = await fetch(place.querySelector("a").href);
        if (!answer.ok) throw new Error(answer.statusText);
        await navigator.clipboard.writeText(await answer.text());
        say(words.copied);
      } catch {
        say(words.copyFailed);
      }
    });
    place.prepend(button);
  }

  // Tabs: one is shown. Those of a group follow each other, on this page, on the next, and by `?group=value`.
  const query = new URLSearchParams(location.search);
  const sets = [];
  for (const box of document.querySelectorAll(".tabs")) {
    const panels = [...box.querySelectorAll(":scope > section.tab")];
    if (panels.length) sets.push(tabs(box, panels, sets.length));
  }
  function tabs(box, panels, number) {
    const group = box.dataset.group;
    const row = element("div", "tab-list");
    row.setAttribute("role", "tablist");
    const set = { group, panels, show, find: (value) => panels.findIndex((panel) => panel.dataset.value === value) };
    const buttons = panels.map((panel, index) => {
      const button = element("button", "", panel.querySelector(":scope > .tab-title")?.textContent);
      button.type = "button";
      button.id = `tab:${number}:${index}`;
      panel.id ||= `panel:${number}:${index}`;
      panel.tabIndex = 0;
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      button.addEventListener("click", () => choose(index));
      panel.addEventListener("beforematch", () => choose(index));
      return button;
    });
    function show(shown) {
      panels.forEach((panel, index) => {
        if (index === shown) panel.removeAttribute("hidden");
        else panel.setAttribute("hidden", "until-found");
        buttons[index].tabIndex = index === shown ? 0 : -1;
        buttons[index].setAttribute("aria-selected", index === shown);
      });
    }
    function choose(index) {
      const before = box.getBoundingClientRect().top;
      show(index);
      if (group !== undefined) {
        const { value } = panels[index].dataset;
        remember("localStorage", `patternbook-tab-${group}`, value);
        for (const other of sets) {
          if (other !== set && other.group === group && other.find(value) >= 0) other.show(other.find(value));
        }
      }
      scrollBy({ top: box.getBoundingClientRect().top - before, behavior: "instant" });
    }
    row.addEventListener("keydown", (event) => {
      const at = buttons.indexOf(event.target);
      const ahead = getComputedStyle(row).direction === "rtl" ? -1 : 1;
      const to = { ArrowRight: at + ahead, ArrowLeft: at - ahead, Home: 0, End: -1 }[event.key];
      if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const button = buttons.at(to % buttons.length);
      choose(buttons.indexOf(button));
      button.focus();
    });
    row.append(...buttons);
    panels[0].before(row);
    box.classList.add("tabbed");
    const wanted = group === undefined ? [] : [query.get(group), recall(`patternbook-tab-${group}`)];
    show(Math.max(0, wanted.map(set.find).find((index) => index >= 0) ?? 0));
    return set;
  }
  function recall(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }
  // A link into a tab that is not shown brings it up.
  const reveal = () => {
    const target = document.querySelector(":target");
    let panel = target?.closest("section.tab[hidden]");
    if (!panel) return;
    for (; panel; panel = panel.parentElement.closest("section.tab")) {
      const set = sets.find(({ panels }) => panels.includes(panel));
      set?.show(set.panels.indexOf(panel));
    }
    target.scrollIntoView();
  };
  if (sets.length) {
    addEventListener("hashchange", reveal);
    if (location.hash) reveal();
  }

  // Contents: the section at the top of the window is marked.
  const entries = new Map();
  for (const link of document.querySelectorAll(".contents-beside a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) entries.set(heading, link);
  }
  if (entries.size && "IntersectionObserver" in window) {
    const headings = [...entries.keys()];
    let marked = null;
    const mark = () => {
      const line = innerHeight * 0.2;
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
      const atEnd = innerHeight + scrollY >= root.scrollHeight - 2;
      const heading = atEnd && scrollY > 0 ? headings.at(-1) : passed.at(-1);
      const link = entries.get(heading) ?? null;
      if (link === marked) return;
      marked?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      marked = link;
      const box = link?.closest(".contents");
      if (box && (link.offsetTop < box.scrollTop || link.offsetTop + link.offsetHeight > box.scrollTop + box.clientHeight)) {
        box.scrollTop = link.offsetTop - box.clientHeight / 2;
      }
    };
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -80% 0px" });
    headings.forEach((heading) => observer.observe(heading));
    addEventListener("scrollend", mark, { passive: true });
    mark();
  }
})();
