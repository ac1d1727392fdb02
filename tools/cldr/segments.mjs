// Makes the table of abbreviations that a sentence goes on after: CLDR's suppressions of sentence breaks.

import assert from 'node:assert/strict';
import fs from 'node:fs';

import { PACKAGES, TAGS, json } from './cldr.mjs';

const FOLDER = 'src/text/cldr';

/** Returns the files of this table, by path. */
export function segmentFiles() {
  const { version } = json('cldr-segments-full/package.json');
  const rows = TAGS.map((tag) => [tag, suppressions(tag)]).filter(([, words]) => words.length > 0);
  assert.ok(rows.length > 0, 'CLDR has suppressions');
  const lists = rows.map(([tag, words]) => `    ("${tag}", &[\n${wrapped(words)}    ]),\n`);
  const table = [
    '// Abbreviations that a sentence goes on after.\n//\n',
    `// Generated from Unicode CLDR ${version} by \`tools/cldr/generate.mjs\`: do not edit. The data is under the\n`,
    '// Unicode licence, see `LICENSE` beside this file.\n\n',
    '/// By language; sorted, and written without spaces.\n',
    `const SUPPRESSIONS: &[(&str, &[&str])] = &[\n${lists.join('')}];\n`,
  ].join('');
  return [
    [`${FOLDER}/suppressions.rs.in`, table],
    [`${FOLDER}/LICENSE`, fs.readFileSync(`${PACKAGES}/cldr-segments-full/LICENSE`, 'utf8')],
  ];
}

/** Returns the suppressions of a language, sorted; those without a full stop, which are slips, left out. */
function suppressions(tag) {
  const file = `cldr-segments-full/segments/${tag}/suppressions.json`;
  if (!fs.existsSync(`${PACKAGES}/${file}`)) return [];
  const breaks = json(file).segments.segmentations.SentenceBreak?.standard ?? [];
  const words = breaks.map(({ suppression }) => suppression.replaceAll(/\s/g, ''));
  const unique = [...new Set(words)].filter((word) => word.endsWith('.'));
  assert.ok(unique.every((word) => !/["\\]/.test(word)), 'words need no escapes');
  return unique.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function wrapped(words) {
  let lines = '';
  let line = '';
  for (const word of words.map((word) => `"${word}",`)) {
    if (line.length + word.length > 100) {
      lines += `        ${line.trimEnd()}\n`;
      line = '';
    }
    line += `${word} `;
  }
  return `${lines}        ${line.trimEnd()}\n`;
}
