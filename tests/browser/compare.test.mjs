// Any entries side by side, by script: as the pages of pairs show them.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, test } from "node:test";
import { DESK, launch, open } from "./support/browser.mjs";
import { shapes } from "./support/shape.mjs";
import { build, serve } from "./support/site.mjs";

const browser = await launch();
const scope = { after };
const site = await build(scope);
const origin = await serve(scope, site);
const folders = await readdir(join(site.folder, "compare"), { withFileTypes: true });
const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
const isPair = async (name) => !(await readFile(join(site.folder, "compare", name, "index.html"), "utf8")).includes('http-equiv="refresh"');
const pairs = [];
for (const name of names) if (await isPair(name)) pairs.push(name);

const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

test("the script shows a pair as its page does, and drafts the same decision record", async (test) => {
  const { page, problems } = await open(test, browser, clipboard);
  assert.ok(pairs.length >= 10, `only ${pairs.length} pairs`);
  for (const pair of pairs) {
    await page.goto(`${origin}/compare/${pair}/`);
    const written = await shapes(page, ".prose > *:not(.matrix-note:last-child)");
    const heading = await page.locator("h1").innerText();
    await page.goto(`${origin}/compare/?p=${pair.replace("-vs-", ",")}`);
    assert.deepEqual(await shapes(page, ".compare-result > *"), written, pair);
    assert.equal(await page.locator("h1").innerText(), heading);
    await page.getByRole("button", { name: "Copy as decision record" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    const record = await readFile(join(site.folder, "compare", pair, "decision.md"), "utf8");
    const withoutLink = (text) => text.replace(/<[^<>]*>\n$/, "");
    assert.equal(withoutLink(await copied(page)), withoutLink(record), pair);
  }
  assert.deepEqual(problems, []);
});

test("four entries are chosen, compared and taken out by keyboard, and the address says so", async (test) => {
  const { page, problems } = await open(test, browser);
  await page.goto(`${origin}/compare/`);
  const list = page.locator(".compare-list");
  await list.waitFor();
  const select = page.getByRole("combobox", { name: "Choose an entry" });
  for (const title of ["Microservices", "Saga", "Circuit Breaker", "Retry"]) {
    await select.focus();
    const option = await select.locator("option", { hasText: title }).first().getAttribute("value");
    await select.selectOption(option);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
  }
  assert.equal(new URL(page.url()).search.split(",").length, 4);
  assert.ok(await list.isHidden());
  assert.ok(await select.isDisabled());
  // Two scales are never in one row.
  assert.ok(await page.locator(".compare-result > .alert.note").isVisible());
  const before = await shapes(page, ".compare-result > *");
  await page.goto(page.url());
  assert.deepEqual(await shapes(page, ".compare-result > *"), before);
  const out = page.getByRole("button", { name: /^Take out/ });
  while (await out.count()) {
    await out.first().focus();
    await page.keyboard.press("Enter");
  }
  assert.equal(new URL(page.url()).search, "");
  assert.ok(await list.isVisible());
  assert.deepEqual(problems, []);
});

test("a name in the address is an id, a title or an alias, and what is none is told", async (test) => {
  const { page, problems } = await open(test, browser);
  await page.goto(`${origin}/compare/?p=Monolithic Architecture,microservices,soa-of-old&other=1`);
  assert.match(new URL(page.url()).search, /^\?p=monolith,microservices&other=1$/);
  assert.match(await page.locator(".compare-picker [role=status]").innerText(), /not there: soa-of-old/);
  for (const value of ["<img src=x onerror=alert(1)>", "x".repeat(10_000), "%E0%A4%A,%zz", "__proto__,constructor", ","]) {
    await page.goto(`${origin}/compare/?p=${value.startsWith("%") ? value : encodeURIComponent(value)}`);
    assert.equal(await page.locator("main img").count(), 0);
    assert.ok(await page.locator(".compare-list").isVisible());
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, value.slice(0, 20));
  }
  assert.deepEqual(problems, []);
});

test("without script the page says so and offers the pairs", async (test) => {
  const { page } = await open(test, browser, { javaScriptEnabled: false });
  await page.goto(`${origin}/compare/?p=monolith,microservices`);
  assert.match(await page.locator("main").innerText(), /JavaScript/);
  assert.equal(await page.locator(".compare-list a").count(), pairs.length);
});

test("a comparison works in a site that is opened as files", async (test) => {
  const context = await browser.newContext({ viewport: DESK });
  test.after(() => context.close());
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${pathToFileURL(join(site.folder, "compare/index.html"))}?p=monolith,serverless,microservices`);
  assert.equal(await page.locator(".compare-result .compared-entry h2").count(), 3);
  assert.deepEqual(errors, []);
});
