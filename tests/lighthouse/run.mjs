// Scores the demonstration site as Lighthouse sees it on a phone: home, a brief, a country, a storyline, on loopback.
// Fails where a score is under 100, and says which audits took it down.
//
//     (cd tests/browser && npm ci); (cd tests/lighthouse && npm ci); node tests/lighthouse/run.mjs

import { createServer } from "node:net";

import lighthouse from "lighthouse";
import { chromium } from "playwright-core";

import { PAGES, serveDemonstration } from "../browser/pages.mjs";

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
for (const kind of KINDS) {
    const { lhr } = await lighthouse(site.url + PAGES[kind], { port, output: "json", logLevel: "error" });
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
    console.log(`${kind.padEnd(10)} ${scores.map(([id, score]) => `${id} ${score}`).join("  ")}`);
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
