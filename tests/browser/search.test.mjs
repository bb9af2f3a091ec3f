// The search, as readers use it: what it finds, by keyboard alone, from disk, and what hostile words do.

import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { PHONE, launch, open } from "./support/browser.mjs";
import { build, serve } from "./support/site.mjs";

const SCRIPT = 10_240; // bytes after gzip
const LEAST_RANK = 0.85;
const AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launch();
const scope = { after };
const site = await build(scope, "/repo/");
const origin = await serve(scope, site);
const words = await build(scope, "/", here("../books/search"));
const wordsOrigin = await serve(scope, words);

/** Types a query and waits until its answer is shown. */
async function ask(page, query) {
  await page.locator(".search-field").fill(query);
  await answered(page);
}
async function answered(page) {
  await page.waitForFunction(() => document.querySelector(".search-panel:not([aria-busy])"));
}
/** The addresses that are shown, each page with those of its sections, below the root of the site. */
function results(page, root) {
  return page.$$eval(
    ".search-hit",
    (hits, root) => hits.map((hit) => [...hit.children].map((link) => decodeURIComponent(link.href.slice(root.length)))),
    root,
  );
}
const shortcut = (page) => page.keyboard.press("Control+k");

test("readers find what they look for", async (test) => {
  const { page, problems } = await open(test, browser);
  const root = origin + site.base;
  await page.goto(`${root}search/`);
  const lines = (await readFile(here("../data/golden-queries.txt"), "utf8")).split("\n");
  const queries = lines.filter((line) => line.includes(" -> ") && !line.startsWith("#"));
  assert.ok(queries.length >= 60, `only ${queries.length} queries`);
  let sum = 0;
  const missed = [];
  for (const line of queries) {
    const [query, wanted] = line.split(" -> ");
    await ask(page, query);
    const found = await results(page, root);
    const rank = found.findIndex(([first]) => first === wanted) + 1;
    if (rank) sum += 1 / rank;
    if (rank !== 1) missed.push(`${query}: ${rank || "not"} ${found.slice(0, 3).map(([first]) => first)}`);
  }
  const mean = sum / queries.length;
  test.diagnostic(`mean reciprocal rank ${mean.toFixed(3)} of ${queries.length} queries`);
  for (const line of missed) test.diagnostic(line);
  assert.ok(mean >= LEAST_RANK, `${mean}\n${missed.join("\n")}`);
  assert.deepEqual(problems, []);
});

test("other scripts, accents and identifiers are found", async (test) => {
  const { page, problems } = await open(test, browser);
  const root = `${wordsOrigin}/`;
  await page.goto(`${root}search/`);
  const check = async (query, wanted) => {
    await ask(page, query);
    const found = await results(page, root);
    assert.ok(found[0]?.some((address) => address === wanted), `${query}: ${JSON.stringify(found.slice(0, 2))}`);
  };
  for (const [query, wanted] of [
    ["ソーシング", "languages/japanese/"],
    ["出来事", "languages/japanese/"],
    ["再現", "languages/japanese/#利点"],
    ["断路器", "languages/chinese/"],
    ["远程服务", "languages/chinese/"],
    ["保", "languages/chinese/"],
    ["程", "languages/chinese/"],
    ["옵저버", "languages/korean/"],
    ["apfel", "languages/german/"],
    ["Äpfel", "languages/german/"],
    ["größe", "languages/german/"],
    ["garcon", "languages/french/"],
    ["facade", "languages/french/"],
    ["evenement", "languages/french/"],
    ["المراقب", "languages/arabic/"],
    ["الموضوع", "languages/arabic/"],
    ["הצופה", "languages/hebrew/"],
    ["наблюдатель", "languages/russian/"],
    ["παρατηρητής", "languages/greek/"],
    ["παρατηρητης", "languages/greek/"],
    ["ผู้สังเกต", "languages/thai/"],
    ["C++", "code/"],
    ["c#", "code/"],
    ["tool_call", "code/#names-in-code"],
    ["check_tool_call", "code/#names-in-code"],
    ["toolbox", "code/#names-in-code"],
    ["box", "code/#names-in-code"],
    ["serverPort", "code/#names-in-code"],
    ["retry after", "code/#names-in-code"],
    ["lantern", "code/#the-end-of-the-belt"],
    ["Werkzeugruf", "code/"],
  ]) {
    await check(query, wanted);
  }
  for (const absent of ["quarantine", "quarantine_password", "silent", "unlisted", "xqzw"]) {
    await ask(page, absent);
    assert.deepEqual(await results(page, root), [], absent);
    assert.equal(await page.locator(".search-status").textContent(), "Nothing found");
  }
  await ask(page, "c");
  await ask(page, "a");
  assert.deepEqual(problems, []);
});

test("a hit by another name says which, and words are marked", async (test) => {
  const { page } = await open(test, browser);
  await page.goto(`${origin}${site.base}search/?q=ports+and+adapters`);
  await answered(page);
  const hit = page.locator(".search-hit").first();
  assert.equal(await hit.locator(".search-also").textContent(), "Also known as Ports and Adapters");
  assert.deepEqual(await hit.locator(".search-also mark").allTextContents(), ["Ports", "Adapters"]);
  assert.match(await hit.locator(".search-way").textContent(), /Styles/);
});

test("everything can be done by keyboard", async (test) => {
  const { page, problems } = await open(test, browser);
  const root = origin + site.base;
  const loaded = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(root);
  assert.ok(!loaded.some((url) => url.includes("search")), "nothing is loaded before it is asked for");
  await page.keyboard.press("k");
  await page.keyboard.press("/");
  assert.equal(await page.locator("dialog").count(), 0, "no single key opens it");
  const control = page.locator("#pb-search");
  await control.focus();
  await page.keyboard.press("Enter");
  const field = page.locator("dialog[open] .search-field");
  await field.waitFor();
  assert.ok(await field.evaluate((field) => document.activeElement === field));
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  await page.keyboard.type("circuit breaker");
  await page.locator("[role=option]").first().waitFor();
  await answered(page);
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  assert.match(await page.locator(".search-status").textContent(), /^\d+ pages$/);
  await page.keyboard.press("ArrowDown");
  const active = () => page.evaluate(() => document.getElementById(document.querySelector(".search-field").getAttribute("aria-activedescendant"))?.getAttribute("href"));
  assert.equal(await active(), `${root}resilience/circuit-breaker/`);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  assert.equal(await active(), `${root}resilience/circuit-breaker/`);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.ok(await control.evaluate((control) => document.activeElement === control), "focus comes back");
  await shortcut(page);
  await field.waitFor();
  assert.equal(await field.inputValue(), "circuit breaker", "the query is kept");
  await answered(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const section = await active();
  assert.match(section, /resilience\/circuit-breaker\/#/);
  await page.keyboard.press("Enter");
  await page.waitForURL(section);
  assert.ok(await page.evaluate(() => document.querySelector(":target") !== null), "the section is there");
  assert.deepEqual(problems, []);
});

test("results are narrowed, and the address says how", async (test) => {
  const { page, problems } = await open(test, browser);
  const root = origin + site.base;
  await page.goto(root);
  await shortcut(page);
  await ask(page, "event");
  const count = async () => Number.parseInt(await page.locator(".search-status").textContent(), 10);
  const all = await count();
  const kind = page.locator("select[data-key=kind]");
  const option = kind.locator("option").nth(1);
  const [, value, number] = /^(.*) \((\d+)\)$/.exec(await option.textContent());
  await kind.selectOption({ index: 1 });
  await answered(page);
  assert.equal(await count(), Number(number), value);
  assert.ok(Number(number) < all);
  const link = await page.locator(".search-all").getAttribute("href");
  await page.locator(".search-all").click();
  await page.waitForURL(link);
  await answered(page);
  const address = new URL(page.url());
  assert.equal(address.pathname, `${site.base}search/`);
  assert.equal(address.searchParams.get("q"), "event");
  assert.equal(address.searchParams.get("kind"), await page.locator("select[data-key=kind]").inputValue());
  assert.equal(await count(), Number(number));
  await page.locator("[role=option]").first().click();
  await page.goBack();
  await answered(page);
  assert.equal(await page.locator(".search-field").inputValue(), "event");
  assert.equal(await count(), Number(number));
  assert.deepEqual(problems, []);
});

test("hostile words and hostile pages do nothing", async (test) => {
  const { page, problems } = await open(test, browser);
  const hostile = [
    "<img src=x onerror=window.__x=1>",
    "<svg/onload=window.__x=1>",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "(((((",
    ".*",
    "\\",
    "%",
    "%E0%A4%A",
    "\uD800",
    "!?.,;:",
    "onerror hostile",
    "x".repeat(10_000),
    "a ".repeat(5_000),
    "é".repeat(500),
  ];
  const root = `${wordsOrigin}/`;
  for (const query of hostile) {
    await page.goto(`${root}search/?${new URLSearchParams({ q: query, highlight: "<b>", sel: "__proto__,constructor", tag: "__proto__", kind: "<img src=x onerror=window.__x=1>" })}`);
    await answered(page);
    await page.goto(`${root}search/`);
    await ask(page, query);
    assert.equal(await page.evaluate(() => window.__x), undefined, query);
    assert.equal(await page.locator(".search-panel :is(img, script, iframe)").count(), 0, query);
  }
  await ask(page, "hostile");
  const title = await page.locator(".search-title").first().textContent();
  assert.equal(title, "<img src=x onerror=window.__x=1> hostile");
  await ask(page, "__proto__ constructor");
  assert.deepEqual((await results(page, root)).map(([first]) => first), ["hostile/"]);
  assert.deepEqual(problems, []);
});

test("it works from disk", async (test) => {
  const { page, problems } = await open(test, browser);
  const root = `${pathToFileURL(words.folder)}/`;
  await page.goto(`${root}code/index.html`);
  await shortcut(page);
  await ask(page, "check_tool_call");
  assert.deepEqual((await results(page, root))[0], ["code/index.html", "code/index.html#names-in-code"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#names-in-code$/);
  assert.equal(await page.locator("dialog[open]").count(), 0, "a result on this page closes the dialog");
  await page.goto(`${root}search/index.html?q=lantern`);
  await answered(page);
  assert.equal((await results(page, root)).length, 1);
  assert.deepEqual(problems, []);
});

test("without scripts the control is a link", async (test) => {
  const { page } = await open(test, browser, { javaScriptEnabled: false });
  await page.goto(origin + site.base);
  const control = page.locator("header").getByRole("link", { name: "Search", exact: true });
  await control.click();
  await page.waitForURL((url) => url.pathname !== site.base);
  assert.ok((await page.locator("main a").count()) > 20, "a list of what the book holds");
  await page.goto(`${origin}${site.base}search/`);
  assert.equal(await page.locator("noscript a, .search a").count(), 1);
});

test("the page for unknown addresses searches as well", async (test) => {
  const { page } = await open(test, browser);
  await page.goto(`${origin}${site.base}no/such/page/`);
  await shortcut(page);
  await ask(page, "saga");
  assert.equal((await results(page, origin + site.base))[0][0], "data/saga/");
});

for (const [name, options] of Object.entries({ "on a desk": {}, "on a phone": { viewport: PHONE }, "in the dark": { colorScheme: "dark" } })) {
  test(`axe finds nothing in the open dialog ${name}`, async (test) => {
    const { page } = await open(test, browser, { ...options, bypassCSP: true });
    await page.goto(origin + site.base);
    await shortcut(page);
    const look = async (state) => {
      await page.evaluate(axe);
      const result = await page.evaluate((rules) => window.axe.run({ runOnly: rules }), AXE_RULES);
      assert.deepEqual(result.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).slice(0, 3)}`), [], state);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), state);
    };
    await page.locator("dialog[open]").waitFor();
    await answered(page);
    await look("empty");
    await ask(page, "event sourcing");
    await page.keyboard.press("ArrowDown");
    await look("with results");
    await ask(page, "xqzw");
    await look("with nothing");
  });
}

test("the script and a first query keep to their budgets", async (test) => {
  const home = await readFile(join(site.folder, "index.html"), "utf8");
  const [, script] = /data-script="([^"]+)"/.exec(home);
  const size = gzipSync(await readFile(join(site.folder, script)), { level: 9 }).length;
  test.diagnostic(`the script weighs ${size} bytes`);
  assert.ok(size <= SCRIPT, `the script weighs ${size}`);
  const { page } = await open(test, browser);
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(origin + site.base);
  const before = loaded.length;
  await shortcut(page);
  await ask(page, "circuit breaker");
  const own = loaded.slice(before);
  const sizes = await Promise.all(own.map(async (path) => {
    const file = join(site.folder, path.slice(site.base.length));
    return (await stat(file)).isFile() ? gzipSync(await readFile(file)).length : 0;
  }));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  test.diagnostic(`a first query loads ${own.length} files of ${bytes} bytes`);
  assert.ok(own.length <= 50 && bytes <= 300_000, `${own.length} files of ${bytes} bytes: ${own}`);
});
