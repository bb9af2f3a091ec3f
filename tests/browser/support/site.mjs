// A built book behind a server, as a static host would serve it.
//
// In: the folder of a book, the base path. Out: its addresses, and a server that sends the strict policy which the
// theme promises to hold, and the site's own page for unknown addresses.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const project = fileURLToPath(new URL("../../..", import.meta.url));
const binary = process.env.PATTERNBOOK ?? join(project, "target/checked/patternbook");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

/** Builds a book, by default the project's own, for a base path such as `/` or `/repo/`. It goes away with the test. */
export async function build(test, base = "/", book = project) {
  const folder = await mkdtemp(join(tmpdir(), "patternbook-site-"));
  test.after(() => rm(folder, { recursive: true }));
  await run(binary, ["build", book, "--no-store", "--dest-dir", folder, "--base-url", base]);
  return { folder, base };
}

/** All HTML files of a site that stay where they are, as addresses below its base path. */
export async function pages(site) {
  const files = await readdir(site.folder, { recursive: true });
  const html = files.filter((file) => file.endsWith(".html")).sort();
  const all = html.map((file) => ({ file: join(site.folder, file), address: address(site, file) }));
  const texts = await Promise.all(all.map(({ file }) => readFile(file, "utf8")));
  return all.filter((_, index) => !texts[index].includes('http-equiv="refresh"'));
}

function address(site, file) {
  return site.base + relative(site.folder, join(site.folder, file)).split(sep).join("/").replace(/(^|\/)index\.html$/, "$1");
}

/** Serves a site until the test ends. Returns its origin: `http://127.0.0.1:4000`. */
export async function serve(test, site) {
  const server = createServer((request, response) => {
    answer(site, request.url).then(
      ({ status, type, body }) => {
        response.writeHead(status, { "content-type": type, "content-security-policy": "default-src 'self'" });
        response.end(body);
      },
      (error) => {
        response.writeHead(500);
        response.end(String(error));
      },
    );
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

async function answer(site, url) {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  if (path.startsWith(site.base)) {
    const name = path.slice(site.base.length);
    const file = name === "" || name.endsWith("/") ? `${name}index.html` : name;
    try {
      const body = await readFile(join(site.folder, file));
      return { status: 200, type: TYPES[extname(file)] ?? "application/octet-stream", body };
    } catch (error) {
      if (!["ENOENT", "EISDIR", "ENOTDIR"].includes(error.code)) throw error;
    }
  }
  return { status: 404, type: TYPES[".html"], body: await readFile(join(site.folder, "404.html")) };
}
