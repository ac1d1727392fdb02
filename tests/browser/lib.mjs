// What the tests in a browser share: one browser, a copy of a site, and the program under test.
// The program is the release build unless DATELINE names another.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const project = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(process.env.DATELINE ?? join(project, "target/release/dateline"));

/** Starts the browser: Debian's, unless CHROMIUM names another. */
export function startBrowser() {
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

/** A site in a new folder: `files` by path, in a copy of the site at `from` if that is given. */
export async function makeSite(files, { from } = {}) {
    const root = await mkdtemp(join(tmpdir(), "dateline-"));
    for (const part of from ? ["site.yaml", "content", "templates", "static"] : []) {
        if (existsSync(join(from, part))) await cp(join(from, part), join(root, part), { recursive: true });
    }
    const site = {
        root,
        /** Writes a file in place. */
        async write(path, text) {
            await mkdir(dirname(join(root, path)), { recursive: true });
            await writeFile(join(root, path), text);
        },
        /** Saves a file as most editors do: beside it, then renamed over it. Returns when that began, in ms since 1970. */
        async save(path, text) {
            const hidden = join(root, dirname(path), `.${path.split("/").at(-1)}.new`);
            await mkdir(dirname(hidden), { recursive: true });
            await writeFile(hidden, text);
            const began = performance.timeOrigin + performance.now();
            await rename(hidden, join(root, path));
            return began;
        },
        read: (path) => readFile(join(root, path), "utf8"),
        remove: (path) => rm(join(root, path), { recursive: true }),
        drop: () => rm(root, { recursive: true, force: true }),
    };
    for (const [path, text] of Object.entries(files)) {
        await site.write(path, text);
    }
    return site;
}

/** Runs `dateline` with `args` to its end; fails if it does. */
export async function run(args) {
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"] });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`dateline ${args.join(" ")} ended with ${code}`);
}

/** Starts the preview of `site`; `url` is what it says it serves at. */
export async function serve(site, ...args) {
    const port = args.includes("--port") ? [] : ["--port", "0"];
    const child = spawn(program, ["serve", "--root", site.root, ...port, ...args], {
        stdio: ["ignore", "pipe", "ignore"],
    });
    const lines = createInterface({ input: child.stdout });
    for await (const line of lines) {
        const found = line.match(/http:\/\/\S+/);
        if (found) {
            child.stdout.resume();
            const url = found[0];
            return {
                url,
                port: new URL(url).port,
                async stop() {
                    child.kill("SIGINT");
                    await once(child, "exit");
                },
            };
        }
    }
    throw new Error("the preview ended before it said where it is");
}
