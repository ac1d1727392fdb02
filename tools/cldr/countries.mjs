// Makes `src/country/cldr/`: codes, the groups of UN M49, and names.

import assert from 'node:assert/strict';

import { TAGS, banner, compare, licence, main, parentTag, rust, subdivisions, supplemental } from './cldr.mjs';

const FOLDER = 'src/country/cldr';
/** Two-letter codes in CLDR's list that are no country: the EU, unknown, two for testing, Outlying Oceania. */
const NO_COUNTRY = ['EU', 'QO', 'XA', 'XB', 'ZZ'];
/** Groups left out: the world, CLDR's own Outlying Oceania, and three that M49 does not have. */
const NO_REGION = ['001', 'QO', 'EU', 'EZ', 'UN'];
/** North America cuts across M49's tree of five continents, so it is never taken as a parent. */
const OVERLAPPING = ['003'];

const codes = supplemental('codeMappings').codeMappings;
const english = territories('en');
const countries = Object.keys(codes)
  .filter((code) => /^[A-Z]{2}$/.test(code) && codes[code]._alpha3 && codes[code]._numeric && english[code])
  .filter((code) => !NO_COUNTRY.includes(code))
  .sort(compare);
assert.equal(countries.length, 250, 'ISO 3166-1 has 249 codes, and XK');

const children = childrenByRegion();
const regions = Object.keys(children).sort(compare);
const keys = [...regions, ...countries].sort(compare);

/** Returns the files of the country tables, as [path, text]. */
export function countryFiles() {
  const names = TAGS.map((tag) => [tag, namesOf(tag)]).filter(([, text]) => text !== '');
  return [
    [`${FOLDER}/LICENSE`, licence],
    [`${FOLDER}/tables.rs.in`, tables(names.map(([tag]) => tag))],
    [`${FOLDER}/places.tsv`, places()],
    ...names.map(([tag, text]) => [`${FOLDER}/names/${tag}.tsv`, text]),
  ];
}

function territories(tag) {
  return main('cldr-localenames-full', tag, 'territories').localeDisplayNames.territories;
}

/** CLDR writes a group with several statuses as several keys: `002` and `002-status-grouping`. */
function childrenByRegion() {
  const found = {};
  for (const [key, { _contains }] of Object.entries(supplemental('territoryContainment').territoryContainment)) {
    const [region, status] = key.split('-status-');
    if (status !== 'deprecated' && !NO_REGION.includes(region)) {
      found[region] = [...(found[region] ?? []), ..._contains];
    }
  }
  return found;
}

function countriesIn(region) {
  const below = children[region].flatMap((code) => (children[code] ? countriesIn(code) : [code]));
  return [...new Set(below)].filter((code) => countries.includes(code)).sort(compare);
}

/** Returns the smallest group that has `region` as a child, or undefined for a continent. */
function parentOf(region) {
  const up = regions.filter((code) => children[code].includes(region) && !OVERLAPPING.includes(code));
  return up.sort((one, other) => countriesIn(one).length - countriesIn(other).length)[0];
}

/** `Western Asia` → `western-asia`. */
function slug(name) {
  const made = name.toLowerCase().replace(/[^a-z]+/g, '-');
  assert.match(made, /^[a-z]+(-[a-z]+)*$/);
  return made;
}

/** One line for each code whose names differ from those of the parent tag: code, standard, short, variant. */
function namesOf(tag) {
  const up = parentTag(tag);
  const lines = keys.map((key) => line(tag, key)).filter((text, at) => !up || text !== line(up, keys[at]));
  return lines.map((text) => `${text}\n`).join('');
}

function line(tag, key) {
  const names = territories(tag);
  const other = (alt) => {
    const name = names[`${key}-alt-${alt}`] ?? '';
    return name === names[key] ? '' : name;
  };
  assert.ok(names[key], `${tag} has no name for ${key}`);
  const fields = [key, names[key], other('short'), other('variant')];
  assert.ok(fields.every((field) => !/[\t\n]/.test(field)));
  return fields.join('\t').trimEnd();
}

/**
 * One line for each subdivision whose name holds that of a country in some language: country, name. `Rhode Island`
 * holds Iceland's name in German. CLDR has more than a few names in English only, and these are used in all languages
 * that write them so.
 */
function places() {
  const words = (name) => name.split(/[\s-]+/);
  const names = new Set(TAGS.flatMap((tag) => countries.flatMap((key) => line(tag, key).split('\t').slice(1))));
  const patterns = [...names].map((name) => words(name.split(' (')[0]));
  const holds = (whole, part) => whole.some((_, at) => part.every((word, idx) => whole[at + idx] === word));
  const lines = Object.entries(subdivisions('en'))
    .filter(([, name]) => !/[,()]/.test(name) && patterns.some((part) => holds(words(name), part)))
    .map(([code, name]) => `${code.slice(0, 2).toUpperCase()}\t${name}\n`);
  return [...new Set(lines)].sort(compare).join('');
}

/** Withdrawn and reserved codes with one successor that is a country: `UK` → `GB`, `BU` → `MM`. */
function formerCodes() {
  const aliases = supplemental('aliases').metadata.alias.territoryAlias;
  return Object.entries(aliases)
    .map(([code, alias]) => [code, alias._replacement])
    .filter(([code, now]) => /^[A-Z]{2}$/.test(code) && countries.includes(now))
    .sort(([one], [other]) => compare(one, other));
}

function tables(tags) {
  const slugs = regions.map((code) => slug(english[code]));
  assert.equal(new Set(slugs).size, slugs.length, 'two regions with one slug');
  const country = (code) =>
    `    CountryRow { code: "${code}", alpha3: "${codes[code]._alpha3}", numeric: "${codes[code]._numeric}" },\n`;
  const region = (code, at) => {
    const parent = parentOf(code) ? `Some("${parentOf(code)}")` : 'None';
    const members = countriesIn(code).join(' ');
    return `    RegionRow { code: "${code}", slug: "${slugs[at]}", parent: ${parent}, countries: "${members}" },\n`;
  };
  return (
    banner('Codes of countries, the groups of UN M49, and where their names are.') +
    '/// Countries by alpha-2 code.\n' +
    `pub(super) static COUNTRIES: [CountryRow; ${countries.length}] = [\n${countries.map(country).join('')}];\n\n` +
    '/// Groups of M49 by code.\n' +
    `pub(super) static REGIONS: [RegionRow; ${regions.length}] = [\n${regions.map(region).join('')}];\n\n` +
    '/// Withdrawn and reserved codes, each with its successor.\n' +
    `pub(super) static FORMER: [(&str, &str); ${formerCodes().length}] = [\n` +
    `${formerCodes().map(([code, now]) => `    ("${code}", "${now}"),\n`).join('')}];\n\n` +
    '/// By tag: lines of code, standard name, short name, variant name, sorted by code.\n' +
    '///\n/// A tag with a parent has only the lines that differ from those of the parent.\n' +
    `pub(super) static NAMES: [(&str, &str); ${tags.length}] = [\n` +
    `${tags.map((tag) => `    ("${tag}", include_str!("names/${tag}.tsv")),\n`).join('')}];\n`
  );
}
