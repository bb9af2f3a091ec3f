// The decision helper: the script ranks as the build does, and the address holds what the reader chose.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { launch, open } from "./support/browser.mjs";
import { shapes } from "./support/shape.mjs";
import { build, serve } from "./support/site.mjs";

const browser = await launch();
const scope = { after };
const site = await build(scope);
const origin = await serve(scope, site);
const folders = await readdir(join(site.folder, "choose"), { withFileTypes: true });
const presets = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);

const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };
const button = (page, name) => page.getByRole("button", { name, exact: true });
const result = (page) => shapes(page, ".choice-result > *");
const ranking = (page) => page.locator(".ranked-name a").allInnerTexts();

test("the script ranks each preset as its page does, and drafts the same decision record", async (test) => {
  const { page, problems } = await open(test, browser, clipboard);
  assert.ok(presets.length >= 6, `only ${presets.length} presets`);
  for (const preset of presets) {
    await page.goto(`${origin}/choose/${preset}/`);
    const written = await result(page);
    const marked = await page.evaluate(() => (document.querySelector(".choice-result").firstElementChild.dataset.old = "1"));
    assert.equal(marked, "1");
    await button(page, "Reset").click();
    assert.equal(await page.locator("[data-old]").count(), 0, "the script has not ranked anew");
    assert.deepEqual(await result(page), written, preset);
    await button(page, "Copy as decision record").click();
    await page.getByText("Copied", { exact: true }).waitFor();
    const record = await readFile(join(site.folder, "choose", preset, "decision.md"), "utf8");
    const withoutLink = (text) => text.replace(/<[^<>]*>\n$/, "");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(withoutLink(copied), withoutLink(record), preset);
    // The same preset, chosen on the page of all of them.
    await page.goto(`${origin}/choose/?preset=${preset}`);
    assert.deepEqual(await result(page), written, preset);
  }
  assert.deepEqual(problems, []);
});

test("weights, filters and floors are set by keyboard, kept in the address, and restored from it", async (test) => {
  const { page, problems } = await open(test, browser);
  await page.goto(`${origin}/choose/${presets[0]}/`);
  await page.locator(".helper-panel > summary").focus();
  await page.keyboard.press("Enter");
  const weights = page.getByRole("group", { name: "Scalability", exact: true });
  const before = await weights.getByRole("radio", { checked: true }).getAttribute("value");
  await weights.getByRole("radio", { checked: true }).focus();
  await page.keyboard.press(before === "5" ? "ArrowLeft" : "ArrowRight");
  assert.notEqual(await weights.getByRole("radio", { checked: true }).getAttribute("value"), before);
  await page.getByRole("combobox", { name: "Things to deploy" }).selectOption("..few");
  await page.getByRole("combobox", { name: "Scalability" }).selectOption("2");
  const { search } = new URL(page.url());
  assert.match(search, /w\.scalability=\d/);
  assert.match(search, /floor\.scalability=2/);
  assert.ok(await page.locator(".choice-record").isHidden(), "the file is of another situation");
  const shown = await result(page);
  assert.ok(await page.locator("#pb-excluded").isVisible());
  assert.match(await page.locator(".helper [role=status]").innerText(), /^First: /);
  await page.goto(page.url());
  assert.deepEqual(await result(page), shown);
  assert.equal(new URL(page.url()).search, search);
  await button(page, "Reset").click();
  assert.equal(new URL(page.url()).search, "");
  assert.ok(await page.locator(".choice-record").isVisible());
  assert.deepEqual(problems, []);
});

test("kinds are ranked apart, and nothing weighed is a tie of all", async (test) => {
  const { page, problems } = await open(test, browser);
  await page.goto(`${origin}/choose/`);
  const styles = await ranking(page);
  assert.ok(styles.length > 5);
  await page.getByRole("radio", { name: "Patterns" }).check();
  const patterns = await ranking(page);
  assert.ok(patterns.length > 5 && !patterns.some((title) => styles.includes(title)));
  assert.match(page.url(), /kind=pattern/);
  assert.match(await page.locator(".choice-result > .alert.note").innerText(), /own baseline/);
  await page.goto(page.url());
  assert.deepEqual(await ranking(page), patterns);
  for (const row of await page.locator(".weight-row").all()) await row.getByRole("radio").first().check();
  assert.equal(await page.locator(".ranked-group").count(), 1);
  assert.match(await page.locator(".helper [role=status]").innerText(), /Nothing counts/);
  assert.deepEqual(problems, []);
});

test("an order of every two weights follows from whole numbers", async (test) => {
  // A difference of one step is no tie: the scores are worked out again here, from the data of the catalogue.
  const catalogue = JSON.parse(await readFile(join(site.folder, "data/catalogue.json"), "utf8"));
  const { page } = await open(test, browser);
  const [one, other] = ["scalability", "running-cost"];
  const styles = catalogue.entries.filter(({ kind }) => kind === "style");
  const lower = new Set(catalogue.qualities.filter(({ better }) => better === "lower").map(({ id }) => id));
  const ends = ({ ratings }, id) => {
    const { value, lo = value, hi = value } = ratings[id];
    if (lo === undefined) return [0, 4];
    return lower.has(id) ? [5 - hi, 5 - lo] : [lo - 1, hi - 1];
  };
  for (const [a, b] of [[1, 1], [2, 1], [5, 4], [3, 5]]) {
    const zero = catalogue.qualities.filter(({ better }) => better !== "none").map(({ id }) => `w.${id}=0`).join("&");
    const query = zero.replace(`w.${one}=0`, `w.${one}=${a}`).replace(`w.${other}=0`, `w.${other}=${b}`);
    await page.goto(`${origin}/choose/?${query}`);
    const middle = (entry) => [[one, a], [other, b]].reduce((sum, [id, weight]) => sum + weight * (ends(entry, id)[0] + ends(entry, id)[1]), 0);
    const expected = styles.map((entry) => [middle(entry), entry.title]).sort(([x, s], [y, t]) => y - x || s.localeCompare(t, "en"));
    assert.deepEqual(await ranking(page), expected.map(([, title]) => title), `${a} and ${b}`);
    const step = 2 * Math.min(a, b);
    const groups = [];
    for (const [score, title] of expected) {
      if (groups.length && groups.at(-1).first - score < step) groups.at(-1).titles.push(title);
      else groups.push({ first: score, titles: [title] });
    }
    const shown = await page.locator(".ranked-group").evaluateAll((all) =>
      all.map((group) => [...group.querySelectorAll(".ranked-name a")].map((link) => link.textContent)),
    );
    assert.deepEqual(shown, groups.map(({ titles }) => titles), `${a} and ${b}`);
  }
});

test("what an address cannot mean is told, and harms nothing", async (test) => {
  const { page, problems } = await open(test, browser);
  const values = ["<img src=x onerror=alert(1)>", "x".repeat(10_000), "7", "-1", "5.5", "__proto__", "..", "!"];
  for (const key of ["w.scalability", "floor.scalability", "fact.deployables", "w.gone", "preset", "kind", "fact.__proto__"]) {
    for (const value of values) {
      await page.goto(`${origin}/choose/?${key}=${encodeURIComponent(value)}`);
      assert.ok((await ranking(page)).length > 5, `${key}=${value.slice(0, 20)}`);
      assert.match(await page.locator(".helper [role=status]").innerText(), /not there/, `${key}=${value.slice(0, 20)}`);
      assert.equal(await page.locator("main img").count(), 0);
    }
  }
  await page.goto(`${origin}/choose/?w.scalability=%zz&%E0%A4%A=1`);
  assert.ok((await ranking(page)).length > 5);
  assert.deepEqual(problems, []);
});

test("without script every preset has its page, and nothing that does nothing", async (test) => {
  const { page } = await open(test, browser, { javaScriptEnabled: false });
  await page.goto(`${origin}/choose/`);
  assert.match(await page.locator("main").innerText(), /JavaScript/);
  assert.equal(await page.locator(".entries a").count(), presets.length);
  await page.goto(`${origin}/choose/${presets[0]}/`);
  assert.ok((await ranking(page)).length > 1);
  assert.equal(await page.locator("main").locator("button, input, select").count(), 0);
});
