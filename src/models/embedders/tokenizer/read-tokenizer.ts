import { CapuchinError, isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import { BertTokenizer } from './bert-tokenizer.js';
import type { BertNormalizer } from './bert-words.js';

/**
 * The tokenizer that the text of a `tokenizer.json` describes (Hugging Face `tokenizers`): WordPiece with BERT's
 * normaliser and pre-tokeniser. What frames, cuts or pads texts is left to the caller.
 *
 * @throws CapuchinError `bad-tokenizer` for text that is none; `other-tokenizer` for kinds that are not read here.
 */
export function readTokenizer(text: string): BertTokenizer {
  const file = objectOf(parsed(text), 'the file');
  const model = objectOf(file['model'], 'model');
  const kind = model['type'] ?? 'unnamed';
  if (kind !== 'WordPiece') throw other(`its model is ${String(kind)}`);
  expectKind(file, 'normalizer', 'BertNormalizer');
  expectKind(file, 'pre_tokenizer', 'BertPreTokenizer');

  const ids = vocabularyOf(objectOf(model['vocab'], 'model.vocab'));
  const unknown = model['unk_token'] ?? '[UNK]';
  const unknownId = typeof unknown === 'string' ? ids.get(unknown) : undefined;
  if (unknownId === undefined) throw bad('the vocabulary has no unknown token');
  return new BertTokenizer({
    vocabulary: {
      ids,
      unknownId,
      continuation: stringOf(model['continuing_subword_prefix'] ?? '##', 'model.continuing_subword_prefix'),
      maxWordLength: countOf(model['max_input_chars_per_word'] ?? 100, 'model.max_input_chars_per_word'),
    },
    normalizer: normalizerOf(objectOf(file['normalizer'], 'normalizer')),
    added: addedOf(file['added_tokens'] ?? []),
  });
}

function vocabularyOf(vocabulary: JsonObject): ReadonlyMap<string, number> {
  return new Map(Object.entries(vocabulary).map(([token, id]) => [token, countOf(id, `model.vocab of "${token}"`)]));
}

function normalizerOf(settings: JsonObject): BertNormalizer {
  const flag = (name: keyof BertNormalizer) => settings[name] !== false;
  const { strip_accents } = settings;
  return {
    clean_text: flag('clean_text'),
    handle_chinese_chars: flag('handle_chinese_chars'),
    strip_accents: typeof strip_accents === 'boolean' ? strip_accents : null,
    lowercase: flag('lowercase'),
  };
}

function addedOf(list: JsonValue): ReadonlyMap<string, number> {
  if (!Array.isArray(list)) throw bad('added_tokens is no list');
  const added = new Map<string, number>();
  for (const entry of list as readonly JsonValue[]) {
    const token = objectOf(entry, 'an added token');
    const content = stringOf(token['content'], 'content of an added token');
    for (const flag of ['single_word', 'lstrip', 'rstrip', 'normalized']) {
      if (token[flag] === true) throw other(`its added token ${JSON.stringify(content)} is ${flag}`);
    }
    if (content !== '') added.set(content, countOf(token['id'], `id of "${content}"`));
  }
  return added;
}

function expectKind(file: JsonObject, part: string, kind: string): void {
  const given = file[part];
  const found = isJsonObject(given) ? given['type'] : undefined;
  if (found !== kind) throw other(`its ${part} is ${found === undefined ? 'missing' : String(found)}`);
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (thrown) {
    throw new CapuchinError('bad-tokenizer', 'tokenizer.json is not JSON', { cause: thrown });
  }
}

function objectOf(value: JsonValue | undefined, what: string): JsonObject {
  if (!isJsonObject(value)) throw bad(`${what} is no object`);
  return value;
}

function stringOf(value: JsonValue | undefined, what: string): string {
  if (typeof value !== 'string') throw bad(`${what} is no text`);
  return value;
}

function countOf(value: JsonValue | undefined, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw bad(`${what} is no whole number`);
  return value;
}

function bad(why: string): CapuchinError {
  return new CapuchinError('bad-tokenizer', `tokenizer.json cannot be read: ${why}`);
}

function other(why: string): CapuchinError {
  return new CapuchinError(
    'other-tokenizer',
    `only WordPiece tokenizers with BERT's normalizer and pre-tokenizer are read, and ${why}; models distilled from a BERT encoder have one`,
  );
}
