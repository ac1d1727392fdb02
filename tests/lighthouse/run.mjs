// Scores the demonstration site as Lighthouse sees it on a phone, on loopback: home, a brief, a country and a storyline in
// all categories, every other kind of page for search engines (SEO). Fails where a score is under 100, and says which
// audits took it down.
//
//     (cd tests/browser && npm ci); (cd tests/lighthouse && npm ci); node tests/lighthouse/run.mjs

import { createServer } from "node:net";

import lighthouse from "lighthouse";
import { chromium } from "playwright-core";

import { ARABIC, PAGES, serveDemonstration } from "../browser/pages.mjs";

const KINDS = ["home", "brief", "country", "storyline"];

/** A port that nobody listens on. */
async function freePort() {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    const { port } = server.address();
    await new Promise((closed) => server.close(closed));
    return port;
}

const port = await freePort();
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`];
const [browser, site] = await Promise.all([chromium.launch({ executablePath, args }), serveDemonstration()]);
// What is not found is not to be found by search engines either: that page says so, and is scored down for it.
const { "not found": _, ...pages } = { ...PAGES, ...ARABIC };
for (const [kind, path] of Object.entries(pages)) {
    const onlyCategories = KINDS.includes(kind) ? undefined : ["seo"];
    const { lhr } = await lighthouse(site.url + path, { port, output: "json", logLevel: "error", onlyCategories });
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
    console.log(`${kind.padEnd(20)} ${scores.map(([id, score]) => `${id} ${score}`).join("  ")}`);
    if (scores.some(([, score]) => score < 100)) {
        process.exitCode = 1;
        const audits = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 1);
        for (const { id, score, displayValue, title } of audits) {
            console.log(`    ${id} ${score} ${displayValue ?? ""} ${title}`);
        }
    }
}
await browser.close();
await site.stop();
