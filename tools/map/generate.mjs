// Generates Dateline's map of the world from Natural Earth's public-domain data. See README.md.
//
// `node generate.mjs` writes it, `node generate.mjs --check` compares and exits 1 on any difference.
// The output depends on the locked packages, the codes of `src/country/cldr/` and this script alone.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.join(HERE, '..', '..');
const FILE = 'src/country/map/shapes.tsv';

/** Units that the map is wide. A coordinate is a whole number of them: finer than one pixel on most screens. */
const WIDTH = 1200;
/** Degrees east that the map is turned to: its edge runs through the Bering Strait, so that Russia stays whole. */
const MIDDLE = 11;
/** The map ends here: Antarctica would take a fifth of it. */
const SOUTH = -57;
/** Rings that are smaller than this many square units are not worth their bytes, but for a country's largest. */
const MIN_AREA = 2;
/** What Natural Earth draws and ISO 3166-1 has no number for, by its English name. `null` is land alone. */
const UNNUMBERED = { Kosovo: 'XK', 'N. Cyprus': null, Somaliland: null };

const codes = numericCodes();
const { scale, translate, height } = frame();
// Precision 0: no points are added, which whole coordinates would not show.
const projection = geoEqualEarth().rotate([-MIDDLE, 0]).precision(0).scale(scale).translate(translate);

const shapes = new Map();
for (const [code, outline] of outlines('110m')) {
  const drawn = draw(outline);
  if (drawn) shapes.set(code, (shapes.get(code) ?? '') + drawn);
}
// What is too small to have an outline is a dot in its middle.
for (const [code, outline] of outlines('50m')) {
  const [x, y] = projection(geoCentroid(outline)).map(Math.round);
  if (code !== '' && !shapes.has(code) && y < height) shapes.set(code, `M${x} ${y}h0`);
}
const lines = [...shapes].sort(([one], [other]) => (one < other ? -1 : 1));
const text = `${WIDTH} ${height}\n` + lines.map(([code, outline]) => `${code}\t${outline}\n`).join('');

const target = path.join(ROOT, FILE);
if (process.argv.includes('--check')) {
  if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) {
    console.error(`differs: ${FILE}`);
    process.exitCode = 1;
  }
} else {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
  console.log(`wrote ${FILE}: ${lines.length} shapes, ${text.length} bytes`);
}

/** Reads which alpha-2 code each numeric code is from the country tables. */
function numericCodes() {
  const tables = fs.readFileSync(path.join(ROOT, 'src/country/cldr/tables.rs.in'), 'utf8');
  const rows = tables.matchAll(/code: "([A-Z]{2})", alpha3: "[A-Z]{3}", numeric: "(\d{3})"/g);
  const found = new Map([...rows].map(([, code, numeric]) => [numeric, code]));
  assert.equal(found.size, 250);
  return found;
}

/** Returns Natural Earth's countries at a scale, as [alpha-2 code, geometry]; land of no country has the code ''. */
function outlines(scale) {
  const file = path.join(HERE, `node_modules/world-atlas/countries-${scale}.json`);
  const atlas = JSON.parse(fs.readFileSync(file, 'utf8'));
  const { features } = feature(atlas, atlas.objects.countries);
  return features.map(({ id, properties, geometry }) => {
    const code = codes.get(id) ?? UNNUMBERED[properties.name] ?? '';
    if (scale === '110m') {
      assert.ok(codes.has(id) || properties.name in UNNUMBERED, `${properties.name} has no code`);
    }
    return [code, geometry];
  });
}

/** Fits the projection to the width, and finds where the map ends below. */
function frame() {
  const unit = geoEqualEarth().scale(1).translate([0, 0]);
  const [right] = unit([180, 0]);
  const [, top] = unit([0, 84]);
  const [, bottom] = unit([0, SOUTH]);
  const scale = WIDTH / (2 * right);
  return { scale, translate: [WIDTH / 2, -top * scale], height: Math.ceil((bottom - top) * scale) };
}

/** Writes an outline as an SVG path of whole, relative steps: `M12 34l5-3-2 6z`; '' if nothing is left of it. */
function draw(outline) {
  const found = rings(outline).map(grid).filter((ring) => ring.length > 2);
  const inside = found.filter((ring) => ring.some(([, y]) => y < height));
  const largest = Math.max(...inside.map(area));
  return inside.filter((ring) => area(ring) >= Math.min(MIN_AREA, largest)).map(steps).join('');
}

/** Projects an outline, cut where the map has its edge; returns its rings. */
function rings(outline) {
  const found = [];
  const pen = {
    moveTo: (x, y) => found.push([[x, y]]),
    lineTo: (x, y) => found.at(-1).push([x, y]),
    closePath: () => {},
  };
  geoPath(projection, pen)(outline);
  return found;
}

/** Brings a ring to whole coordinates, without points that say nothing. */
function grid(ring) {
  const found = [];
  for (const point of ring.map((point) => point.map(Math.round))) {
    const last = found.at(-1);
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    if (found.length > 1 && straight(found.at(-2), last, point)) found.pop();
    found.push(point);
  }
  const [first, last] = [found[0], found.at(-1)];
  if (found.length > 1 && first[0] === last[0] && first[1] === last[1]) found.pop();
  return found;
}

/** Whether `b` lies on the straight way from `a` to `c`. */
function straight(a, b, c) {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
  return ux * vy === uy * vx && ux * vx + uy * vy > 0;
}

function area(ring) {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

function steps(ring) {
  const [[x, y]] = ring;
  const parts = ring.slice(1).map(([nextX, nextY], at) => number(nextX - ring[at][0]) + number(nextY - ring[at][1]));
  return `M${x} ${y}l${parts.join('').trimStart()}z`;
}

/** A number with what parts it from the one before: a minus does by itself. */
function number(value) {
  return value < 0 ? `${value}` : ` ${value}`;
}
