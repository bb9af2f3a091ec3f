// The catalogue as data: files fit their schemas, and tables say the same in every form. All readers are other people's.

import assert from "node:assert/strict";
import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import { launch, open } from "./support/browser.mjs";
import { build, serve } from "./support/site.mjs";

const project = fileURLToPath(new URL("../..", import.meta.url));
/** A book in which everything that can go wrong in a table stands somewhere. */
const DIFFICULT = {
  "book.toml": `
[[catalogue.fact]]
id = "made-with"
label = "Made with"
type = "text"
filter = true
`,
  "content/a.md": `---
title: '=HYPERLINK("http://x"), "quoted" | piped'
kind: pattern
baseline: "@risky"
trade-offs:
  performance: {rating: -2, why: "=1+1, \\"quoted\\"\\nsecond line"}
  resilience: {rating: [-1, 2], depends_on: "+load"}
  testability: n/a
  scalability: unknown
facts: {made-with: "=cmd|'/c calc'!A1"}
---
Text.
`,
  "content/b.md": "---\ntitle: B\nkind: pattern\nbaseline: nothing\ntrade-offs: {performance: 1}\nfacts: {made-with: n/a}\n---\nText.\n",
};

const scope = { after };
const browser = await launch();
const shipped = await build(scope);
const difficult = await build(scope, "/", await written(DIFFICULT));

async function written(files) {
  const folder = await mkdtemp(join(tmpdir(), "patternbook-book-"));
  after(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

const data = async (site, name) => readFile(join(site.folder, "data", name), "utf8");
const json = async (site, name) => JSON.parse(await data(site, name));
/** Strict: lines end with CR LF, all are equally long, quotes stand where RFC 4180 lets them. */
const csv = async (site, name) =>
  parseCsv(await data(site, name), { columns: true, record_delimiter: "\r\n", relax_quotes: false, relax_column_count: false });

async function validator(site, name) {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, formats: { date: /^\d{4}-\d\d-\d\d$/ } });
  return ajv.compile(await json(site, name));
}

async function matrices(site) {
  const names = await readdir(join(site.folder, "data"));
  return names.flatMap((name) => /^matrix-(.+)\.json$/.exec(name)?.[1] ?? []);
}

for (const [name, site] of [["shipped", shipped], ["difficult", difficult]]) {
  test(`the ${name} catalogue fits its schema`, async () => {
    const fits = await validator(site, "catalogue.schema.json");
    const catalogue = await json(site, "catalogue.json");
    assert.ok(fits(catalogue), JSON.stringify(fits.errors?.slice(0, 5)));
    assert.ok(catalogue.entries.length > 1);
    const broken = structuredClone(catalogue);
    delete broken.entries[0].title;
    assert.ok(!fits(broken), "the schema lets an entry without a title pass");
  });

  test(`each table of the ${name} catalogue says the same as CSV, as JSON and as a page`, async (test) => {
    const { page } = await open(test, browser, { javaScriptEnabled: false });
    const origin = await serve(test, site);
    const ids = await matrices(site);
    assert.ok(ids.length > 0);
    for (const id of ids) {
      const table = await json(site, `matrix-${id}.json`);
      const lines = await csv(site, `matrix-${id}.csv`);
      const reasons = await csv(site, `matrix-${id}-reasons.csv`);
      await page.goto(`${origin}/matrix/${id}/`);
      const rows = await page.$$eval(".matrix-row", (rows) =>
        rows.map((row) => ({
          id: row.dataset.id,
          title: row.cells[0].textContent.trim(),
          cells: [...row.cells].slice(1).map((cell) => ({
            figure: cell.querySelector(".figure")?.textContent ?? "",
            word: (cell.querySelector(".word") ?? cell).textContent.trim(),
            why: cell.querySelector("a")?.title ?? "",
          })),
        })),
      );
      const inText = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
      const expected = { lines: [], rows: [], reasons: [] };
      for (const row of table.rows) {
        const line = { id: row.id, title: inText(row.title), kind: row.kind, family: row.family ?? "" };
        const cells = [];
        for (const { id: column } of table.columns) {
          const cell = row.cells[column];
          const isRating = typeof cell === "object" && cell !== null;
          const value = isRating ? ratingInCsv(cell) : typeof cell === "string" ? inText(cell) : String(cell);
          line[column] = value;
          if (!isRating) continue;
          const { state, why = "", basis = "", source = "", depends_on: dependsOn = "" } = cell;
          const texts = { why: inText(why), basis, source: inText(source), depends_on: inText(dependsOn) };
          expected.reasons.push({ entry: row.id, quality: column, state, value, ...texts });
          cells.push([column, cell.label, why]);
        }
        expected.lines.push(line);
        expected.rows.push({ id: row.id, title: row.title, cells });
      }
      assert.deepEqual(lines.map((line) => ({ ...line })), expected.lines, id);
      assert.deepEqual(reasons.map((line) => ({ ...line })), expected.reasons, id);
      const places = new Map(table.columns.map((column, place) => [column.id, place]));
      for (const [place, row] of expected.rows.entries()) {
        const shown = rows[place];
        assert.equal(shown.id, row.id);
        assert.equal(shown.title.replace(/\s+/g, " "), row.title.replace(/\s+/g, " "));
        for (const [column, label, why] of row.cells) {
          const cell = shown.cells[places.get(column)];
          assert.deepEqual([cell.word, cell.why], [label, why], `${row.id} ${column}`);
        }
      }
    }
  });
}

/** A rating as the field that section 9 of the format asks for. */
function ratingInCsv({ state, value, lo, hi, mark }) {
  if (state === "range") return `${lo < 0 ? "'" : ""}${lo}..${hi}`;
  return String(value ?? mark ?? state);
}

test("a cell that a spreadsheet would take for a formula is text", async () => {
  for (const name of ["matrix-pattern.csv", "matrix-pattern-reasons.csv"]) {
    const lines = await csv(difficult, name);
    const fields = lines.flatMap((line) => Object.values(line));
    assert.deepEqual(fields.filter((field) => /^[=+@\t\r]/.test(field)), [], name);
    assert.deepEqual(fields.filter((field) => /^-/.test(field) && !/^-\d+(\.\d+)?$/.test(field)), [], name);
  }
  const [line] = await csv(difficult, "matrix-pattern.csv");
  assert.equal(line.title, `'=HYPERLINK("http://x"), "quoted" | piped`);
  assert.equal(line["fact:made-with"], "'=cmd|'/c calc'!A1");
});

test("the front matter of every page fits the schema of the book", async () => {
  const fits = await validator(shipped, "front-matter.schema.json");
  const content = join(project, "content");
  const wrong = [];
  let count = 0;
  for (const name of await readdir(content, { recursive: true })) {
    const block = name.endsWith(".md") && /^---\n([^]*?\n)---\n/.exec(await readFile(join(content, name), "utf8"));
    if (!block) continue;
    count += 1;
    if (!fits(parseYaml(block[1]))) wrong.push(`${name}: ${JSON.stringify(fits.errors.slice(0, 3))}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(count > 20, `only ${count} pages`);
  assert.ok(!fits({ kind: "patern" }), "the schema lets an unknown kind pass");
});

test("each relation names the line that declares it", async () => {
  const relations = await json(shipped, "relations.json");
  assert.ok(relations.length > 10);
  for (const { from, to, declared_in: place } of relations) {
    const line = (await readFile(join(project, place.file), "utf8")).split("\n")[place.line - 1];
    const names = [from, to].map((id) => id.split("/").pop());
    assert.ok(names.some((name) => line.includes(name)), `${place.file}:${place.line}: ${line}`);
  }
});
