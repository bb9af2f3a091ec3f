// Every page that is built is valid HTML.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { build, pages } from "./support/site.mjs";

const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ["html-validate:standard"],
    rules: {
      // Ways of writing that the standard leaves open, and that Markdown has settled.
      "void-style": "off",
      "no-trailing-whitespace": "off",
      "long-title": "off",
      "attribute-boolean-style": "off",
      "no-raw-characters": "off",
    },
  }),
);

test("every page is valid", async (test) => {
  const site = await build(test);
  const all = await pages(site);
  const found = [];
  for (const { file, address } of all) {
    const report = await validator.validateFile(file);
    for (const { messages } of report.results) {
      found.push(...messages.map(({ line, column, ruleId, message }) => `${address}:${line}:${column} ${ruleId}: ${message}`));
    }
  }
  assert.deepEqual(found.slice(0, 40), []);
  assert.ok(all.length > 20, `only ${all.length} pages`);
});
