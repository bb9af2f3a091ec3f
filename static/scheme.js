// Runs before the page is drawn: sets the colours that the reader chose, and puts the sidebar back where it was.
(() => {
  const root = document.documentElement;
  const read = (store, key) => {
    try {
      return window[store].getItem(key);
    } catch {
      return null; // Storage may be forbidden; then nothing is remembered.
    }
  };
  root.classList.add("scripted");
  const chosen = read("localStorage", "patternbook-scheme");
  if (["auto", "light", "dark"].includes(chosen)) root.dataset.scheme = chosen;

  // Observers are told before the browser draws, so the sidebar does not jump.
  new MutationObserver((_, observer) => {
    if (!document.querySelector("main")) return;
    observer.disconnect();
    const sidebar = document.getElementById("pb-sidebar");
    if (!sidebar) return;
    const position = read("sessionStorage", "patternbook-sidebar");
    if (position) sidebar.scrollTop = Number(position);
    const current = sidebar.querySelector("[aria-current]");
    if (!current) return;
    const place = current.getBoundingClientRect();
    const frame = sidebar.getBoundingClientRect();
    if (place.height && (place.top < frame.top || place.bottom > frame.bottom)) {
      sidebar.scrollTop += place.top - frame.top - frame.height / 3;
    }
  }).observe(root, { childList: true, subtree: true });
})();
