// Every page of the site can be reached and loads whole, with and without script, at any base path.

import assert from "node:assert/strict";
import { test } from "node:test";
import { launch, open } from "./support/browser.mjs";
import { build, pages, serve } from "./support/site.mjs";

const browser = await launch();

for (const base of ["/", "/repo/"]) {
  for (const javaScriptEnabled of [true, false]) {
    test(`all pages are reached at ${base} ${javaScriptEnabled ? "with" : "without"} script`, async (test) => {
      const site = await build(test, base);
      const origin = await serve(test, site);
      const { page, problems } = await open(test, browser, { javaScriptEnabled });
      const seen = new Set([base]);
      for (const address of seen) {
        await page.goto(origin + address);
        const links = await page.$$eval("a[href]", (all) =>
          all.map((link) => new URL(link.getAttribute("href"), document.baseURI).href),
        );
        for (const link of links) {
          const url = new URL(link);
          if (url.origin === origin && /\/$|\.html$/.test(url.pathname)) seen.add(decodeURI(url.pathname));
        }
      }
      const written = (await pages(site)).map(({ address }) => address);
      // The script of the search opens its page; without script there is nothing on it.
      const notReached = written.filter((address) => !seen.has(address) && !address.endsWith("404.html") && !address.endsWith("/search/"));
      assert.deepEqual(problems, []);
      assert.deepEqual(notReached, []);
      assert.ok(seen.size > 20, `only ${seen.size} pages`);
    });
  }
}

test("the page for unknown addresses works at any depth", async (test) => {
  const origin = await serve(test, await build(test, "/repo/"));
  const { page, problems } = await open(test, browser);
  const answer = await page.goto(`${origin}/repo/no/such/page/`);
  assert.equal(answer.status(), 404);
  await page.getByRole("banner").getByRole("link").first().click();
  await page.waitForURL(`${origin}/repo/`);
  assert.deepEqual(problems.filter((problem) => !problem.includes("/repo/no/such/page/")), []);
});
