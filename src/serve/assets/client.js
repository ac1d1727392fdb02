// Live-reload client of the preview: morphs the open page into the server's newest version, swaps stylesheets, and shows
// findings. The server sends revisions, never differences, so a page that missed some catches up with the next.
(() => {
    "use strict";
    const script = document.currentScript;
    // A morphed page contains this script again; the first one keeps running.
    if (window.datelinePreview) return;
    const preview = (window.datelinePreview = { revision: script.dataset.revision, updates: 0 });
    const isFramed = window.top !== window;
    // No overlay here: the desk lists the findings itself, and a frame is part of a page that shows them.
    const isQuiet = isFramed || location.pathname.startsWith("/_desk/");
    let wanted = preview.revision;
    let judgement = "";
    let refreshing = false;

    // --- The page -------------------------------------------------------------------------------

    /** Brings the page to the wanted revision. Runs once at a time: a revision that arrives meanwhile is next in its loop. */
    async function refresh() {
        if (refreshing) return;
        refreshing = true;
        try {
            while (preview.revision !== wanted) {
                const target = wanted;
                const answer = await fetch(location.href, { cache: "no-store", redirect: "follow" });
                const text = await answer.text();
                const revision = answer.headers.get("dateline-revision");
                if (!revision) break;
                morph(new DOMParser().parseFromString(text, "text/html"));
                preview.updates += 1;
                preview.revision = revision;
                // The answer may be of another revision than the event, newer or older. No further event came meanwhile,
                // so it counts as the newest.
                if (wanted === target) wanted = revision;
            }
        } catch {
            // The server is away. Its first event after it is back starts another refresh.
        } finally {
            refreshing = false;
        }
    }

    function morph(next) {
        attributes(document.documentElement, next.documentElement);
        morphHead(next.head);
        Idiomorph.morph(document.body, next.body, {
            morphStyle: "outerHTML",
            ignoreActiveValue: true,
            restoreFocus: true,
            callbacks: {
                // Elements that the reader has opened stay open; in the new page they are closed.
                beforeAttributeUpdated: (name, element) =>
                    !(name === "open" && (element.tagName === "DETAILS" || element.tagName === "DIALOG")),
            },
        });
    }

    /** Copies the attributes of the new root element, such as its language and direction: Idiomorph only gets the body. */
    function attributes(from, to) {
        for (const { name } of [...from.attributes]) {
            if (!to.hasAttribute(name)) from.removeAttribute(name);
        }
        for (const { name, value } of to.attributes) {
            if (from.getAttribute(name) !== value) from.setAttribute(name, value);
        }
    }

    /**
     * Replaces the elements of the head that differ. Idiomorph would remove an old stylesheet before the new one has
     * loaded, and the page would flash unstyled; here the old one goes last.
     */
    function morphHead(next) {
        const old = new Map();
        for (const element of document.head.children) old.set(element.outerHTML, element);
        const loading = [];
        let last = null;
        for (const element of next.children) {
            let mine = old.get(element.outerHTML);
            if (mine) {
                old.delete(element.outerHTML);
            } else {
                mine = document.importNode(element, true);
                if (mine.matches("link[rel~=stylesheet]")) {
                    loading.push(new Promise((done) => {
                        mine.addEventListener("load", done);
                        mine.addEventListener("error", done);
                        // Some loads fire no event, such as one that is blocked.
                        setTimeout(done, 2000);
                    }));
                }
                if (last) last.after(mine);
                else document.head.prepend(mine);
            }
            last = mine;
        }
        const gone = [...old.values()];
        const sheets = gone.filter((element) => element.matches("link[rel~=stylesheet]"));
        for (const element of gone) if (!sheets.includes(element)) element.remove();
        if (loading.length === 0) for (const sheet of sheets) sheet.remove();
        else Promise.all(loading).then(() => sheets.forEach((sheet) => sheet.remove()));
    }

    // --- Findings --------------------------------------------------------------------------

    const host = document.createElement("dateline-preview");
    // A shadow root keeps the site's styles out of the overlay, and the overlay's out of the site.
    const shadow = host.attachShadow({ mode: "open" });
    // Constructed, since the site's Content-Security-Policy forbids inline styles.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        :host { all: initial; }
        * { box-sizing: border-box; }
        [hidden] { display: none !important; }
        .overlay, .drawer, .note { position: fixed; z-index: 2147483647; color: #1b1b1b; background: #fff;
            font: 14px/1.5 system-ui, sans-serif; border: 1px solid #999; box-shadow: 0 4px 24px rgb(0 0 0 / 25%); }
        .overlay { inset: 4vh 4vw auto; max-height: 88vh; overflow: auto; padding: 16px; border-top: 6px solid #b3261e; }
        .drawer { inset: auto 0 0; border-width: 1px 0 0; box-shadow: none; }
        .drawer > button { width: 100%; padding: 4px 12px; border: 0; background: #fdf1de; text-align: start; }
        .drawer > div { max-height: 40vh; overflow: auto; padding: 0 12px 12px; }
        .note { inset: auto 12px 44px auto; padding: 6px 10px; border-radius: 4px; }
        h1 { margin: 0; font-size: 16px; display: inline; }
        pre { margin: 12px 0 0; padding: 10px; overflow-x: auto; border-inline-start: 4px solid #b45309;
            background: #f5f5f5; font: 13px/1.45 ui-monospace, monospace; }
        pre.error { border-color: #b3261e; } pre.note-level { border-color: #777; }
        a { color: #1b4d7a; } button { font: inherit; color: inherit; cursor: pointer; }
        .overlay > button { float: inline-end; }
        @media (prefers-color-scheme: dark) {
            .overlay, .drawer, .note { color: #eee; background: #1c1c1c; }
            pre { background: #2a2a2a; } a { color: #9cc7f0; } .drawer > button { background: #3a2a12; }
        }
        @media print { :host { display: none; } }`);
    shadow.adoptedStyleSheets = [sheet];
    const make = (name, properties = {}, ...children) => {
        const element = Object.assign(document.createElement(name), properties);
        element.append(...children);
        return element;
    };
    const overlay = make("section", { className: "overlay", hidden: true, role: "alertdialog" });
    const drawer = make("section", { className: "drawer", hidden: true });
    const note = make("p", { className: "note", hidden: true });
    note.setAttribute("role", "status");
    shadow.append(overlay, drawer, note);
    let attached = false;
    let isOpen = false;

    function show() {
        // Beside the body, where morphing does not remove it.
        if (!attached) document.documentElement.append(host);
        attached = true;
    }

    function drawn(found) {
        const parts = [make("pre", { className: found.severity === "note" ? "note-level" : found.severity, textContent: found.text })];
        if (found.href) parts.push(make("a", { href: found.href, textContent: `Open ${found.place}` }));
        return parts;
    }

    const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

    // Errors that the editor has hidden stay hidden until they change.
    let dismissed = "";
    let dismiss = () => {};

    function showErrors({ errors, n_errors, desk }) {
        const current = JSON.stringify(errors);
        if (current !== dismissed) dismissed = "";
        overlay.hidden = n_errors === 0 || dismissed !== "";
        if (n_errors === 0) return;
        const close = make("button", { type: "button", textContent: "Hide" });
        dismiss = () => {
            dismissed = current;
            overlay.hidden = true;
        };
        close.addEventListener("click", dismiss);
        const more = n_errors - errors.length;
        const isUnmade = document.documentElement.hasAttribute("data-dateline-unmade");
        const state = isUnmade ? "this page cannot be rendered yet" : "showing the last good version";
        overlay.replaceChildren(
            close,
            make("h1", { textContent: `${count(n_errors, "error", "errors")}: ${state}` }),
            ...errors.flatMap(drawn),
        );
        if (more > 0 && desk) overlay.append(make("p", {}, make("a", { href: desk, textContent: `${more} more` })));
        show();
    }

    function showWarnings({ warnings, n_elsewhere, desk }) {
        drawer.hidden = warnings.length === 0;
        // Makes room below the text, so that the drawer covers none of it.
        document.documentElement.style.paddingBottom = drawer.hidden ? "" : isOpen ? "44vh" : "36px";
        if (drawer.hidden) return;
        const list = make("div", { hidden: !isOpen }, ...warnings.flatMap(drawn));
        if (n_elsewhere > 0 && desk) {
            list.append(make("p", {}, make("a", { href: desk, textContent: `${n_elsewhere} more in other files` })));
        }
        const toggle = make("button", { type: "button", textContent: count(warnings.length, "warning", "warnings") });
        toggle.setAttribute("aria-expanded", String(isOpen));
        toggle.addEventListener("click", () => {
            isOpen = !isOpen;
            showWarnings({ warnings, n_elsewhere, desk });
        });
        drawer.replaceChildren(toggle, list);
        show();
    }

    let asking = false;
    async function ask() {
        if (asking) return;
        asking = true;
        try {
            let answered;
            do {
                answered = judgement;
                const answer = await fetch(`/_dateline/findings?page=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
                const found = await answer.json();
                showErrors(found);
                showWarnings(found);
            } while (answered !== judgement);
        } catch {
            // As with the page: the next event asks again.
        } finally {
            asking = false;
        }
    }

    addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !overlay.hidden) dismiss();
    });

    // --- Changes elsewhere -----------------------------------------------------------------

    let fading = 0;
    function tell(changes) {
        const isHere = ({ href }) => decodeURI(href) === decodeURI(location.pathname);
        const other = changes.at(-1);
        if (!other || changes.some(isHere)) return;
        note.replaceChildren("Changed: ", make("a", { href: other.href, textContent: other.title }));
        note.hidden = false;
        clearTimeout(fading);
        fading = setTimeout(() => (note.hidden = true), 15000);
        show();
    }

    // --- Print preview -------------------------------------------------------------------------------

    /**
     * Shows the page as printed, for the frame on the cards page: print rules are made to match the screen, and screen
     * rules nothing. No browser API lets a page emulate print media for a frame.
     */
    function asPrinted() {
        const all = (rules) => {
            for (const rule of rules) {
                if (!(rule instanceof CSSMediaRule)) continue;
                const text = rule.media.mediaText;
                if (/\bprint\b/.test(text)) rule.media.mediaText = text.replace(/\bprint\b/g, "all");
                else if (/\bscreen\b/.test(text)) rule.media.mediaText = "not all";
                all(rule.cssRules);
            }
        };
        for (const { cssRules } of document.styleSheets) all(cssRules);
    }
    if (isFramed && location.hash === "#paper") addEventListener("load", asPrinted);

    // --- Events of the server -----------------------------------------------------------------

    let line = null;
    function listen() {
        if (line) return;
        line = new EventSource("/_dateline/events");
        line.onmessage = (event) => {
            const news = JSON.parse(event.data);
            wanted = news.revision;
            refresh();
            if (judgement !== news.judgement) {
                judgement = news.judgement;
                if (!isQuiet) {
                    tell(news.changes);
                    ask();
                }
            }
        };
        line.onerror = () => {
            // The browser reconnects by itself, except after an answer that is no stream, as from a proxy in front.
            if (line && line.readyState === EventSource.CLOSED) {
                hangUp();
                setTimeout(listen, 1000);
            }
        };
    }
    function hangUp() {
        if (line) line.close();
        line = null;
    }
    // Browsers open six connections to a server at most, and each stream takes one. Hidden pages give theirs up and catch
    // up when they are shown again.
    const attend = () => (document.visibilityState === "hidden" ? hangUp() : listen());
    document.addEventListener("visibilitychange", attend);
    addEventListener("pageshow", attend);
    addEventListener("pagehide", hangUp);
    attend();
})();
