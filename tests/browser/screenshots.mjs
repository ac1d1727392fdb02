// Makes screenshots of every kind of page: on a desk in light, on a phone in the dark, with more contrast, in the colours
// that a reader forces on all pages, printed, and in Arabic.
//
//     node tests/browser/screenshots.mjs FOLDER

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { startBrowser } from "./lib.mjs";
import { ARABIC, PAGES, serveDemonstration } from "./pages.mjs";

const folder = process.argv[2];
if (folder === undefined) {
    console.error("usage: node tests/browser/screenshots.mjs FOLDER");
    process.exit(2);
}
await mkdir(folder, { recursive: true });
const [browser, site] = await Promise.all([startBrowser(), serveDemonstration()]);

const faces = {
    desk: { pages: { ...PAGES, ...ARABIC }, viewport: { width: 1280, height: 900 }, colorScheme: "light" },
    phone: { pages: { ...PAGES, ...ARABIC }, viewport: { width: 390, height: 844 }, colorScheme: "dark" },
    contrast: { pages: PAGES, viewport: { width: 1280, height: 900 }, colorScheme: "light", contrast: "more" },
    forced: { pages: PAGES, viewport: { width: 1280, height: 900 }, colorScheme: "dark", forcedColors: "active" },
    // A4 at 96 dots an inch, less the margins.
    print: { pages: PAGES, viewport: { width: 718, height: 1047 }, colorScheme: "light", media: "print" },
};
for (const [face, { pages, media, ...options }] of Object.entries(faces)) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.emulateMedia({ media: media ?? "screen" });
    for (const [name, path] of Object.entries(pages)) {
        await page.goto(site.url + path);
        await page.screenshot({ path: join(folder, `${name.replaceAll(" ", "-")}-${face}.png`), fullPage: true });
    }
    await context.close();
}
await browser.close();
await site.stop();
