// The live preview as an editor sees it: a page that is open while its files are saved.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { makeSite, serve, startBrowser } from "./lib.mjs";

const TEXT = "The council approved the plan after a long debate. ".repeat(12);

/** A brief with a long text, so that the page scrolls, and with something to open and to type into. */
function brief(title, first = "It began in the morning.") {
    const more = Array.from({ length: 30 }, (_, idx) => `Paragraph ${idx}. ${TEXT}`).join("\n\n");
    return `---\ntitle: ${title}\ndate: 2026-03-01\nsource: https://wire.example/a\n---\n\n${first}\n\n${more}\n`;
}

const FILES = {
    "site.yaml": "title: Test briefs\n",
    "content/briefs/flood.md": brief("Flood closes the road"),
    "content/briefs/vote.md": brief("Vote is put off"),
    "static/style.css": "body { color: rgb(1, 2, 3) }\n",
};
const PAGE = "2026/03/01/flood/";

let browser;
let site;
let server;
const pages = [];

before(async () => (browser = await startBrowser()));
after(() => browser.close());
afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
    await server?.stop();
    await site?.drop();
    server = site = undefined;
});

async function start(files = FILES, ...args) {
    site = await makeSite(files);
    server = await serve(site, "--now", "2026-06-01", ...args);
}

/** Opens a page and waits until it listens. */
async function open(path = PAGE) {
    const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
    pages.push(page);
    // Whoever replaces the document instead of changing it loses this mark.
    await page.goto(server.url + path);
    await page.waitForFunction(() => window.datelinePreview);
    await page.evaluate(() => (window.mark = "the same document"));
    return page;
}

const shows = (page, text) => page.waitForFunction((text) => document.body.innerText.includes(text), text);
const isSame = (page) => page.evaluate(() => window.mark === "the same document");
const overlay = (page) => page.locator("dateline-preview .overlay");

test("a save changes the page in place: scrolling, focus, selection and what is open stay", async () => {
    const details = "<details><summary>More</summary>Hidden.</details>\n\n";
    await start({ ...FILES, "content/briefs/flood.md": brief("Flood closes the road", details + "Old words.") });
    const page = await open();
    await page.locator("summary").first().click();
    await page.evaluate(() => {
        const last = [...document.querySelectorAll("p")].find((p) => p.textContent.startsWith("Paragraph 9."));
        getSelection().setBaseAndExtent(last.firstChild, 2, last.firstChild, 8);
        document.querySelector("main a, a").focus({ preventScroll: true });
        scrollTo(0, 800);
    });
    const state = () => page.evaluate(() => ({
        scroll: scrollY,
        focus: document.activeElement.outerHTML,
        selection: String(getSelection()),
        open: document.querySelector("details").open,
    }));
    const before = await state();
    assert.equal(before.scroll, 800);
    assert.equal(before.open, true);
    assert.equal(before.selection.length, 6);
    await site.save("content/briefs/flood.md", brief("Flood closes the road", details + "New words."));
    await shows(page, "New words.");
    assert.deepEqual(await state(), before);
    assert.ok(await isSame(page));
});

test("whichever way an editor saves, the page follows", async () => {
    await start();
    const page = await open();
    await site.write("content/briefs/flood.md", brief("Flood closes the road", "Saved in place."));
    await shows(page, "Saved in place.");
    await site.save("content/briefs/flood.md", brief("Flood closes the road", "Saved beside."));
    await shows(page, "Saved beside.");
    const { rename } = await import("node:fs/promises");
    await rename(`${site.root}/content/briefs/flood.md`, `${site.root}/content/briefs/flood.md~`);
    await site.write("content/briefs/flood.md", brief("Flood closes the road", "Saved with a backup."));
    await shows(page, "Saved with a backup.");
    assert.ok(await isSame(page));
});

test("a mistake lies over the last good page, and goes away with it", async () => {
    await start();
    const page = await open();
    await site.save("content/briefs/flood.md", brief("Flood: closes the road", "Never seen."));
    await overlay(page).waitFor({ state: "visible" });
    const said = await overlay(page).innerText();
    assert.match(said, /yaml-colon/);
    assert.match(said, /content\/briefs\/flood\.md:2:\d+/);
    assert.match(await overlay(page).locator("a").first().getAttribute("href"), /^vscode:\/\/file\/.*flood\.md:2:\d+$/);
    assert.ok((await page.locator("body").innerText()).includes("It began in the morning."));
    await overlay(page).locator("button").click();
    await site.save("content/briefs/vote.md", brief("Vote is put off", "Another save."));
    await page.waitForFunction(() => window.datelinePreview.updates === 2);
    assert.ok(await overlay(page).isHidden(), "what was hidden by hand stays so");
    await site.save("content/briefs/flood.md", brief("Flood: closes the road too", "Never seen."));
    await overlay(page).waitFor({ state: "visible" });
    await site.save("content/briefs/flood.md", brief("Flood closes the road", "Mended."));
    await shows(page, "Mended.");
    await overlay(page).waitFor({ state: "hidden" });
    assert.ok(await isSame(page));
});

test("a broken template and a broken site.yaml leave the page as it was", async () => {
    await start();
    const page = await open();
    await site.write("templates/brief.html", "{% extends 'base.html' %}{% block main %}{{ brief.title }");
    await overlay(page).waitFor({ state: "visible" });
    assert.ok((await page.locator("body").innerText()).includes("It began in the morning."));
    await site.remove("templates/brief.html");
    await overlay(page).waitFor({ state: "hidden" });
    await site.save("site.yaml", "title: [\n");
    await overlay(page).waitFor({ state: "visible" });
    await site.save("site.yaml", "title: Renamed briefs\n");
    await overlay(page).waitFor({ state: "hidden" });
    await shows(page, "Renamed briefs");
});

test("a template that fails is named over its pages, at once, and they come when it is mended", async () => {
    const failing = "<html><body>\n{{ brief.title.nothing.there }}\n</body></html>";
    const good = "<html><body>\n<p>{{ brief.title }}, mended</p>\n</body></html>";
    await start();
    const flood = await open();
    await site.save("templates/brief.html", failing);
    await overlay(flood).waitFor({ state: "visible", timeout: 1500 });
    assert.match(await overlay(flood).innerText(), /templates\/brief\.html:2:16/);
    assert.match(await overlay(flood).innerText(), /showing the last good version/);
    assert.ok((await flood.locator("body").innerText()).includes("It began in the morning."));
    // One that was never good.
    const vote = await open("2026/03/01/vote/");
    await overlay(vote).waitFor({ state: "visible", timeout: 1500 });
    assert.match(await overlay(vote).innerText(), /this page cannot be rendered yet[^]*templates\/brief\.html:2:16/);
    await site.save("templates/brief.html", good);
    for (const [page, title] of [[flood, "Flood closes the road"], [vote, "Vote is put off"]]) {
        await shows(page, `${title}, mended`);
        await overlay(page).waitFor({ state: "hidden" });
    }
});

test("two pages follow, and neither flickers for the other", async () => {
    await start();
    const flood = await open();
    const vote = await open("2026/03/01/vote/");
    await vote.evaluate(() => {
        window.mutations = 0;
        const count = (list) => {
            const seen = list.filter((one) => one.attributeName !== "data-revision");
            window.mutations += seen.length;
        };
        new MutationObserver(count).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await site.save("content/briefs/flood.md", brief("Flood closes the road", "For one page."));
    await shows(flood, "For one page.");
    const note = vote.locator("dateline-preview .note");
    await note.waitFor({ state: "visible" });
    await vote.waitForFunction(() => window.datelinePreview.updates === 1);
    assert.equal(await vote.evaluate(() => window.mutations), 0);
    await note.locator("a").click();
    await shows(vote, "For one page.");
});

test("a stylesheet is swapped without a moment in between", async () => {
    await start();
    const page = await open();
    const colour = () => page.evaluate(() => getComputedStyle(document.body).color);
    assert.equal(await colour(), "rgb(1, 2, 3)");
    await page.evaluate(() => {
        window.colours = new Set();
        const look = () => {
            window.colours.add(getComputedStyle(document.body).color);
            requestAnimationFrame(look);
        };
        look();
    });
    await site.save("static/style.css", "body { color: rgb(4, 5, 6) }\n");
    await page.waitForFunction(() => getComputedStyle(document.body).color === "rgb(4, 5, 6)");
    assert.deepEqual(await page.evaluate(() => [...window.colours]), ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
    assert.ok(await isSame(page));
});

test("a storm of 200 saves in two seconds ends on the last", async () => {
    await start();
    const page = await open();
    const began = performance.now();
    for (let number = 1; number <= 200; number += 1) {
        await site.save("content/briefs/flood.md", brief("Flood closes the road", `Save number ${number}.`));
        await pause(Math.max(0, began + number * 10 - performance.now()));
    }
    await shows(page, "Save number 200.");
    assert.ok(await isSame(page));
});

test("a server that comes back is found again", async () => {
    await start();
    const page = await open();
    const { port } = server;
    await server.stop();
    await site.save("content/briefs/flood.md", brief("Flood closes the road", "Written while it was away."));
    server = await serve(site, "--now", "2026-06-01", "--port", port);
    assert.equal(server.port, port);
    await shows(page, "Written while it was away.");
    assert.ok(await isSame(page));
});

test("what readers do not see is marked, with its facts and the editor's note", async () => {
    const draft = brief("A draft").replace("---\n\n", "status: draft\nnote: Ask the mayor.\n---\n\n");
    const linking = brief("Flood closes the road", "See [the draft](brief:draft).");
    await start({ ...FILES, "content/briefs/draft.md": draft, "content/briefs/flood.md": linking });
    const page = await open("2026/03/01/draft/");
    const strip = await page.locator(".dateline-strip").innerText();
    assert.match(strip, /Draft: readers do not see this/);
    assert.match(strip, /Ask the mayor\./);
    assert.match(strip, /\d+ words/);
    await page.goto(server.url + PAGE);
    assert.equal(await page.locator("main a[data-dateline-mark=draft]").first().innerText(), "the draft");
});

test("warnings are in a drawer that covers no text", async () => {
    await start();
    const page = await open();
    const drawer = page.locator("dateline-preview .drawer");
    await drawer.waitFor({ state: "visible" });
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const [text, top] = await page.evaluate(() => [
        document.body.getBoundingClientRect().bottom,
        document.querySelector("dateline-preview").shadowRoot.querySelector(".drawer").getBoundingClientRect().top,
    ]);
    assert.ok(text <= top + 1, `the text ends at ${text}, the drawer begins at ${top}`);
    await drawer.locator("button").click();
    assert.match(await drawer.innerText(), /source-no-date|source-single/);
});

test("the desk and the cards show what there is to do", async () => {
    const draft = brief("A draft").replace("---\n\n", "status: draft\n---\n\n");
    await start({ ...FILES, "content/briefs/draft.md": draft });
    const page = await open("_desk/");
    await shows(page, "A draft");
    await site.save("content/briefs/flood.md", brief("Flood closes the bridge"));
    await shows(page, "Flood closes the bridge");
    await page.goto(`${server.url}_desk/cards/flood`);
    await shows(page, "Flood closes the bridge");
    assert.equal(await page.locator("iframe").count(), 2);
});
