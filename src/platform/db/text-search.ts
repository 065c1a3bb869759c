import { type SQL, sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';
import { gramsOf, toComparable } from '../../core/grams.ts';
import { parseSearch } from '../../core/parse-search.ts';
import { cutSnippet } from '../../core/snippet.ts';
import type { Queryable } from './client.ts';
import { toGramQuery } from './gram-query.ts';

/** A column that holds what a row is found by. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** PostgreSQL's own configurations by language, of which every version since 14 has all. */
const configurationByLanguage: Record<string, string> = {
  ...{ ar: 'arabic', hy: 'armenian', eu: 'basque', ca: 'catalan', da: 'danish', nl: 'dutch', en: 'english' },
  ...{ fi: 'finnish', fr: 'french', de: 'german', el: 'greek', hi: 'hindi', hu: 'hungarian', id: 'indonesian' },
  ...{ ga: 'irish', it: 'italian', lt: 'lithuanian', ne: 'nepali', no: 'norwegian', nb: 'norwegian', nn: 'norwegian' },
  ...{ pt: 'portuguese', ro: 'romanian', ru: 'russian', sr: 'serbian', es: 'spanish', sv: 'swedish', ta: 'tamil' },
  ...{ tr: 'turkish', yi: 'yiddish' },
};

/** The configuration of PostgreSQL that knows the words of a language; null where there is none. */
export function configurationOf(language: string): string | null {
  const base = language.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(configurationByLanguage, base) ? (configurationByLanguage[base] ?? null) : null;
}

/**
 * What a text of a workspace is found by: the stems of its words where PostgreSQL has a configuration for its language,
 * else its grams (core/grams.ts). The workspace is among it, so that the index holds the workspaces apart.
 * @param configuration null for grams.
 */
export function toSearchable(workspaceId: string, configuration: string | null, text: string): SQL {
  const key = sql`array_to_tsvector(array[${keyOf(workspaceId, configuration)}::text])`;
  if (configuration !== null) return sql`${key} || to_tsvector(${configuration}::regconfig, ${toComparable(text)})`;
  const grams = gramsOf(text).map(({ text: gram, position }) => `'${gram}':${Math.min(position, maxPosition)}`);
  return sql`${key} || ${grams.join(' ')}::tsvector`;
}

/** PostgreSQL counts no further. */
const maxPosition = 16_383;

function keyOf(workspaceId: string, configuration: string | null): string {
  return configuration === null ? `=${workspaceId}` : `=${workspaceId}/${configuration}`;
}

/**
 * What to look for in `search` columns of a workspace's rows: words, "phrases", `or`, and `-` before what is not to be
 * there. Null when it holds nothing that can be looked for.
 * @param languages those of the rows; null stands for rows of which nobody knows the language.
 */
export async function toSearchQuery(
  db: Queryable,
  workspaceId: string,
  languages: readonly (string | null)[],
  text: string,
): Promise<string | null> {
  const wanted = new Set(languages.map((language) => (language === null ? null : configurationOf(language))));
  const named = [...wanted].filter((configuration) => configuration !== null);
  const queries = named.length === 0 ? [] : await readStemQueries(db, named, text);
  const grams = wanted.has(null) ? toGramQuery(text) : null;
  if (grams !== null) queries.push({ configuration: null, query: grams });
  const parts = queries.map(({ configuration, query }) => `('${keyOf(workspaceId, configuration)}' & (${query}))`);
  return parts.length === 0 ? null : parts.join(' | ');
}

/** Stop words alone find nothing. */
async function readStemQueries(db: Queryable, configurations: string[], text: string) {
  return db.execute<{ configuration: string | null; query: string }>(sql`
    select configuration, query::text
    from unnest(${sql.param(configurations)}::text[]) as configuration,
      websearch_to_tsquery(configuration::regconfig, ${toComparable(text)}) as query
    where numnode(query) > 0`).then((rows) => [...rows]);
}

/** Characters of nobody's writing, which mark what was found. */
const [hitStart, hitEnd] = ['\u{e000}', '\u{e001}'];

interface FoundText {
  text: string;
  /** Null where nobody knows it. */
  language: string | null;
}

/** Of each text, what shows where it holds something that was looked for. */
export async function findSnippets(db: Queryable, text: string, found: readonly FoundText[]): Promise<string[]> {
  const stemHits = await findStemHits(db, text, found);
  return found.map((each) => cutSnippet(each.text, stemHits.get(each) ?? findTerm(text, each.text)));
}

/** Of which cutSnippet leaves out nothing. */
const shortEnough = 200;

/** Where PostgreSQL finds the first word, of the long texts in languages that it knows: all in one query. */
async function findStemHits(db: Queryable, text: string, found: readonly FoundText[]): Promise<Map<FoundText, number>> {
  const long = found.flatMap((each) => {
    const configuration = each.language === null || each.text.length <= shortEnough ? null : configurationOf(each.language);
    return configuration === null ? [] : [{ each, configuration }];
  });
  if (long.length === 0) return new Map();
  const configurations = sql.param(long.map(({ configuration }) => configuration));
  const texts = sql.param(long.map(({ each }) => each.text));
  const options = `HighlightAll=true, StartSel=${hitStart}, StopSel=${hitEnd}`;
  const rows = await db.execute<{ marked: string }>(sql`
    select ts_headline(name::regconfig, whole, websearch_to_tsquery(name::regconfig, ${text}), ${options}) as marked
    from unnest(${configurations}::text[], ${texts}::text[]) with ordinality as long(name, whole, place)
    order by place`);
  return new Map(long.map(({ each }, i) => [each, Math.max(0, rows[i]?.marked.indexOf(hitStart) ?? 0)]));
}

/** Where the first of the words is that are there. */
function findTerm(text: string, whole: string): number {
  const comparable = whole.toLowerCase();
  const hits = parseSearch(text)
    .flat()
    .filter(({ isExcluded }) => !isExcluded)
    .map(({ text: term }) => comparable.indexOf(term.toLowerCase()));
  return Math.max(0, Math.min(...hits.filter((hit) => hit >= 0), comparable.length));
}
