// Keeps a page of the preview up to date. No built site has this script.
(() => {
  const script = document.currentScript.dataset;
  const kept = "patternbook-preview";
  const own = (path) => new URL(`/.patternbook/${path}`, location.origin).href;
  let generation = script.generation; // what this page shows
  let told = null; // what the server said last: run and generation
  let stream = null;
  let asking = false;

  // Only a page that somebody sees listens: browsers allow six connections to one server. What was missed is asked for
  // when the page is seen again.
  const listen = () => {
    if (document.visibilityState === "hidden") {
      stream?.close();
      stream = null;
    } else if (!stream) {
      stream = new EventSource(own("events"));
      stream.addEventListener("message", (event) => {
        told = event.data;
        ask();
      });
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", () => {
    stream?.close();
    stream = null;
  });

  async function ask() {
    if (asking) return;
    asking = true;
    try {
      while (told !== `${script.run}/${generation}`) {
        const asked = told;
        const answer = await fetch(own(`since/${script.run}/${generation}${location.pathname}`));
        if (!answer.ok) break;
        if (!apply(await answer.text())) return;
        if (asked === told && told !== `${script.run}/${generation}`) break;
      }
    } catch {
      // The server is gone; the stream comes back when it does.
    } finally {
      asking = false;
    }
  }

  // Does what the server says; false if the page is about to be left.
  function apply(text) {
    const lines = text.split("\n").map((line) => line.split(" "));
    const all = (word) => lines.filter((line) => line[0] === word).map((line) => line[1]);
    const [followed] = all("follow");
    if (followed && followed !== location.pathname && document.visibilityState === "visible") {
      location.assign(followed);
      return false;
    }
    const sheets = [...document.querySelectorAll("link[rel~=stylesheet]")];
    const path = (address) => new URL(address, document.baseURI).pathname;
    const linked = new Set(sheets.map((sheet) => path(sheet.href)));
    const used = new Set(performance.getEntriesByType("resource").map((entry) => path(entry.name)));
    const styles = all("style");
    const others = [...all("file"), ...styles.filter((style) => !linked.has(style))];
    if (all("reload").length || others.some((other) => used.has(other))) {
      keep();
      location.reload();
      return false;
    }
    [generation] = all("generation");
    for (const sheet of sheets) {
      if (!styles.includes(path(sheet.href))) continue;
      const fresh = sheet.cloneNode();
      fresh.href = `${path(sheet.href)}?${generation}`;
      // The old one stays until the new one is there, so the page is never bare.
      fresh.addEventListener("load", () => sheet.remove());
      sheet.after(fresh);
    }
    show(Number(all("errors")[0]), Number(all("warnings")[0]));
    return true;
  }

  // What a reader has opened and where they are survives a reload.
  const folds = () => [...document.querySelectorAll("details")];
  const name = (fold) => fold.querySelector(":scope > summary")?.textContent ?? "";
  const tabLists = () => [...document.querySelectorAll("[role=tablist]")];
  function keep() {
    const state = {
      path: location.pathname,
      at: [scrollX, scrollY],
      folds: folds().map((fold) => [name(fold), fold.open]),
      tabs: tabLists().map((list) => [...list.children].findIndex((tab) => tab.ariaSelected === "true")),
    };
    try {
      sessionStorage.setItem(kept, JSON.stringify(state));
    } catch {
      // Storage may be forbidden; then the page starts at its top.
    }
  }
  function restore() {
    let state = null;
    try {
      state = JSON.parse(sessionStorage.getItem(kept));
      sessionStorage.removeItem(kept);
    } catch {
      return;
    }
    if (state?.path !== location.pathname) return;
    const now = folds();
    for (const [label, open] of state.folds) {
      const at = now.findIndex((fold) => name(fold) === label);
      if (at >= 0) now.splice(at, 1)[0].open = open;
    }
    tabLists().forEach((list, index) => list.children[state.tabs[index]]?.click());
    const scroll = () => scrollTo({ left: state.at[0], top: state.at[1], behavior: "instant" });
    scroll();
    // Pictures may still push the text about.
    if (document.readyState !== "complete") addEventListener("load", scroll, { once: true });
  }

  // The findings lie over the page in a frame of their own, so that neither can disturb the other.
  let overlay = null;
  function show(errors, warnings) {
    if (!errors && !warnings) {
      overlay?.host.remove();
      overlay = null;
      return;
    }
    overlay ??= make();
    const count = (number, what) => (number ? [`${number} ${what}${number === 1 ? "" : "s"}`] : []);
    overlay.button.textContent = [...count(errors, "error"), ...count(warnings, "warning")].join(", ");
    overlay.button.className = errors ? "error" : "";
    overlay.frame.src = `${own("findings")}?${generation}`;
    overlay.open(errors > 0);
  }
  function make() {
    const host = document.createElement("patternbook-findings");
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      :host { position: fixed; inset: auto 0 0 0; z-index: 2147483647; display: grid; pointer-events: none; color-scheme: light dark; }
      button { pointer-events: auto; justify-self: end; margin: 0.5rem; padding: 0.375rem 0.75rem; border: 1px solid light-dark(#7d5200, #f2bd5c);
        border-radius: 0.5rem; background: light-dark(#fff, #1b1b1f); color: light-dark(#7d5200, #f2bd5c); font: 600 0.875rem/1.4 system-ui, sans-serif; cursor: pointer; }
      button.error { border-color: currentcolor; color: light-dark(#b3142b, #ff8a96); }
      button:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
      iframe { pointer-events: auto; width: 100%; height: 45vh; border: 0; border-block-start: 2px solid light-dark(#b3142b, #ff8a96); box-shadow: 0 0 1rem #0006; background: light-dark(#fff, #1b1b1f); }
      iframe[hidden] { display: none; }
      @media print { :host { display: none; } }`);
    shadow.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    button.type = "button";
    const frame = document.createElement("iframe");
    frame.title = "Findings";
    const open = (is) => {
      frame.hidden = !is;
      button.ariaExpanded = String(is);
    };
    button.addEventListener("click", () => open(frame.hidden));
    shadow.append(button, frame);
    document.documentElement.append(host);
    return { host, button, frame, open };
  }

  const start = () => {
    restore();
    show(Number(script.errors), Number(script.warnings));
    listen();
  };
  // Behind the scripts of the theme, which make tabs out of sections.
  if (document.readyState === "complete") start();
  else document.addEventListener("DOMContentLoaded", start);
})();
