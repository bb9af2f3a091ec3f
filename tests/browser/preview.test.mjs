// The preview in a browser: what a person sees who writes.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./support/browser.mjs";

const project = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.PATTERNBOOK ?? join(project, "target/checked/patternbook");
const long = Array.from({ length: 80 }, (_, number) => `Paragraph ${number}.\n`).join("\n");
const files = {
  "book.toml": '[output.html]\nadditional-css = ["static/own.css"]\n',
  "static/own.css": "body { --mark: one; }\n",
  "content/index.md": "# Start\n\nStart.\n",
  "content/a.md": `# A\n\nText of A.\n\n<details><summary>Fold</summary>\n\nInside.\n\n</details>\n\n${long}`,
  "content/b.md": "# B\n\nText of B.\n",
};

let folder;
let server;
let origin;
let context;
const launched = launch();

const write = async (path, text) => {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "patternbook-"));
  for (const [path, text] of Object.entries(files)) await write(path, text);
  server = spawn(program, ["serve", folder, "-p", "0", "--editor", "x-editor://{path}:{line}:{col}"]);
  origin = await new Promise((found, failed) => {
    let said = "";
    server.stderr.on("data", (data) => {
      said += data;
      const address = said.match(/serving (http:\/\/localhost:\d+)\//);
      if (address) found(address[1]);
    });
    server.on("exit", () => failed(new Error(said)));
  });
});

after(async () => {
  server?.removeAllListeners("exit");
  server?.kill();
  if (folder) await rm(folder, { recursive: true });
});

beforeEach(async () => {
  await context?.close();
  context = await (await launched).newContext({ viewport: { width: 1000, height: 600 } });
});

// A tab at an address, which listens, and whose loads are counted.
async function open(path) {
  const page = await context.newPage();
  const tab = { page, loads: 0, complaints: [] };
  page.on("load", () => (tab.loads += 1));
  page.on("console", (message) => message.type() === "error" && tab.complaints.push(message.text()));
  page.on("pageerror", (error) => tab.complaints.push(String(error)));
  const listening = page.waitForRequest((request) => request.url().endsWith("/.patternbook/events"));
  await page.goto(origin + path);
  await listening;
  return tab;
}

const frame = (page) => page.frameLocator("patternbook-findings iframe");

test("only the tab whose page changed is loaded again, in its place and with its folds open", async () => {
  const a = await open("/a/");
  const b = await open("/b/");
  await a.page.locator("article summary", { hasText: "Fold" }).click();
  await a.page.evaluate(() => scrollTo(0, 1500));
  await write("content/a.md", files["content/a.md"].replace("Paragraph 40.", "Another paragraph."));
  await a.page.getByText("Another paragraph.").waitFor();
  await a.page.waitForFunction(() => scrollY === 1500);
  assert.equal(await a.page.locator("article details").evaluate((fold) => fold.open), true);
  assert.equal(a.loads, 2);
  await write("content/b.md", "# B\n\nOther text of B.\n\nMore.\n");
  await b.page.getByText("More.").waitFor();
  await b.page.waitForLoadState();
  assert.deepEqual([a.loads, b.loads], [2, 2]);
  assert.deepEqual([...a.complaints, ...b.complaints], []);
});

test("a style sheet is exchanged without loading the page", async () => {
  const a = await open("/a/");
  const mark = () => getComputedStyle(document.body).getPropertyValue("--mark").trim();
  assert.equal(await a.page.evaluate(mark), "one");
  await write("static/own.css", "body { --mark: two; }\n");
  await a.page.waitForFunction(() => getComputedStyle(document.body).getPropertyValue("--mark").trim() === "two");
  assert.equal(a.loads, 1);
  const sheets = await a.page.locator('link[href*="own.css"]').count();
  assert.equal(sheets, 1, "the old one is gone");
});

test("findings appear over the last good page, run nothing, and go by themselves", async () => {
  const b = await open("/b/");
  await b.page.getByText("Text of B.").or(b.page.getByText("Other text of B.")).first().waitFor();
  const bad = "Bad. <script>window.__x = 1</script> [x](gone.md)";
  await write("content/b.md", `# B\n\n${bad}\n`);
  const at = `content/b.md:3:${bad.indexOf("gone.md") + 1}`;
  const place = frame(b.page).getByText(at);
  await place.waitFor();
  assert.ok((await place.getAttribute("href")).endsWith(`/${at}`));
  await frame(b.page).locator("pre").getByText("<script>window.__x = 1</script>").waitFor();
  assert.equal(await b.page.evaluate(() => window.__x), undefined);
  assert.equal(await b.page.locator("article").getByText("Bad.").count(), 0);
  const button = b.page.getByRole("button", { name: "1 error" });
  await button.click();
  await b.page.locator("patternbook-findings iframe").waitFor({ state: "hidden" });
  await button.click();
  await place.waitFor();
  await write("content/b.md", "# B\n\nMended.\n");
  await b.page.getByText("Mended.").waitFor();
  await b.page.locator("patternbook-findings").waitFor({ state: "detached" });
  assert.deepEqual(b.complaints, []);
});

test("an error on another page is told without loading this one", async () => {
  const a = await open("/a/");
  await write("content/b.md", "# B\n\nMended. [x](gone.md)\n");
  await frame(a.page).getByText("content/b.md:3:13").waitFor();
  await write("content/b.md", "# B\n\nMended.\n");
  await a.page.locator("patternbook-findings").waitFor({ state: "detached" });
  assert.equal(a.loads, 1);
});

test("a page that appears is shown where it was missed", async () => {
  const page = await context.newPage();
  const listening = page.waitForRequest((request) => request.url().endsWith("/.patternbook/events"));
  await page.goto(`${origin}/late/`);
  await listening;
  await write("content/late.md", "# Late\n\nHere at last.\n");
  await page.getByText("Here at last.").first().waitFor();
});
