import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import { cutText } from '../cut-text.js';
import type { CallOptions } from '../executor.js';
import type { Outcome } from '../observation.js';
import { observationBody } from '../observation-body.js';
import { saveBytes } from '../shaping/save-bytes.js';

export interface DescribeResultOptions {
  readonly maxBodyCharacters: number;
  /** Folder that images, sounds and files are saved in; where there is none they are only told of. */
  readonly binaryFolder?: string;
}

const maxReasonCharacters = 2_000;

/**
 * What a tool's reply comes to: its structured content where it has one, otherwise its texts; anything binary is saved
 * or told of. What a tool reports as its error is `failed`, with the tool's words. `onReply` is given the whole.
 */
export async function describeResult(
  result: JsonObject,
  options: DescribeResultOptions,
  onReply: CallOptions['onReply'] = () => {},
): Promise<Outcome> {
  const blocks = Array.isArray(result['content']) ? (result['content'] as readonly JsonValue[]) : [];
  const described = await Promise.all(blocks.map(block => describeBlock(block, options)));
  const texts = described.map(({ text }) => text).filter(text => text !== '');
  if (result['isError'] === true) {
    const reason = texts.join('\n') || structuredText(result) || 'the tool reported an error and said nothing of it';
    return { status: 'failed', reason: cutText(reason, maxReasonCharacters) };
  }
  const { structuredContent } = result;
  const max = options.maxBodyCharacters;
  const value = structuredContent ?? onlyValue(texts);
  onReply({ value });
  const body = observationBody(value, max);
  if (structuredContent === undefined) return { status: 'ok', ...body };
  // Texts beside structured content say the same again; what is not text does not.
  const more = described.filter(({ isText }) => !isText).map(({ text }) => `\n${text}`);
  return { status: 'ok', ...body, body: cutText(`${body.body}${more.join('')}`, max) };
}

function structuredText({ structuredContent }: JsonObject): string {
  return structuredContent === undefined ? '' : JSON.stringify(structuredContent);
}

/** The texts as one; JSON where there is one text that is an object or an array. */
function onlyValue(texts: readonly string[]): JsonValue {
  const [only = ''] = texts;
  if (texts.length !== 1 || !/^\s*[{[]/.test(only)) return texts.join('\n\n');
  try {
    return JSON.parse(only) as JsonValue;
  } catch {
    return only; // begins like JSON and is none
  }
}

interface DescribedBlock {
  readonly text: string;
  readonly isText: boolean;
}

async function describeBlock(block: JsonValue, options: DescribeResultOptions): Promise<DescribedBlock> {
  if (!isJsonObject(block)) return { text: '', isText: true };
  const { type, text, data, resource } = block;
  if (type === 'text' && typeof text === 'string') return { text, isText: true };
  if ((type === 'image' || type === 'audio') && typeof data === 'string') {
    return { text: await describeBinary(type, data, block, options), isText: false };
  }
  if (type === 'resource_link')
    return { text: `[link ${oneLine(block['name'])}: ${oneLine(block['uri'])}]`, isText: false };
  if (type === 'resource' && isJsonObject(resource)) {
    const uri = oneLine(resource['uri']);
    if (typeof resource['text'] === 'string') return { text: `[resource ${uri}]\n${resource['text']}`, isText: false };
    if (typeof resource['blob'] === 'string') {
      return { text: await describeBinary(`resource ${uri}`, resource['blob'], resource, options), isText: false };
    }
  }
  return { text: `[${oneLine(type)}]`, isText: false };
}

async function describeBinary(
  what: string,
  base64: string,
  { mimeType }: JsonObject,
  { binaryFolder }: DescribeResultOptions,
): Promise<string> {
  const bytes = Buffer.from(base64, 'base64');
  const type = oneLine(mimeType) || 'application/octet-stream';
  if (binaryFolder === undefined) return `[${what}, ${type}, ${bytes.length} bytes]`;
  const { file } = await saveBytes(bytes, type, binaryFolder);
  return `[${what}, ${type}, ${bytes.length} bytes, saved as ${file}]`;
}

function oneLine(value: unknown): string {
  return typeof value === 'string' ? cutText(value.replace(/\s+/g, ' '), 300) : '';
}
