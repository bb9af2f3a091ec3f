// The table of entries with its script: order, filters, columns, selection, reasons, all of it by keyboard and in the
// address; and without.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { parse as parseCsv } from "csv-parse/sync";
import { PHONE, launch, open } from "./support/browser.mjs";
import { build, serve } from "./support/site.mjs";

const browser = await launch();
const scope = { after };
const site = await build(scope);
const origin = await serve(scope, site);
const styles = `${origin}/matrix/styles/`;
const data = JSON.parse(await readFile(join(site.folder, "data/matrix-styles.json"), "utf8"));
const catalogue = JSON.parse(await readFile(join(site.folder, "data/catalogue.json"), "utf8"));
const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

const status = (page) => page.locator(".matrix [role=status]");
const ids = (page) => page.locator(".matrix-row:visible").evaluateAll((rows) => rows.map((row) => row.dataset.id));
/** Everything of the table that the reader's choices change. */
const view = (page) =>
  page.evaluate(() => ({
    rows: [...document.querySelectorAll(".matrix-row")].filter((row) => row.checkVisibility()).map((row) => row.dataset.id),
    columns: [...document.querySelectorAll(".matrix-heads [data-column]:not([hidden])")].map((head) => head.dataset.column),
    order: [...document.querySelectorAll("[aria-sort]")].map((head) => `${head.dataset.column} ${head.getAttribute("aria-sort")}`),
    headings: [...document.querySelectorAll(".matrix-family")].filter((row) => row.checkVisibility()).map((row) => row.textContent.trim()),
    cells: [...document.querySelector(".matrix-row:not([hidden])").cells].filter((cell) => !cell.hidden).length,
    ticks: [...document.querySelectorAll(".matrix-row input:checked")].map((input) => input.closest("tr").dataset.id),
    filters: [...document.querySelectorAll(".matrix-filter input:checked")].map((input) => input.value),
    facets: [...document.querySelectorAll("[data-key] select")].map((select) => select.value),
    search: document.querySelector(".matrix-tools input").value,
    hidden: document.querySelector(".matrix-hidden").checkVisibility() ? document.querySelector(".matrix-hidden").textContent : "",
    bar: document.querySelector(".compare-bar")?.innerText ?? "",
  }));
const ofQuality = (id) => new Map(data.rows.map((row) => [row.id, row.cells[id]]));
const middle = ({ value, lo = value, hi = value }) => lo + hi;

test("a heading sorts best first, worst first, and back, and says so", async (test) => {
  const { page, problems } = await open(test, browser);
  await page.goto(styles);
  const original = await view(page);
  assert.equal(await status(page).innerText(), "", "nothing is said at load");
  const button = page.locator('.matrix-heads [data-column="running-cost"] button');
  const scores = ofQuality("running-cost");
  // What does not apply has no number, and stays last.
  const costsOf = (rows) => rows.map((id) => middle(scores.get(id))).filter((sum) => !Number.isNaN(sum));
  await button.click();
  const cheap = await view(page);
  assert.deepEqual(cheap.order, ["running-cost ascending"]);
  const costs = costsOf(cheap.rows);
  assert.deepEqual(costs, [...costs].sort((one, other) => one - other), "cheap is best");
  assert.match(await status(page).innerText(), /best first$/);
  await button.click();
  const dear = costsOf((await view(page)).rows);
  assert.deepEqual(dear, [...costs].reverse());
  assert.match(page.url(), /\?sort=-running-cost$/);
  await button.click();
  assert.deepEqual(await view(page), original);
  assert.equal(new URL(page.url()).search, "");
  assert.deepEqual(problems, []);
});

test("each state that controls can set is restored from its address", async (test) => {
  const { page, problems } = await open(test, browser);
  const tags = [...new Set(catalogue.entries.filter(({ kind }) => kind === "style").flatMap(({ tags }) => tags))];
  const steps = [
    ["sort", () => page.locator('.matrix-heads [data-column="scalability"] button').click()],
    ["text", () => page.getByRole("searchbox").fill("event")],
    ["tag", () => page.locator('[data-key="tag"] select').selectOption(tags[0])],
    ["fact", () => page.locator('[data-key="fact.deployables"] select').selectOption("..few")],
    ["no", () => page.locator('[data-key="fact.broker"] select').selectOption("no")],
    ["floor", () => page.locator('[data-key="floor.maintainability"] select').selectOption("3")],
    ["cost", () => page.locator('[data-key="floor.running-cost"] select').selectOption("2")],
    ["column", () => page.locator(".matrix-columns").last().getByLabel("Portability").uncheck()],
    ["group", () => page.locator(".matrix-columns").last().getByLabel("Build", { exact: true }).uncheck()],
    ["rows", async () => {
      await page.locator(".matrix-row input").nth(0).check();
      await page.locator(".matrix-row input").nth(2).check();
    }],
  ];
  for (const [name, step] of steps) {
    await page.goto(styles);
    const before = await view(page);
    for (const summary of await page.locator(".matrix-tools summary").all()) await summary.click();
    await step();
    const after = await view(page);
    assert.notDeepEqual(after, before, name);
    assert.match(await status(page).innerText(), new RegExp(`^${after.rows.length} of ${data.rows.length} shown`), name);
    const address = page.url();
    assert.ok(new URL(address).search.length > 1, name);
    await page.goto(address);
    assert.deepEqual(await view(page), after, name);
    assert.equal(page.url(), address, name);
    await page.getByRole("button", { name: "Reset" }).click();
    assert.deepEqual(await view(page), before, name);
  }
  assert.deepEqual(problems, []);
});

test("filters mean what they say", async (test) => {
  const { page } = await open(test, browser);
  const check = async (query, wanted) => {
    await page.goto(`${styles}?${query}`);
    const expected = data.rows.filter(wanted).map(({ id }) => id);
    assert.ok(expected.length > 0 && expected.length < data.rows.length, `${query} shows ${expected.length}`);
    assert.deepEqual((await ids(page)).sort(), expected.sort(), query);
  };
  const few = ["one", "few"];
  await check("fact.deployables=..few", ({ cells }) => few.includes(cells["fact:deployables"]) || ["n/a", "unknown"].includes(cells["fact:deployables"]));
  await check("fact.deployables=many", ({ cells }) => cells["fact:deployables"] === "many");
  await check("floor.scalability=4", ({ cells: { scalability: { state, value, hi = value } } }) => ["n/a", "unknown"].includes(state) || hi >= 4);
  await check("floor.running-cost=2", ({ cells: { "running-cost": { state, value, lo = value } } }) => ["n/a", "unknown"].includes(state) || lo <= 2);
  await check("q=monolith", ({ id, title }) => /monolith/i.test(title + id) || /monolith/i.test(catalogue.entries.find((entry) => entry.id === id).summary));
  await page.goto(`${origin}/matrix/patterns/?family=resilience,data`);
  const families = await page.locator(".matrix-row:visible").evaluateAll((rows) => rows.map((row) => row.dataset.family));
  assert.deepEqual([...new Set(families)].sort(), ["data", "resilience"]);
});

test("two rows are chosen and compared by keyboard alone", async (test) => {
  const { page, problems } = await open(test, browser);
  await page.goto(styles);
  const reach = async (wanted) => {
    for (let presses = 0; presses < 400; presses += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(wanted)) return;
    }
    assert.fail(`the keyboard does not reach ${wanted}`);
  };
  await reach(() => document.activeElement.matches('.matrix-tools input[type="search"]'));
  await page.keyboard.type("mono");
  await reach(() => document.activeElement.matches(".matrix-heads [data-column=scalability] button"));
  await page.keyboard.press("Enter");
  await reach(() => document.activeElement.matches(".matrix-row input"));
  await page.keyboard.press("Space");
  await reach(() => document.activeElement.matches(".matrix-row input"));
  await page.keyboard.press("Space");
  const chosen = (await view(page)).ticks;
  assert.equal(chosen.length, 2);
  await reach(() => document.activeElement.matches(".compare-bar a"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/compare\/\?p=/);
  const compared = await page.locator(".compared-entry h2 a").count();
  assert.equal(compared, 2);
  for (const id of chosen) assert.ok(page.url().includes(id));
  assert.deepEqual(problems, []);
});

test("a cell tells its reason in place, and Escape leads back to it", async (test) => {
  for (const options of [{}, { viewport: PHONE }]) {
    const { page, problems } = await open(test, browser, options);
    await page.goto(styles);
    const link = page.locator('.matrix-row[data-id="serverless"] td > a').first();
    const reason = data.rows.find(({ id }) => id === "serverless").cells["development-speed"].why;
    await link.focus();
    await page.keyboard.press("Enter");
    const card = page.locator(".reason-card");
    assert.match(await card.innerText(), new RegExp(reason.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
    const inside = await card.evaluate((card) => {
      const { left, right, top } = card.getBoundingClientRect();
      return left >= 0 && right <= innerWidth && top >= 0 && card.contains(document.activeElement);
    });
    assert.ok(inside);
    await page.keyboard.press("Escape");
    assert.ok(await card.isHidden());
    assert.ok(await link.evaluate((link) => link === document.activeElement));
    // What it depends on is told as well.
    const range = data.rows.flatMap(({ id, cells }) => Object.entries(cells).flatMap(([column, cell]) => (cell.depends_on ? [[id, column, cell]] : [])));
    if (range.length) {
      const [[id, column, { depends_on: depends }]] = range;
      const place = data.columns.findIndex((known) => known.id === column);
      await page.locator(`.matrix-row[data-id="${id}"] td`).nth(place).locator("a").click();
      assert.ok((await card.innerText()).includes(depends));
      await card.getByRole("link").click();
      await page.waitForURL(new RegExp(`#tradeoff-${column}$`));
    }
    assert.deepEqual(problems, []);
  }
});

test("what is shown is copied in the form of the files", async (test) => {
  const { page } = await open(test, browser, clipboard);
  const copied = async (name) => {
    await page.getByRole("button", { name }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  for (const id of ["styles", "patterns"]) {
    const file = (ending) => readFile(join(site.folder, `data/matrix-${id}.${ending}`), "utf8");
    const hidden = parseCsv(await file("csv"))[0].slice(4);
    await page.goto(`${origin}/matrix/${id}/?cols=${hidden.join(",")}`);
    assert.equal(await copied("Copy as CSV"), await file("csv"), id);
    assert.equal((await copied("Copy as Markdown")).trim(), (await file("md")).trim(), id);
  }
  await page.goto(`${styles}?sort=scalability&fact.deployables=one&cols=-build,-run,-facts`);
  const lines = parseCsv(await copied("Copy as CSV"), { columns: true, record_delimiter: "\r\n" });
  const { rows, columns } = await view(page);
  assert.deepEqual(lines.map(({ id }) => id), rows);
  assert.deepEqual(Object.keys(lines[0]).slice(4), columns);
});

test("what an address cannot mean is told, and harms nothing", async (test) => {
  const { page, problems } = await open(test, browser);
  const values = ["<img src=x onerror=alert(1)>", "x".repeat(10_000), "__proto__", "-", "soa"];
  for (const key of ["sort", "cols", "sel", "family", "tag", "maturity", "fact.deployables", "floor.scalability", "fact.gone", "kind"]) {
    for (const value of values) {
      await page.goto(`${styles}?${key}=${encodeURIComponent(value)}&own=kept`);
      assert.equal((await ids(page)).length, data.rows.length, `${key}=${value.slice(0, 20)}`);
      assert.equal(await page.locator("main img").count(), 0);
      if (value !== "-") assert.match(await status(page).innerText(), /not there/, `${key}=${value.slice(0, 20)}`);
      assert.match(page.url(), /own=kept/);
    }
  }
  await page.goto(`${styles}?q=${encodeURIComponent("<img src=x onerror=alert(1)>")}`);
  assert.equal((await ids(page)).length, 0);
  assert.match(await page.getByRole("searchbox").inputValue(), /onerror/);
  await page.goto(`${styles}?sort=%zz&%E0%A4%A=%E0%A4%A&q=%`);
  assert.equal(await page.locator("main img").count(), 0);
  assert.deepEqual(problems, []);
});

test("without script the table is whole, and nothing on it does nothing", async (test) => {
  const { page } = await open(test, browser, { javaScriptEnabled: false });
  await page.goto(`${origin}/matrix/patterns/`);
  assert.equal(await page.locator("main").locator("button, select, input:not([type=radio])").count(), 0);
  const all = (await ids(page)).length;
  await page.getByRole("radio", { name: "Resilience" }).check();
  const some = (await ids(page)).length;
  assert.ok(some > 0 && some < all);
  const heading = page.locator('.matrix-heads [data-column="resilience"] a');
  await heading.click();
  await page.waitForURL(/\/by\/resilience\/$/);
  await page.goBack();
  const link = page.locator(".matrix-row:visible td a").first();
  const target = await link.getAttribute("href");
  assert.match(target, /#tradeoff-/);
});
