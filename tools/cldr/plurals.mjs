// Turns CLDR's cardinal plural rules into Rust functions over whole numbers.
//
// For a whole number written plainly CLDR's operands n and i are the number itself, and v, w, f, t, c and e
// are 0, so that every relation on these is settled here.

import assert from 'node:assert/strict';

import { supplemental } from './cldr.mjs';

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many'];
const RULES = supplemental('plurals')['plurals-type-cardinal'];

/** Returns `{ nameByTag, code }`: the function for each tag, and the Rust text of all; equal ones are shared. */
export function pluralFunctions(tags) {
  const nameByBody = new Map();
  const nameByTag = new Map();
  for (const tag of tags) {
    const rules = RULES[tag] ?? RULES[tag.split('-')[0]];
    const text = body(rules);
    if (!nameByBody.has(text)) nameByBody.set(text, `plural_${tag.replace('-', '_').toLowerCase()}`);
    nameByTag.set(tag, nameByBody.get(text));
  }
  const code = [...nameByBody].map(([text, name]) => {
    const parameter = text.includes('n') && /\bn\b/.test(text) ? 'n' : '_';
    return `\nfn ${name}(${parameter}: u64) -> Plural {\n${text}}\n`;
  });
  return { nameByTag, code: code.join('') };
}

function body(rules) {
  const branches = [];
  for (const category of CATEGORIES) {
    const rule = rules[`pluralRule-count-${category}`];
    const condition = rule === undefined ? 'false' : either(rule.split('@')[0].trim());
    if (condition !== 'false') branches.push([condition, category]);
  }
  if (branches.length === 0) return '    Plural::Other\n';
  const arms = branches.map(([condition, category], at) => {
    const open = at === 0 ? '    if' : ' else if';
    return `${open} ${condition} {\n        Plural::${category[0].toUpperCase()}${category.slice(1)}\n    }`;
  });
  return `${arms.join('')} else {\n        Plural::Other\n    }\n`;
}

function either(rule) {
  const parts = rule.split(' or ').map(both).filter((part) => part !== 'false');
  if (parts.length === 0) return 'false';
  return parts.map((part) => (parts.length > 1 && part.includes('&&') ? `(${part})` : part)).join(' || ');
}

function both(rule) {
  const parts = rule.split(' and ').map(relation);
  if (parts.includes('false')) return 'false';
  const open = parts.filter((part) => part !== 'true');
  assert.ok(open.length > 0, `always true: ${rule}`);
  return open.join(' && ');
}

function relation(text) {
  const match = /^([a-z])(?: % (\d+))? (!?=) ([\d.,]+)$/.exec(text.trim());
  assert.ok(match, `unknown relation: ${text}`);
  const [, operand, modulus, sign, list] = match;
  const ranges = list.split(',').map((range) => range.split('..').map(Number));
  const not = sign === '!=';
  if (!'ni'.includes(operand)) {
    const holds = ranges.some(([low, high = low]) => low <= 0 && 0 <= high);
    return String(holds !== not);
  }
  const value = modulus ? `n % ${modulus}` : 'n';
  if (ranges.length === 1 && ranges[0].length === 1) {
    if (modulus && ranges[0][0] === 0) return `${not ? '!' : ''}n.is_multiple_of(${modulus})`;
    return `${value} ${sign === '=' ? '==' : '!='} ${ranges[0][0]}`;
  }
  const patterns = ranges.map(([low, high]) => (high === undefined ? `${low}` : `${low}..=${high}`));
  return `${not ? '!' : ''}matches!(${value}, ${patterns.join(' | ')})`;
}
