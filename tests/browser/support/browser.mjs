// The system's Chromium.
//
// In: the options of a context, such as the size of the window. Out: a page whose failed requests, console errors and
// requests to other hosts are collected.

import { after } from "node:test";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export const PHONE = { width: 320, height: 640 };
export const DESK = { width: 1280, height: 800 };

/** Starts the browser for all tests of a file. */
export function launch() {
  const started = chromium.launch({ executablePath, args });
  after(async () => (await started).close());
  return started;
}

/** A page in a context of its own, until the test ends. `problems` grows while it is used. */
export async function open(test, browser, options = {}) {
  const context = await browser.newContext({ viewport: DESK, ...options });
  test.after(() => context.close());
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A request that the next navigation cut short has not failed.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const host = new URL(request.url()).hostname;
    if (host && host !== "127.0.0.1") problems.push(`other host: ${request.url()}`);
  });
  return { page, problems };
}
