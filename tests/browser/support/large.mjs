// A generated book with many rated entries.
//
// In: a folder, the number of entries. Out: a book there: all of one kind, in families of at most 200, each with a rating
// and a reason for every quality, facts, aliases, tags and relations. The same numbers make the same book.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const QUALITIES = [
  "development-speed",
  "maintainability",
  "testability",
  "team-autonomy",
  "scalability",
  "performance",
  "resilience",
  "consistency",
  "operational-complexity",
  "observability",
  "portability",
  "running-cost",
];
const WORDS = "copies of the whole help while one part waits and another grows by itself until the next change moves it".split(" ");
const FAMILY = 60;

/** Numbers that look like chance, always the same ones. */
function numbers() {
  let state = 42;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

export async function large(folder, entries) {
  const any = numbers();
  const words = (count) => Array.from({ length: count }, () => WORDS[any(WORDS.length)]).join(" ");
  const families = Math.ceil(entries / FAMILY);
  const id = (number) => `entry-${number}`;
  const list = Array.from({ length: families }, (_, n) => `[[catalogue.family]]\nid = "family-${n}"\nlabel = "Family ${n}"\n`);
  const fact = '[[catalogue.fact]]\nid = "parts"\nlabel = "Parts"\ntype = "enum"\nvalues = ["one", "few", "many"]\nordered = true\nfilter = true\n';
  const preset = '[[catalogue.preset]]\nid = "load"\nlabel = "Load"\nkind = "style"\nweights = { scalability = 5, running-cost = 3 }\n';
  await mkdir(join(folder, "content"), { recursive: true });
  await writeFile(join(folder, "book.toml"), `[catalogue.checks]\nlevel = "allow"\n${list.join("")}${fact}${preset}`);
  for (let number = 0; number < entries; number += 1) {
    const family = Math.floor(number / FAMILY);
    const ratings = QUALITIES.map((quality) => `  ${quality}: {rating: ${1 + any(5)}, why: ${words(7)}}`);
    const related = Array.from({ length: 2 }, () => id(any(entries))).filter((other) => other !== id(number));
    const text = `---
kind: style
family: family-${family}
aliases: [Alias of ${number}]
tags: [tag-${any(20)}]
summary: ${words(12)}
trade-offs:
${ratings.join("\n")}
  pros: [${words(6)}]
  cons: [${words(6)}]
facts: {parts: ${["one", "few", "many"][any(3)]}}
relations:
  see_also: [${[...new Set(related)].join(", ")}]
---
# Entry ${number}

${words(60)}.
`;
    const place = join(folder, "content", `family-${family}`);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, `${id(number)}.md`), text);
  }
}
