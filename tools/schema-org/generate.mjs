// Writes tests/tables/schema-org.txt: for each type that Dateline writes, the properties that schema.org
// gives to it or to a type above it. Read from schema-dts, which is generated from the vocabulary.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = [
  "AnalysisNewsArticle", "BackgroundNewsArticle", "BreadcrumbList", "CollectionPage", "CorrectionComment",
  "Country", "CreativeWorkSeries", "ImageObject", "ListItem", "NewsArticle", "NewsMediaOrganization", "OpinionNewsArticle",
  "Organization", "Person", "WebSite",
];

const here = dirname(fileURLToPath(import.meta.url));
const table = join(here, "../../tests/tables/schema-org.txt");
const source = readFileSync(createRequire(import.meta.url).resolve("schema-dts").replace(/schema\.js$/, "schema.d.ts"), "utf8");

/** Each interface: the ones it extends, and its own properties. */
const interfaces = new Map();
for (const [, name, above, body] of source.matchAll(/^(?:export )?interface (\w+)(?: extends ([^{]+))? \{\n([\s\S]*?)^\}/gm)) {
  const parents = (above ?? "").split(",").map((parent) => parent.trim()).filter((parent) => /^\w+$/.test(parent));
  const properties = [...body.matchAll(/^ {4}"(\w+)"\?:/gm)].map(([, property]) => property);
  interfaces.set(name, { parents, properties });
}

function propertiesOf(name, all = new Set()) {
  const known = interfaces.get(name);
  known?.properties.forEach((property) => all.add(property));
  known?.parents.forEach((parent) => propertiesOf(parent, all));
  return all;
}

/** The interface that a type's properties are on: its own, or where it adds none that of what it is a leaf of. */
function baseOf(type) {
  const leaf = interfaces.get(`${type}Leaf`);
  return interfaces.has(`${type}Base`) ? `${type}Base` : leaf?.parents[0];
}

const lines = TYPES.map((type) => {
  const properties = [...propertiesOf(baseOf(type))].sort();
  if (properties.length === 0) throw new Error(`schema.org has no type ${type}`);
  return `${type}: ${properties.join(" ")}\n`;
});
const text = lines.join("");
if (process.argv.includes("--check")) {
  if (readFileSync(table, "utf8") !== text) {
    console.error("tests/tables/schema-org.txt would change");
    process.exit(1);
  }
} else {
  writeFileSync(table, text);
}
