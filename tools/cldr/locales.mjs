// Makes `src/locale/cldr/`: patterns, month names, numbers, quotes, plural rules, resolution of tags.

import assert from 'node:assert/strict';

import * as cldr from './cldr.mjs';
import { pluralFunctions } from './plurals.mjs';

const { TAGS, rust } = cldr;
const FOLDER = 'src/locale/cldr';

/** Returns the files of the locale tables, as [path, text]. */
export function localeFiles() {
  return [
    [`${FOLDER}/LICENSE`, cldr.licence],
    [`${FOLDER}/tables.rs.in`, tables()],
  ];
}

function tables() {
  const plurals = pluralFunctions(TAGS);
  const rows = TAGS.map((tag) => row(tag, plurals.nameByTag.get(tag)));
  const resolutions = cldr.resolutions();
  return (
    cldr.banner('How each language writes dates, numbers, quotes and plurals.') +
    '/// By tag.\n' +
    `pub(super) static LOCALES: [LocaleRow; ${TAGS.length}] = [\n${rows.join('')}];\n\n` +
    '/// By tag: which of `LOCALES` it takes, where that is not found by leaving off its end.\n' +
    `pub(super) static RESOLUTIONS: [(&str, &str); ${resolutions.length}] = [\n` +
    `${resolutions.map(([tag, target]) => `    ("${tag}", "${target}"),\n`).join('')}];\n\n` +
    directions() +
    plurals.code
  );
}

function row(tag, plural) {
  const calendar = cldr.main('cldr-dates-full', tag, 'ca-gregorian').dates.calendars.gregorian;
  const { numbers } = cldr.main('cldr-numbers-full', tag, 'numbers');
  const { delimiters } = cldr.main('cldr-misc-full', tag, 'delimiters');
  const fields = {
    tag: rust(tag),
    parent: cldr.parentTag(tag) ? `Some(${rust(cldr.parentTag(tag))})` : 'None',
    script: rust(tag.split('-').find((part) => part.length === 4) ?? cldr.likelyScript(tag.split('-')[0])),
    ...months(calendar),
    ...weekdays(calendar),
    first_weekday: firstWeekday(tag),
    ...patterns(calendar),
    periods: rust(periods(tag, calendar).join('|')),
    ...numerals(numbers),
    quotes:
      `Quotes { open: ${rust(delimiters.quotationStart)}, close: ${rust(delimiters.quotationEnd)}, ` +
      `alt_open: ${rust(delimiters.alternateQuotationStart)}, alt_close: ${rust(delimiters.alternateQuotationEnd)} }`,
    plural,
  };
  const lines = Object.entries(fields).map(([name, value]) => `        ${name}: ${value},\n`);
  return `    LocaleRow {\n${lines.join('')}    },\n`;
}

function months({ months }) {
  const joined = (names) => {
    const all = Object.values(names);
    assert.ok(all.length === 12 && all.every((name) => !name.includes('|')));
    return rust(all.join('|'));
  };
  return {
    months: joined(months.format.wide),
    months_alone: joined(months['stand-alone'].wide),
    months_short: joined(months.format.abbreviated),
  };
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function weekdays({ days }) {
  const joined = (names) => {
    assert.ok(DAYS.every((day) => names[day] && !names[day].includes('|')));
    return rust(DAYS.map((day) => names[day]).join('|'));
  };
  return {
    weekdays: joined(days.format.wide),
    weekdays_alone: joined(days['stand-alone'].wide),
    weekdays_short: joined(days['stand-alone'].short),
  };
}

/** The day that a week begins with where most readers of the tag live, from 0 for Monday. */
function firstWeekday(tag) {
  const region = tag.split('-').find((part) => /^([A-Z]{2}|[0-9]{3})$/.test(part)) ?? cldr.likelyRegion(tag);
  const { firstDay } = cldr.supplemental('weekData').weekData;
  return DAYS.indexOf(firstDay[region] ?? firstDay['001']);
}

function patterns(calendar) {
  const found = {
    date_full: calendar.dateFormats.full,
    date: calendar.dateFormats.long,
    date_short: calendar.dateFormats.medium,
    month_year: calendar.dateTimeFormats.availableFormats.yMMMM,
    time: calendar.timeFormats.short,
  };
  for (const pattern of Object.values(found)) {
    const letters = pattern.replace(/'[^']*'/g, '').match(/([A-Za-z])\1*/g);
    const known = ['d', 'dd', 'M', 'MM', 'MMM', 'MMMM', 'LLLL', 'EEEE', 'cccc', 'y', 'H', 'HH', 'h', 'mm', 'a', 'B'];
    assert.ok(letters.every((letter) => known.includes(letter)), `a new field in ${pattern}`);
  }
  // `long` joins a long date with a time. `dateTimeFormats-atTime` would write "at" between them, which
  // reads well in a sentence only.
  found.date_time = calendar.dateTimeFormats.long;
  assert.ok(!found.date_time.includes("'"));
  return Object.fromEntries(Object.entries(found).map(([name, pattern]) => [name, rust(pattern)]));
}

/** Two names, before and after noon, or 24, one for each hour where the short time asks for them (`B`). */
function periods(tag, calendar) {
  const names = calendar.dayPeriods.format.abbreviated;
  if (!calendar.timeFormats.short.includes('B')) return [names.am, names.pm];
  const rules = cldr.supplemental('dayPeriods').dayPeriodRuleSet[tag.split('-')[0]];
  const hour = (time) => Number(time.slice(0, 2));
  const spans = Object.entries(rules).filter(([, rule]) => rule._from);
  return Array.from({ length: 24 }, (_, at) => {
    const [period] = spans.find(([, rule]) => hour(rule._from) <= at && at < hour(rule._before));
    return names[period];
  });
}

function numerals(numbers) {
  const system = numbers.defaultNumberingSystem;
  const digits = cldr.supplemental('numberingSystems').numberingSystems[system]._digits;
  const symbols = numbers[`symbols-numberSystem-${system}`];
  const integer = numbers[`decimalFormats-numberSystem-${system}`].standard.split('.')[0];
  const [first, ...groups] = integer.split(',').reverse();
  assert.equal(first.length, 3, `a first group other than of thousands: ${integer}`);
  return {
    zero: `'${[...digits][0]}'`,
    minus: rust(symbols.minusSign),
    decimal: rust(symbols.decimal),
    group: rust(symbols.group),
    higher_group: groups.length > 1 ? groups[0].length : 3,
    minimum_grouping: numbers.minimumGroupingDigits,
  };
}

function directions() {
  const isRtl = (tag) => cldr.RTL_SCRIPTS.includes(cldr.likelyScript(tag));
  const tags = Object.keys(cldr.supplemental('likelySubtags').likelySubtags).sort(cldr.compare);
  const languages = tags.filter((tag) => /^[a-z]{2,3}$/.test(tag) && tag !== 'und' && isRtl(tag));
  const turned = tags.filter(
    (tag) => /^(?!und)[a-z]{2,3}-[A-Z]{2}$/.test(tag) && isRtl(tag) !== isRtl(tag.split('-')[0]),
  );
  return (
    '/// Scripts written from right to left.\n' +
    `pub(super) const RTL_SCRIPTS: &str = "${cldr.RTL_SCRIPTS.join(' ')}";\n\n` +
    '/// Languages usually written in one of them.\n' +
    `pub(super) const RTL_LANGUAGES: &str = "${languages.join(' ')}";\n\n` +
    '/// Regions where a language is written in the other direction than elsewhere.\n' +
    `pub(super) const TURNED_IN_REGION: &str = "${turned.join(' ')}";\n`
  );
}
