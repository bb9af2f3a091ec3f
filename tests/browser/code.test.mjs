// What a reader can do with code, footnotes and terms: copy, wrap, follow a link to a line, look at a card.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { DESK, PHONE, launch, open } from "./support/browser.mjs";
import { build, serve } from "./support/site.mjs";

const FILES = {
  "book.toml": '[book]\ntitle = "Code"\n',
  "content/index.md": `# Code

\`\`\`py showLineNumbers {#area} hidelines=!!
!!import math
def area(radius):
    return 3.14 * radius**2
\`\`\`

\`\`\`console
(venv) ada@host:~$ curl --silent \\
  https://example.com/
<!doctype html>
$ cat <<END
> # one
> END
# one
$ echo ${"long ".repeat(60)}
\`\`\`

\`\`\`console
# apt install chromium
Done.
\`\`\`

\`\`\`console
make: nothing to be done
\`\`\`

\`\`\`sh
$ x
\`\`\`

\`\`\`txt nocopy
${"word ".repeat(80)}
\`\`\`

A [saga](glossary.md#saga), a [trap](trap.md#trap), [one that is not there](glossary.md), a note[^n].

[^n]: It says **this** in [a link](glossary.md).
`,
  "content/glossary.md": "# Glossary\n\nSaga\n: A *chain* of steps,\n\n  each with its undoing.\n\nTale\n: Another.\n",
  "content/trap.md": '# Caught\n\nTrap\n: It <img src="data:," alt="">says <script>window.ran = true;</script>nothing.\n',
};

const browser = await launch();
const scope = { after };
const book = await mkdtemp(join(tmpdir(), "patternbook-code-"));
after(() => rm(book, { recursive: true }));
for (const [path, text] of Object.entries(FILES)) {
  await mkdir(dirname(join(book, path)), { recursive: true });
  await writeFile(join(book, path), text);
}
const site = await build(scope, "/", book);
const origin = await serve(scope, site);

async function opened(test, options) {
  const { page, problems } = await open(test, browser, options);
  await page.goto(`${origin}/`);
  test.after(() => assert.deepEqual(problems, []));
  return page;
}

test("a block is copied as it is written, and of the record of a terminal what was typed", async (test) => {
  const page = await opened(test, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.clock.install();
  const copied = async (index) => {
    const block = page.locator(".code").nth(index);
    await block.getByRole("button", { name: "Copy" }).click();
    const said = await block.getByRole("button", { name: /copied$/i }).textContent();
    assert.equal(await page.locator("body > [role=status]").textContent(), said);
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await page.clock.runFor(2000);
    return [said, text];
  };
  const code = "def area(radius):\n    return 3.14 * radius**2\n";
  assert.deepEqual(await copied(0), ["Copied", code]);
  await page.locator(".code").first().getByRole("checkbox").check();
  assert.deepEqual(await copied(0), ["Copied", `import math\n${code}`]);
  const typed = `curl --silent \\\n  https://example.com/\ncat <<END\n# one\nEND\necho ${"long ".repeat(60)}\n`;
  assert.deepEqual(await copied(1), ["Commands copied", typed]);
  assert.deepEqual(await copied(2), ["Commands copied", "apt install chromium\n"]);
  assert.deepEqual(await copied(3), ["Copied", "make: nothing to be done\n"]);
  assert.deepEqual(await copied(4), ["Copied", "$ x\n"]);
  assert.equal(await page.locator(".code").nth(5).getByRole("button", { name: "Copy" }).count(), 0);
});

test("long lines are wrapped on request, and only where there are some", async (test) => {
  const page = await opened(test);
  const wrap = (index) => page.locator(".code").nth(index).getByRole("button", { name: "Wrap lines" });
  await wrap(1).waitFor();
  assert.equal(await wrap(0).count(), 0);
  const scrolls = () => page.locator(".code pre").nth(1).evaluate((pre) => pre.scrollWidth > pre.clientWidth);
  assert.ok(await scrolls());
  await wrap(1).focus();
  await page.keyboard.press("Enter");
  assert.equal(await wrap(1).getAttribute("aria-pressed"), "true");
  assert.ok(!(await scrolls()));
  await page.keyboard.press("Enter");
  assert.ok(await scrolls());
  assert.equal(await wrap(5).count(), 1);
});

test("a link leads to a line without a script", async (test) => {
  const { page } = await open(test, browser, { javaScriptEnabled: false });
  await page.goto(`${origin}/#area-L3`);
  const target = page.locator(":target");
  assert.match(await target.textContent(), /return 3\.14/);
  assert.equal(await page.locator("#area.code").count(), 1);
});

test("a term and a footnote are shown in a card, by pointer and by keyboard", async (test) => {
  const page = await opened(test);
  const card = page.locator("#pb-card");
  const saga = page.getByRole("link", { name: "saga" });
  await saga.hover();
  await card.waitFor({ state: "visible" });
  assert.match(await card.textContent(), /^Saga\s*A chain of steps,\s+each with its undoing\.\s*$/);
  assert.equal(await card.locator("em").count(), 1);
  assert.equal(await saga.getAttribute("aria-describedby"), "pb-card");
  await card.hover();
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "hidden" });
  assert.equal(await saga.getAttribute("aria-describedby"), null);
  await page.mouse.move(0, 0);
  await saga.focus();
  for (const _ of ["trap", "one that is not there", "1"]) await page.keyboard.press("Tab");
  await card.getByText("It says").waitFor({ state: "visible" });
  assert.match(await card.textContent(), /^\s*It says this in a link\.\s*$/);
  assert.equal(await card.locator("a").count(), 0);
  await page.keyboard.press("Tab");
  await card.waitFor({ state: "hidden" });
});

test("of another page only what can be read comes into a card", async (test) => {
  const page = await opened(test);
  const card = page.locator("#pb-card");
  await page.getByRole("link", { name: "trap", exact: true }).hover();
  await card.waitFor({ state: "visible" });
  assert.match(await card.textContent(), /^Trap\s*It says nothing\.\s*$/);
  assert.equal(await card.locator("img, script").count(), 0);
  assert.equal(await page.evaluate(() => window.ran), undefined);
});

test("a finger follows the link and opens no card", async (test) => {
  const page = await opened(test, { viewport: PHONE, hasTouch: true, isMobile: true });
  await page.getByRole("link", { name: "saga" }).tap();
  await page.waitForURL(`${origin}/glossary/#saga`);
  assert.equal(await page.locator("#pb-card").isVisible(), false);
});

for (const viewport of [PHONE, DESK]) {
  test(`a card stays within the window at ${viewport.width} px`, async (test) => {
    const page = await opened(test, { viewport });
    await page.getByRole("link", { name: "saga" }).hover();
    await page.locator("#pb-card").waitFor({ state: "visible" });
    const box = await page.locator("#pb-card").boundingBox();
    assert.ok(box.x >= 8 && box.x + box.width <= viewport.width - 8, JSON.stringify(box));
    assert.ok(box.y >= 8 && box.y + box.height <= viewport.height - 8, JSON.stringify(box));
  });
}
