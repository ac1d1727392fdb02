// The default theme in a browser: every kind of page, light and dark, wide and narrow.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { startBrowser } from "./lib.mjs";
import { ARABIC, PAGES, serveDemonstration } from "./pages.mjs";

const ALL = { ...PAGES, ...ARABIC };
const WIDTHS = [320, 1280];
const SCHEMES = ["light", "dark"];
/** What WCAG 2.2 asks for at the levels A and AA, as axe-core names it. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let browser;
let site;
let axe;

before(async () => {
    [browser, site] = await Promise.all([startBrowser(), serveDemonstration()]);
    axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
after(async () => {
    await browser?.close();
    await site?.stop();
});

for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
        test(`no barrier and no sideways scroll at ${width} px, ${scheme}`, async () => {
            // The checker is a script, which the policy of the pages would not let in.
            const options = { colorScheme: scheme, viewport: { width, height: 800 }, bypassCSP: true };
            const context = await browser.newContext(options);
            await context.addInitScript(axe);
            const page = await context.newPage();
            const found = [];
            for (const [name, path] of Object.entries(ALL)) {
                await page.goto(site.url + path);
                const { violations } = await page.evaluate((tags) => {
                    return window.axe.run(document, { runOnly: { type: "tag", values: tags } });
                }, RULES);
                for (const { id, nodes } of violations) {
                    found.push(`${name} ${path}: ${id}: ${nodes[0].html}: ${nodes[0].failureSummary}`);
                }
                const overflow = await page.evaluate(() => {
                    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
                });
                if (overflow > 0) found.push(`${name} ${path}: ${overflow} px too wide`);
            }
            await context.close();
            assert.deepEqual(found, []);
        });
    }
}

test("without JavaScript every page is there, asks nobody else, and obeys its policy", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const found = [];
    page.on("request", (request) => {
        if (!request.url().startsWith(site.url)) found.push(`asked for ${request.url()}`);
    });
    page.on("response", (response) => {
        if (response.status() >= 400) found.push(`${response.status()} for ${response.url()}`);
    });
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) found.push(message.text());
    });
    for (const [name, path] of Object.entries(ALL)) {
        await page.goto(site.url + path, { waitUntil: "load" });
        assert.notEqual((await page.locator("h1").first().textContent()).trim(), "", `${name} has a headline`);
        assert.notEqual((await page.locator("main").textContent()).trim(), "", `${name} says something`);
    }
    await context.close();
    assert.deepEqual(found, []);
});

test("everything on a page is reached by links alone", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.url + PAGES.brief);
    await page.locator("a[href^='#source-']").first().click();
    assert.match(page.url(), /#source-afp$/);
    await page.locator("a[role='doc-backlink']").first().click();
    assert.match(page.url(), /#_cite-afp-1$/);
    await page.locator("a[hreflang='ar'], a[lang='ar']").first().click();
    assert.equal(new URL(page.url()).pathname, ARABIC["Arabic brief"]);
    await context.close();
});

test("a page in Arabic mirrors one in English", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const inset = async (path, side) => {
        await page.goto(site.url + path);
        return page.evaluate((side) => {
            const box = document.querySelector("main h1").getBoundingClientRect();
            const width = document.documentElement.clientWidth;
            return Math.round(side === "left" ? box.left : width - box.right);
        }, side);
    };
    for (const [arabic, english] of [["Arabic brief", "brief"], ["Arabic country", "country"]]) {
        assert.equal(await inset(ARABIC[arabic], "right"), await inset(PAGES[english], "left"), arabic);
        await page.goto(site.url + ARABIC[arabic]);
        const style = await page.evaluate(() => getComputedStyle(document.querySelector("main")).direction);
        assert.equal(style, "rtl");
    }
    await context.close();
});
