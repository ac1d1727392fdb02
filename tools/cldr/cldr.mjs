// Reads the CLDR packages, and knows the tags that Dateline has tables for and how CLDR resolves others.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PACKAGES = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules');

/**
 * The tags with tables of their own, sorted.
 * `no` is CLDR's name for what is usually tagged `nb`; `en-001` and `en-150` are its English of the world
 * and of Europe, which other English tags inherit from.
 */
export const TAGS = (
  'ar bg cs da de el en en-001 en-150 en-AU en-CA en-GB en-IE en-IN en-NZ en-ZA es fa fi fr he hi hu id it ' +
  'ja ko nl no pl pt pt-PT ro ru sk sr sr-Latn sv sw tr uk ur vi zh zh-Hant'
).split(' ');
assert.deepEqual(TAGS, [...TAGS].sort(compare), 'tables are searched by bisection');

export const RTL_SCRIPTS = Object.entries(json('cldr-core/scriptMetadata.json').scriptMetadata)
  .filter(([, script]) => script.rtl === 'YES')
  .map(([code]) => code)
  .sort();

export const licence = fs.readFileSync(path.join(PACKAGES, 'cldr-core/LICENSE'), 'utf8');
export const version = json('cldr-core/package.json').version;

/** Parses a JSON file of the packages. */
export function json(file) {
  return JSON.parse(fs.readFileSync(path.join(PACKAGES, file), 'utf8'));
}

/** Returns one part of CLDR's supplemental data: `supplemental('plurals')`. */
export function supplemental(name) {
  return json(`cldr-core/supplemental/${name}.json`).supplemental;
}

/** Returns a file of one locale, unwrapped: `main('cldr-misc-full', 'fr', 'delimiters').delimiters`. */
export function main(packageName, tag, file) {
  return json(`${packageName}/main/${tag}/${file}.json`).main[tag];
}

/** Returns the names of the parts of countries in one language by code: `usnj` → `New Jersey`. */
export function subdivisions(tag) {
  return json(`cldr-subdivisions-full/subdivisions/${tag}/${tag}.json`).subdivisions.localeDisplayNames.subdivisions;
}

const likely = supplemental('likelySubtags').likelySubtags;
const parents = supplemental('parentLocales').parentLocales.parentLocale;

/** Returns the script that a tag without a script is written in, or undefined: `ur` → `Arab`. */
export function likelyScript(tag) {
  return likely[tag]?.split('-')[1];
}

/** Returns the region where most readers of a tag live: `ar` → `EG`. */
export function likelyRegion(tag) {
  return likely[tag]?.split('-').at(-1);
}

/** Returns the tag that `tag` inherits from within TAGS, or null where that is CLDR's root. */
export function parentTag(tag) {
  const up = parents[tag] ?? (tag.includes('-') ? tag.slice(0, tag.lastIndexOf('-')) : 'und');
  return TAGS.includes(up) ? up : null;
}

/**
 * Returns every tag that resolves to one of TAGS otherwise than by leaving off its end, as
 * [tag, tag of TAGS], sorted: `zh-TW` → `zh-Hant`, `en-FR` → `en-150`, `nb` → `no`, `iw` → `he`.
 */
export function resolutions() {
  const found = new Map(TAGS.map((tag) => [tag, tag]));
  const add = (tag, target) => !found.has(tag) && TAGS.includes(target) && found.set(tag, target);
  for (const [tag, up] of Object.entries(parents)) {
    add(tag, TAGS.includes(up) ? up : parents[up]);
  }
  const aliases = supplemental('aliases').metadata.alias.languageAlias;
  for (const [tag, alias] of Object.entries(aliases)) {
    if (/^[a-z]{2}$/.test(tag)) add(tag, alias._replacement);
  }
  for (const [tag, full] of Object.entries(likely)) {
    const [language, region] = tag.split('-');
    const script = full.split('-')[1];
    if (/^[a-z]{2}-([A-Z]{2}|\d{3})$/.test(tag) && region && script !== likelyScript(language)) {
      add(tag, `${language}-${script}`);
    }
  }
  // English that CLDR leaves as American: `en-US`, `en-PH`. All other English is the world's, en-001.
  for (const tag of json('cldr-core/availableLocales.json').availableLocales.full) {
    if (/^en-[A-Z]{2}$/.test(tag) && !parents[tag]) add(tag, 'en');
  }
  // CLDR has no folder for it: American English is plain `en`.
  add('en-US', 'en');
  return [...found].sort(([one], [other]) => compare(one, other));
}

/** Orders as Rust orders strings, by code unit: the tables are searched by bisection. */
export function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Writes a Rust string literal; what a reader cannot see or what turns the text around is escaped. */
export function rust(text) {
  assert.equal(typeof text, 'string');
  const escaped = text
    .replace(/[\\"]/g, (letter) => `\\${letter}`)
    .replace(/[\p{C}\p{Z}]/gu, (letter) =>
      letter === ' ' ? letter : `\\u{${letter.codePointAt(0).toString(16)}}`,
    );
  return `"${escaped}"`;
}

/** The first lines of every generated Rust file. These are included in a module, so have no docs of their own. */
export function banner(about) {
  return (
    `// ${about}\n//\n` +
    `// Generated from Unicode CLDR ${version} by \`tools/cldr/generate.mjs\`: do not edit. The data is under the\n` +
    `// Unicode licence, see \`LICENSE\` beside this file.\n\n`
  );
}
