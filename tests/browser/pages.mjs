// The demonstration site as the tests of the theme and the screenshots see it: built, served on loopback with
// the headers it asks for, one page of each kind.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

import { project, run } from "./lib.mjs";

/** One page of each kind, and the faces that a kind has. */
export const PAGES = {
    home: "/",
    brief: "/2021/07/25/kadhemi-washington-visit/",
    "brief with a correction": "/2021/07/25/sanctions-relief/",
    topics: "/topics/",
    topic: "/topics/conflict/",
    countries: "/countries/",
    country: "/countries/iq/",
    "topic of a country": "/countries/iq/energy/",
    region: "/regions/western-asia/",
    people: "/people/",
    person: "/people/kadhemi/",
    organizations: "/organizations/",
    organization: "/organizations/pmf/",
    storylines: "/storylines/",
    storyline: "/storylines/us-troops-in-iraq/",
    publishers: "/publishers/",
    publisher: "/publishers/afp/",
    editions: "/editions/",
    edition: "/editions/2021-07-25-morning/",
    year: "/2021/",
    month: "/2021/07/",
    day: "/2021/07/25/",
    corrections: "/corrections/",
    text: "/about/",
    "not found": "/404.html",
};

/** The same in Arabic, as far as the site has it. */
export const ARABIC = {
    "Arabic home": "/ar/",
    "Arabic brief": "/ar/2021/07/25/kadhemi-washington-visit/",
    "Arabic country": "/ar/countries/iq/",
    "Arabic storyline": "/ar/storylines/us-troops-in-iraq/",
    "Arabic month": "/ar/2021/07/",
};

const TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".json": "application/json",
};

/** Builds the demonstration site and serves it; `url` has no slash at its end. */
export async function serveDemonstration() {
    const folder = await mkdtemp(join(tmpdir(), "dateline-"));
    const root = join(folder, "site");
    await run(["build", "--quiet", "--root", project, "--output", root]);
    const policy = (await readFile(join(root, "_headers"), "utf8")).match(/Content-Security-Policy: (.*)/)[1];
    const server = createServer(async (request, response) => {
        const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
        const file = path.endsWith("/") ? `${path}index.html` : path;
        try {
            const bytes = await readFile(join(root, file));
            const type = TYPES[extname(file)] ?? "application/octet-stream";
            response.writeHead(200, { "content-type": type, "content-security-policy": policy }).end(bytes);
        } catch {
            response.writeHead(404).end();
        }
    });
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    return {
        url: `http://127.0.0.1:${server.address().port}`,
        async stop() {
            server.closeAllConnections();
            await new Promise((closed) => server.close(closed));
            await rm(folder, { recursive: true });
        },
    };
}
