import type { JsonSchema, Sqlite, SqlRow, SqlValue } from '../../base/index.js';
import type { Api } from '../api.js';
import {
  type DefinitionLookup,
  maxArgumentCharacters,
  maxReturnCharacters,
  withDefinitions,
} from '../with-definitions.js';
import { type EffectRule, readEffectRules, ruledEffect } from './effect-rules.js';
import { type ApiContent, type CommonMembers, sourceOf, unpackApi } from './packed-api.js';

/** `outline`: without the definitions its document shares. */
export type Completeness = 'whole' | 'outline';

export interface ApiReader {
  /** In id order, read as they are asked for. */
  ofCollection(collection: string, completeness: Completeness): IterableIterator<Api>;
  /** `condition` is SQL over the table `api` with one placeholder. */
  where(condition: string, value: SqlValue, completeness?: Completeness): Api[];
  /** What an API is, whether it has a name already or not; without shared definitions. */
  content(id: string): ApiContent | undefined;
  forget(): void;
}

/** Makes APIs of the store's rows. Remembers what documents have in common until told to `forget`. */
export function readApis(database: Sqlite): ApiReader {
  const commons = new Map<number, CommonMembers>();
  const rules = new Map<string, readonly EffectRule[]>();

  function commonOf(document: number): CommonMembers {
    let common = commons.get(document);
    if (common === undefined) {
      const row = database.get('SELECT common FROM document WHERE number = ?', document);
      common = JSON.parse(String(row?.['common'])) as CommonMembers;
      commons.set(document, common);
    }
    return common;
  }
  function rulesOf(collection: string): readonly EffectRule[] {
    let known = rules.get(collection);
    if (known === undefined) {
      known = readEffectRules(database, collection);
      rules.set(collection, known);
    }
    return known;
  }
  function definition(document: number, sql: string): DefinitionLookup {
    return name => {
      const text = database.get(sql, document, name)?.['text'];
      return typeof text === 'string' ? text : undefined;
    };
  }

  function contentOf(row: SqlRow): ApiContent {
    const common = commonOf(Number(row['document']));
    const { packed, uri, pointer } = row;
    const source = sourceOf(
      { ...(typeof uri === 'string' ? { uri } : {}), ...(typeof pointer === 'string' ? { pointer } : {}) },
      common,
    );
    return unpackApi(new Uint8Array(packed as ArrayBuffer), source, common);
  }
  function apiOf(row: SqlRow, completeness: Completeness): Api {
    const document = Number(row['document']);
    const id = String(row['id']);
    const name = String(row['name']);
    const collection = id.slice(0, id.indexOf('/'));
    const { otherNames: _otherNames, ...content } = contentOf(row);
    const whole = completeness === 'whole';
    const parameters = whole
      ? withDefinitions(content.parameters, definition(document, argumentsSql), maxArgumentCharacters)
      : content.parameters;
    const returns = whole ? withReturns(content.returns, document) : content.returns;
    const effect = ruledEffect(rulesOf(collection), { id, name, collection }) ?? content.effect;
    return { ...content, parameters, ...(returns === undefined ? {} : { returns }), effect, id, name, collection };
  }
  function withReturns(schema: JsonSchema | undefined, document: number): JsonSchema | undefined {
    return schema && withDefinitions(schema, definition(document, returnsSql), maxReturnCharacters);
  }

  return {
    *ofCollection(collection: string, completeness: Completeness): IterableIterator<Api> {
      // Ids begin with the collection's name and a slash; "0" is the character after the slash.
      const rows = database.each(
        `${selectApi} WHERE id > ? AND id < ? AND name IS NOT NULL ORDER BY id`,
        `${collection}/`,
        `${collection}0`,
      );
      for (const row of rows) yield apiOf(row, completeness);
    },
    where: (condition: string, value: SqlValue, completeness: Completeness = 'whole'): Api[] =>
      database.all(`${selectApi} WHERE ${condition} AND name IS NOT NULL`, value).map(row => apiOf(row, completeness)),
    content: id => database.all(`${selectApi} WHERE api.id = ?`, id).map(contentOf)[0],
    forget(): void {
      commons.clear();
      rules.clear();
    },
  };
}

const selectApi = `SELECT id, document, name, packed, uri, pointer
  FROM api JOIN content ON content.number = api.content`;
const argumentsSql = 'SELECT coalesce(arguments, returns) AS text FROM definition WHERE document = ? AND name = ?';
const returnsSql = 'SELECT coalesce(returns, arguments) AS text FROM definition WHERE document = ? AND name = ?';
