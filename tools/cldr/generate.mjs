// Generates Dateline's tables of countries, locales and abbreviations from Unicode CLDR. See README.md.
//
// `node generate.mjs` writes them, `node generate.mjs --check` compares and exits 1 on any difference.
// The output depends on the locked CLDR packages and on this script alone: no date, no machine, no order
// by accident.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { countryFiles } from './countries.mjs';
import { localeFiles } from './locales.mjs';
import { segmentFiles } from './segments.mjs';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Folders that hold generated files only: what is in them and not in the output is stale. */
const FOLDERS = ['src/country/cldr', 'src/locale/cldr', 'src/text/cldr'];

const files = new Map([...countryFiles(), ...localeFiles(), ...segmentFiles()]);
const stale = FOLDERS.flatMap(filesBelow).filter((file) => !files.has(file));
if (process.argv.includes('--check')) {
  check();
} else {
  write();
}

function check() {
  const changed = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  for (const file of changed) console.error(`differs: ${file}`);
  for (const file of stale) console.error(`stale: ${file}`);
  process.exitCode = changed.length + stale.length > 0 ? 1 : 0;
}

function write() {
  for (const file of stale) fs.rmSync(path.join(ROOT, file));
  for (const [file, text] of files) {
    fs.mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    fs.writeFileSync(path.join(ROOT, file), text);
  }
  console.log(`wrote ${files.size} files, removed ${stale.length}`);
}

function read(file) {
  const full = path.join(ROOT, file);
  return fs.existsSync(full) ? fs.readFileSync(full, 'utf8') : null;
}

function filesBelow(folder) {
  const full = path.join(ROOT, folder);
  if (!fs.existsSync(full)) return [];
  const entries = fs.readdirSync(full, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
