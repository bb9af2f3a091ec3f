// What a reader's browser has to fetch, and whether the page stays where it is while it loads.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { DESK, PHONE, launch, open } from "./support/browser.mjs";
import { build, pages, serve } from "./support/site.mjs";

/** Budgets, in bytes after gzip. */
const CHROME_OF_A_PAGE = 10_000;
const STYLES = 17_000;
const SCRIPTS = 20_000;
const LAYOUT_SHIFT = 0.01;
/** Headings of a table become buttons when the script arrives, which still costs a little more. */
const LAYOUT_SHIFT_OF_A_TABLE = 0.02;

const browser = await launch();
const scope = { after };
const site = await build(scope);
const origin = await serve(scope, site);

const weight = (bytes) => gzipSync(bytes, { level: 9 }).length;

test("style sheets and scripts keep to their budgets", async () => {
  const sums = { css: 0, js: 0 };
  const home = await readFile(join(site.folder, "index.html"), "utf8");
  for (const [, name, type] of home.matchAll(/(?:href|src)="([^"]+\.(css|js))"/g)) {
    sums[type] += weight(await readFile(join(site.folder, name)));
  }
  assert.ok(sums.css > 0 && sums.css <= STYLES, `styles weigh ${sums.css}`);
  assert.ok(sums.js > 0 && sums.js <= SCRIPTS, `scripts weigh ${sums.js}`);
});

test("what stands around the text of a page keeps to its budget", async () => {
  const tooHeavy = [];
  for (const { file, address } of await pages(site)) {
    const html = await readFile(file, "utf8");
    const text = /<main[^]*<\/main>/.exec(html)?.[0] ?? "";
    const around = weight(html) - weight(text);
    if (around > CHROME_OF_A_PAGE) tooHeavy.push(`${address}: ${around}`);
  }
  assert.deepEqual(tooHeavy, []);
});

for (const viewport of [PHONE, DESK]) {
  test(`nothing moves while a page loads at ${viewport.width} px`, async (test) => {
    const { page } = await open(test, browser, { viewport });
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const moved = [];
    for (const { address } of await pages(site)) {
      await page.goto(origin + address);
      const shift = await page.evaluate(
        () => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => seen(window.shift)))),
      );
      const allowed = /\/matrix\/([^/]+\/)?$/.test(address) ? LAYOUT_SHIFT_OF_A_TABLE : LAYOUT_SHIFT;
      if (shift > allowed) moved.push(`${address}: ${shift}`);
    }
    assert.deepEqual(moved, []);
  });
}
