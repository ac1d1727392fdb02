// How long a save takes to be seen: in an HTTP answer, and in the page that is open in a browser.
//
//     node benches/preview/run.mjs [--briefs 10000] [--edits 20] [--site DIR]
//
// Makes a site of so many briefs (or copies DIR), starts the release build of the preview on it, opens one brief in
// headless Chromium, and edits: its body, its title, its front matter, a template, the stylesheet. Each is saved by
// renaming a file over the old one. Measured from just before the rename,
//   http  until a GET of the page has the new text (asked again a millisecond after it was answered without), and
//   dom   until the open page shows it (noticed by an observer in the page; of a stylesheet, looked for every 2 ms).
// Prints a table of milliseconds. Needs `npm ci` in tests/browser, and `cargo build --release`.

import { Agent, get } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";

import { makeSite, project, serve, startBrowser } from "../../tests/browser/lib.mjs";

const { values } = parseArgs({
    options: {
        briefs: { type: "string", default: "10000" },
        edits: { type: "string", default: "20" },
        site: { type: "string" },
    },
});
const N_EDITS = Number(values.edits);
const TOPICS = 60;
const COUNTRIES = ["IQ", "US", "IR", "NO", "SE", "FR", "DE", "EG", "TR", "GB"];
const BRIEF = "content/briefs/edited.md";

function madeUp(nBriefs) {
    const files = { "site.yaml": "title: Benchmark\nurl: https://briefs.example/\n" };
    for (let topic = 0; topic < TOPICS; topic += 1) {
        files[`content/topics/t${topic}.md`] = `---\nname: Topic ${topic}\n---\n`;
    }
    const sentence = "The council approved the budget on Monday, although several members abstained. ";
    for (let n = 0; n < nBriefs; n += 1) {
        const [day, month] = [(n % 28) + 1, (Math.floor(n / 28) % 12) + 1].map((part) => String(part).padStart(2, "0"));
        files[`content/briefs/${n % 100}/brief-${n}.md`] =
            `---\ntitle: Brief number ${n}\ndate: 2025-${month}-${day} 09:00\ntopics: t${n % TOPICS}, t${(n * 7 + 1) % TOPICS}\n` +
            `countries: ${COUNTRIES[n % 10]}, ${COUNTRIES[(n + 3) % 10]}\nsources:\n  - url: https://wire.example/${n}\n` +
            `    title: A report\n    date: 2025-${month}-${day}\n---\n\n${sentence.repeat(6)}\n\n` +
            `**Why it matters:** See [another](brief:brief-${(n * 31 + 5) % nBriefs}).[^wire-example]\n\n${sentence.repeat(9)}\n`;
    }
    return files;
}

const brief = ({ title = "The edited brief", method = "", text = "The text." } = {}) =>
    `---\ntitle: ${title}\ndate: 2025-06-15 09:00\ncountries: IQ\nsource: https://wire.example/edited\n${method}---\n\n${text}\n`;

/** What is edited: the file, what it says then, and how the page shows `mark`. */
const KINDS = {
    body: { path: BRIEF, say: (mark) => brief({ text: `The text has ${mark}.` }) },
    title: { path: BRIEF, say: (mark) => brief({ title: `The brief ${mark}` }) },
    "front matter": { path: BRIEF, say: (mark) => brief({ method: `method: By ${mark}.\n` }) },
    template: { path: "templates/brief.html", say: (mark, theme) => theme.replace("{% block main %}", `{% block main %}<p>${mark}</p>`) },
    stylesheet: { path: "static/style.css", say: (mark, theme) => `${theme}\n:root { --mark: "${mark}" }\n` },
};

async function main() {
    const site = await makeSite(values.site ? {} : madeUp(Number(values.briefs)), { from: values.site });
    await site.write(BRIEF, brief());
    const began = performance.now();
    const server = await serve(site, "--now", "2025-12-31");
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const url = `${server.url}2025/06/15/edited/`;
    await ask(agent, url);
    console.log(`first page: ${(performance.now() - began).toFixed(0)} ms after the start`);
    const browser = await startBrowser();
    const page = await browser.newPage();
    await page.goto(url);
    await page.evaluate(() => {
        window.wait = (mark, isStyle) =>
            new Promise((done) => {
                const at = () => performance.timeOrigin + performance.now();
                const seen = () =>
                    isStyle
                        ? getComputedStyle(document.documentElement).getPropertyValue("--mark").includes(mark)
                        : document.documentElement.textContent.includes(mark);
                if (isStyle) {
                    // No observer tells of styles. Frames that are asked for would be drawn, and cost as much as the rest.
                    const look = () => (seen() ? done(at()) : setTimeout(look, 2));
                    return look();
                }
                const observer = new MutationObserver(() => {
                    if (!seen()) return;
                    observer.disconnect();
                    done(at());
                });
                observer.observe(document.documentElement, { subtree: true, childList: true, characterData: true });
            });
    });
    // The rules of a large site have been asked by then: what is measured is an edit, not the start.
    await pause(3000);
    console.log(`${"edit".padEnd(14)}${"http median".padStart(12)}${"http p95".padStart(10)}${"dom median".padStart(12)}${"dom p95".padStart(10)}`);
    const all = { http: [], dom: [] };
    for (const [kind, { path, say }] of Object.entries(KINDS)) {
        // A file of the site takes the place of the theme's.
        const theme = path.startsWith("content/") ? "" : await readFile(join(project, path), "utf8");
        const times = { http: [], dom: [] };
        for (let n = 1; n <= N_EDITS; n += 1) {
            const mark = `mark-${kind.replace(" ", "-")}-${n}.`;
            const isStyle = kind === "stylesheet";
            const dom = page.evaluate(([mark, isStyle]) => window.wait(mark, isStyle), [mark, isStyle]);
            await page.evaluate(() => 0);
            const start = await site.save(path, say(mark, theme));
            times.http.push((await shown(agent, url, mark, isStyle)) - start);
            times.dom.push((await dom) - start);
            await pause(700 + Math.random() * 300);
        }
        line(kind, times);
        all.http.push(...times.http);
        all.dom.push(...times.dom);
        if (theme) await site.remove(path);
        await pause(1000);
    }
    line("all", all);
    await browser.close();
    agent.destroy();
    await server.stop();
    await site.drop();
}

function line(kind, { http, dom }) {
    const cells = [http, dom].flatMap((times) => {
        const sorted = times.toSorted((a, b) => a - b);
        return [sorted[Math.floor(sorted.length / 2)], sorted[Math.ceil(sorted.length * 0.95) - 1]];
    });
    const widths = [12, 10, 12, 10];
    console.log(kind.padEnd(14) + cells.map((ms, idx) => ms.toFixed(1).padStart(widths[idx])).join(""));
}

function ask(agent, url) {
    return new Promise((done, failed) => {
        get(url, { agent }, (answer) => {
            let text = "";
            answer.setEncoding("utf8");
            answer.on("data", (part) => (text += part));
            answer.on("end", () => done(text));
        }).on("error", failed);
    });
}

/** Asks until the page, or its stylesheet, says `mark`; returns when. */
async function shown(agent, url, mark, isStyle) {
    for (;;) {
        let text = await ask(agent, url);
        if (isStyle) {
            const href = text.match(/href="([^"]*style\.[^"]*\.css)"/)?.[1];
            text = href ? await ask(agent, new URL(href, url).href) : "";
        }
        if (text.includes(mark)) return performance.timeOrigin + performance.now();
        // Asking without a rest would measure a server that is kept busy by it.
        await pause(1);
    }
}

await main();
