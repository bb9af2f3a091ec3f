// How a large catalogue does: node benches/catalogue.mjs PROGRAM [ENTRIES...]
//
// PROGRAM is a build of patternbook. For each number of entries (300 and 600 unless told), in a project of its own that
// goes away: the time of a build, the size of its matrix, and in Chromium the first paint of the matrix and the time of
// a sort until it is painted, the median of many. Figures of one run may be compared with each other alone.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "../tests/browser/node_modules/playwright-core/index.mjs";
import { large } from "../tests/browser/support/large.mjs";
import { serve } from "../tests/browser/support/site.mjs";

const [program, ...counts] = process.argv.slice(2);
const ROUNDS = 15;
const median = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const ended = [];
const scope = { after: (end) => ended.push(end) };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

for (const count of counts.length ? counts.map(Number) : [300, 600]) {
  const folder = await mkdtemp(join(tmpdir(), "patternbook-large-"));
  await large(folder, count);
  const site = { folder: join(folder, "book"), base: "/" };
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    execFileSync(program, ["build", folder, "-q", "--no-store", "--dest-dir", site.folder]);
    return performance.now() - start;
  });
  const file = join(site.folder, "matrix/style/index.html");
  const html = await readFile(file);
  const data = await stat(join(site.folder, "data/catalogue.json"));
  const origin = await serve(scope, site);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const paints = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto(`${origin}/matrix/style/`);
    await page.locator(".matrix-heads button").first().waitFor();
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
  }
  const sorts = await page.evaluate(async (rounds) => {
    const painted = () => new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
    const buttons = [...document.querySelector(".matrix-heads").querySelectorAll("button")];
    const times = { script: [], painted: [] };
    for (let round = 0; round < rounds; round += 1) {
      await painted();
      const start = performance.now();
      buttons[round % buttons.length].click();
      times.script.push(performance.now() - start);
      await painted();
      times.painted.push(performance.now() - start);
    }
    return times;
  }, ROUNDS);
  const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
  console.log(
    [
      `${count} entries: build ${Math.round(median(times))} ms`,
      `matrix ${kilobytes(html.length)}, ${kilobytes(gzipSync(html).length)} gzip`,
      `catalogue.json ${kilobytes(data.size)}`,
      `first paint ${Math.round(median(paints))} ms`,
      `sort ${Math.round(median(sorts.script))} ms, ${Math.round(median(sorts.painted))} ms until painted`,
    ].join("; "),
  );
  await page.close();
  await rm(folder, { recursive: true });
}
for (const end of ended) end();
await browser.close();
