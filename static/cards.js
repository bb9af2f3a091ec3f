// Cards: what a footnote says or a term means, beside the link that leads there, while the pointer or the focus is on
// it. Without this script the link leads to the same text. A term of another page is read from that page.
(() => {
  const WAIT = 250; // milliseconds until a card opens, so that none flickers up on the way to something else
  const LEAVE = 200; // until it closes, so that the pointer can be moved onto it
  const GAP = 8; // pixels between link and card, and card and edge
  const KEPT = ["p", "ul", "ol", "li", "code", "em", "strong", "b", "i", "sup", "sub", "kbd", "del", "mark", "q", "br"];
  if (!("popover" in HTMLElement.prototype)) return;

  const prose = document.querySelector(".prose");
  if (!prose) return;
  const documents = new Map(); // addresses of other pages to their documents
  const card = document.createElement("div");
  card.className = "card";
  card.id = "pb-card";
  card.popover = "manual";
  card.setAttribute("role", "tooltip");
  document.body.append(card);
  let shown = null; // the link whose card is open
  let wanted = null; // the link whose card is to open
  let timer = 0;

  // A copy of what can be read, without links, ids and anything that acts.
  function copy(node) {
    const made = document.createDocumentFragment();
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) made.append(child.data);
      if (child.nodeType !== Node.ELEMENT_NODE || child.matches("script, style, template, .footnote-back, .anchor")) continue;
      if (child.localName === "math" && child.ownerDocument === document) {
        made.append(child.cloneNode(true));
        continue;
      }
      const inner = copy(child);
      if (KEPT.includes(child.localName)) {
        const element = document.createElement(child.localName);
        element.append(inner);
        made.append(element);
      } else {
        made.append(inner);
      }
    }
    return made;
  }

  async function documentOf(url) {
    const address = url.href.replace(/#.*/s, "");
    if (address === location.href.replace(/#.*/s, "")) return document;
    if (!documents.has(address)) {
      const read = async () => {
        const answer = await fetch(address);
        return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
      };
      documents.set(address, read().catch(() => null));
    }
    return documents.get(address);
  }

  // What a link leads to, if it is a footnote or a term.
  async function content(link) {
    const url = new URL(link.href);
    let id = "";
    try {
      id = decodeURIComponent(url.hash.slice(1));
    } catch {
      return null; // A percent sign that is none of an encoding.
    }
    const target = id && url.origin === location.origin && (await documentOf(url))?.getElementById(id);
    if (!target) return null;
    if (target.matches(".footnotes li")) return copy(target);
    const term = target.closest("dt");
    if (!term) return target.closest("dfn") && copy(target.closest("p, li, dd") ?? target);
    const made = document.createDocumentFragment();
    const title = document.createElement("b");
    title.append(copy(term));
    made.append(title);
    let next = term.nextElementSibling;
    while (next?.localName === "dt") next = next.nextElementSibling;
    for (; next?.localName === "dd"; next = next.nextElementSibling) {
      const part = document.createElement("div");
      part.append(copy(next));
      made.append(part);
    }
    return made;
  }

  async function open(link) {
    const found = await content(link);
    if (wanted !== link || !found?.textContent.trim()) return;
    close();
    shown = link;
    card.replaceChildren(found);
    card.style.left = card.style.top = "0"; // where it has all the width there is
    card.showPopover();
    const beside = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(GAP, Math.min(beside.left, document.documentElement.clientWidth - width - GAP));
    const below = beside.bottom + GAP;
    const fits = below + height + GAP <= innerHeight || beside.top < height + GAP;
    card.style.left = `${left}px`;
    card.style.top = `${fits ? below : beside.top - GAP - height}px`;
    link.setAttribute("aria-describedby", card.id);
  }
  function close() {
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidePopover();
  }
  function want(link, wait) {
    clearTimeout(timer);
    wanted = link;
    if (link === shown) return;
    timer = setTimeout(() => (link ? open(link) : close()), wait);
  }
  const linkOf = (event) => event.target.closest?.(".prose a[href*='#']:not(.anchor, .number, .note-link, .footnote-back, .back)");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = event.target.closest?.(".card") ? shown : linkOf(event);
    if (link) want(link, WAIT);
    else if (wanted) want(null, LEAVE);
  });
  prose.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link?.matches(":focus-visible")) want(link, 0);
  });
  prose.addEventListener("focusout", () => want(null, 0));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    wanted = null;
    close();
  });
  addEventListener("scroll", () => shown && want(null, 0), { passive: true });
})();
