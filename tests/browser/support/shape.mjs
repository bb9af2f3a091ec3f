// What a reader gets from a part of a page, in a form that can be compared: elements with their classes, roles, texts and
// the places that links lead to. White space is as browsers show it.

/** The elements behind a selector, as nested lists. */
export function shapes(page, selector) {
  return page.$$eval(selector, (all) => {
    const KEPT = ["class", "id", "role", "scope", "value", "aria-label", "aria-labelledby", "data-label"];
    const shape = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent.replace(/\s+/g, " ");
      if (node.nodeType !== Node.ELEMENT_NODE) return "";
      const attributes = KEPT.filter((name) => node.getAttribute(name)).map((name) => `${name}=${node.getAttribute(name).trim()}`);
      if (node.href) attributes.push(`href=${new URL(node.href).pathname}${new URL(node.href).hash}`);
      // Texts that stand beside each other are one text.
      const children = [];
      for (const child of [...node.childNodes].map(shape)) {
        if (child === "") continue;
        if (typeof child === "string" && typeof children.at(-1) === "string") children.push(children.pop() + child);
        else children.push(child);
      }
      const told = children.map((child) => (typeof child === "string" ? child.trim() : child)).filter((child) => child !== "");
      return [[node.localName, ...attributes].join(" "), ...told];
    };
    return all.map(shape);
  });
}
