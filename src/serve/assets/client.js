// Keeps an open page of the preview up to date: morphs it into what the server has now, swaps the stylesheet, shows
// what is wrong. The server tells a revision, never a difference, so nothing is lost by missing one.
(() => {
    "use strict";
    const script = document.currentScript;
    if (window.datelinePreview) return;
    const preview = (window.datelinePreview = { revision: script.dataset.revision, updates: 0 });
    const isFramed = window.top !== window;
    // The desk and the cards say themselves what is wrong, or show a page that does.
    const isQuiet = isFramed || location.pathname.startsWith("/_desk/");
    let wanted = preview.revision;
    let judgement = "";
    let refreshing = false;

    // --- The page -------------------------------------------------------------------------------

    /** Brings the page to the wanted revision; a newer one that comes in the meantime is seen to at the end. */
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
                // What was told is older than what came, or the other way about: either way the newest is here.
                if (wanted === target) wanted = revision;
            }
        } catch {
            // The server is away: it will be asked again as soon as it tells something.
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
                // What the reader has opened stays open.
                beforeAttributeUpdated: (name, element) =>
                    !(name === "open" && (element.tagName === "DETAILS" || element.tagName === "DIALOG")),
            },
        });
    }

    function attributes(from, to) {
        for (const { name } of [...from.attributes]) {
            if (!to.hasAttribute(name)) from.removeAttribute(name);
        }
        for (const { name, value } of to.attributes) {
            if (from.getAttribute(name) !== value) from.setAttribute(name, value);
        }
    }

    /** Replaces what differs. A stylesheet goes only when the new one is there, so that the page never flashes. */
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

    // --- What is wrong --------------------------------------------------------------------------

    const host = document.createElement("dateline-preview");
    const shadow = host.attachShadow({ mode: "open" });
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
    let put = false;
    let isOpen = false;

    function show() {
        if (!put) document.documentElement.append(host);
        put = true;
    }

    function drawn(found) {
        const parts = [make("pre", { className: found.severity === "note" ? "note-level" : found.severity, textContent: found.text })];
        if (found.href) parts.push(make("a", { href: found.href, textContent: `Open ${found.place}` }));
        return parts;
    }

    const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

    // Errors that were hidden by hand stay so until there are others.
    let dismissed = "";
    let dismiss = () => {};

    function showErrors({ errors, n_errors, desk }) {
        const said = JSON.stringify(errors);
        if (said !== dismissed) dismissed = "";
        overlay.hidden = n_errors === 0 || dismissed !== "";
        if (n_errors === 0) return;
        const close = make("button", { type: "button", textContent: "Hide" });
        dismiss = () => {
            dismissed = said;
            overlay.hidden = true;
        };
        close.addEventListener("click", dismiss);
        const more = n_errors - errors.length;
        const isUnmade = document.documentElement.hasAttribute("data-dateline-unmade");
        const state = isUnmade ? "this page cannot be made yet" : "showing the last good version";
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
        // The end of the text is not covered: there is room below it for the drawer.
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
            // As with the page: whatever comes next asks again.
        } finally {
            asking = false;
        }
    }

    addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !overlay.hidden) dismiss();
    });

    // --- What changed elsewhere -----------------------------------------------------------------

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

    // --- On paper -------------------------------------------------------------------------------

    /** Shows the page as it is printed: what is said for print holds, what is said for screens does not. */
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

    // --- The line to the server -----------------------------------------------------------------

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
    // A browser holds six connections to a server: pages that nobody sees leave theirs to the others, and catch up.
    const attend = () => (document.visibilityState === "hidden" ? hangUp() : listen());
    document.addEventListener("visibilitychange", attend);
    addEventListener("pageshow", attend);
    addEventListener("pagehide", hangUp);
    attend();
})();
