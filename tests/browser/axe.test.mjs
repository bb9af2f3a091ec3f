// No template breaks a rule of axe, in either scheme, on a phone and on a desk, with drawer and details open.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { DESK, PHONE, launch, open } from "./support/browser.mjs";
import { build, pages, serve } from "./support/site.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Pages of one kind differ in their text only; the manual shows every construct, so all of it is looked at. */
const OF_EACH_KIND = 3;

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launch();
const scope = { after };
const site = await build(scope);
const origin = await serve(scope, site);
const addresses = await chosen();

async function chosen() {
  const kinds = new Map();
  const addresses = [];
  for (const { file, address } of await pages(site)) {
    const kind = /<body data-kind="([^"]*)"/.exec(await readFile(file, "utf8"))?.[1];
    if (!kind) continue;
    const count = kinds.get(kind) ?? 0;
    kinds.set(kind, count + 1);
    const isLong = kind === "print" && count > 0;
    if ((count < OF_EACH_KIND && !isLong) || (kind !== "print" && address.includes("/manual/"))) addresses.push(address);
  }
  assert.ok(kinds.size > 4, `only the kinds ${[...kinds.keys()]}`);
  return addresses;
}

/** What axe finds on the page as it is now. A page to be printed repeats the parts of many pages under their names. */
async function violations(page) {
  const result = await page.evaluate((runOnly) => {
    const isPrint = document.body.dataset.kind === "print";
    return window.axe.run({ runOnly, rules: { "landmark-unique": { enabled: !isPrint } } });
  }, RULES);
  return result.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [PHONE, DESK]) {
    test(`axe finds nothing in ${colorScheme} at ${viewport.width} px`, async (test) => {
      // The policy of the site keeps scripts of others out, also that of axe.
      const { page } = await open(test, browser, { colorScheme, viewport, bypassCSP: true });
      const found = [];
      for (const address of addresses) {
        await page.goto(origin + address);
        await page.evaluate(axe);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        if (wide) found.push(`${address}: the page scrolls sideways`);
        found.push(...(await violations(page)).map((rule) => `${address}: ${rule}`));
      }
      assert.deepEqual(found, []);
    });
  }
}

test("axe finds nothing with the drawer open", async (test) => {
  const { page } = await open(test, browser, { viewport: PHONE, bypassCSP: true });
  await page.goto(`${origin}/styles/monolith/`);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.locator("#pb-sidebar:popover-open").waitFor();
  await page.evaluate(axe);
  const found = await violations(page);
  assert.deepEqual(found, []);
});
