// What a reader's browser has to fetch, and whether the page stays where it is while it loads.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { DESK, PHONE, launch, open } from "./support/browser.mjs";
import { build, pages, serve } from "./support/site.mjs";

/** Budgets, in bytes after gzip. */
const CHROME_OF_A_PAGE = 10_000;
const STYLES = 17_000;
const SCRIPTS = 20_000;
const LAYOUT_SHIFT = 0.01;

const browser = await launch();
const scope = { after };
const site = await build(scope);
const origin = await serve(scope, site);

const weight = (bytes) => gzipSync(bytes, { level: 9 }).length;

test("style sheets and scripts keep to their budgets on every page", async () => {
  const weights = new Map();
  const heaviest = { css: 0, js: 0 };
  for (const { file, address } of await pages(site)) {
    const sums = { css: 0, js: 0 };
    const html = await readFile(file, "utf8");
    for (const [, name, type] of html.matchAll(/(?:href|src)="([^"]+\.(css|js))"/g)) {
      const asset = join(dirname(address.endsWith("404.html") ? join(site.folder, "index.html") : file), name);
      if (!weights.has(asset)) weights.set(asset, weight(await readFile(asset)));
      sums[type] += weights.get(asset);
    }
    assert.ok(sums.css > 0 && sums.css <= STYLES, `${address}: styles weigh ${sums.css}`);
    assert.ok(sums.js > 0 && sums.js <= SCRIPTS, `${address}: scripts weigh ${sums.js}`);
    for (const type of ["css", "js"]) heaviest[type] = Math.max(heaviest[type], sums[type]);
  }
  assert.ok(weights.size > 5, `only ${weights.size} files; the heaviest page loads ${JSON.stringify(heaviest)}`);
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
      if (shift > LAYOUT_SHIFT) moved.push(`${address}: ${shift}`);
    }
    assert.deepEqual(moved, []);
  });
}
