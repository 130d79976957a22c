import { createHash } from 'node:crypto';
import type { JsonObject } from '../../base/index.js';
import type { Api, ApiDraft } from '../api.js';

/** What an API is, without what the store gives it. */
export type ApiContent = Omit<Api, 'id' | 'name' | 'collection'>;

/** Members that most APIs of a document share, as JSON texts: stored once for all of them. */
export type CommonMembers = Readonly<Record<string, string>>;

const shared = ['provider', 'tool', 'toolDescription', 'category'] as const;
const sharedByCalls = ['servers', 'security'] as const;

/** What the other APIs of a document are expected to share with this one. */
export function commonMembers(draft: ApiDraft): CommonMembers {
  return Object.fromEntries(places(draft).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
}

/** The stored text of a draft: without what is common, `null` where it lacks what is common. */
export function packApi(draft: ApiDraft, common: CommonMembers): string {
  const { key: _key, baseName: _baseName, otherNames: _otherNames, ...content } = draft;
  const packed: Record<string, unknown> = { ...content };
  const invocation: Record<string, unknown> = { ...draft.invocation };
  for (const { name, value, within } of places(draft)) {
    const holder = within === 'invocation' ? invocation : packed;
    const member = memberOf(name);
    if (value === common[name]) delete holder[member];
    else if (value === undefined) holder[member] = null;
  }
  // Not canonical: the order of properties is the order models see them in.
  return JSON.stringify({ ...packed, invocation });
}

/** What `packApi` stored. */
export function unpackApi(text: string, common: CommonMembers): ApiContent {
  const packed = JSON.parse(text) as { invocation: JsonObject } & JsonObject;
  const content: Record<string, unknown> = { ...packed };
  const invocation: Record<string, unknown> = { ...packed.invocation };
  for (const [name, value] of Object.entries(common)) {
    const holder = name.startsWith('invocation.') ? invocation : content;
    const member = memberOf(name);
    if (holder[member] === null) delete holder[member];
    else if (!Object.hasOwn(holder, member)) holder[member] = JSON.parse(value);
  }
  return { ...content, invocation } as unknown as ApiContent;
}

/** Of all that an API is. Where it stands in its source is no part of that: lines move when others come and go. */
export function contentHash({ source: _source, ...content }: ApiDraft): string {
  return shortHash(JSON.stringify(content));
}

/** 128 bits of SHA-256 as 22 characters. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

interface Place {
  readonly name: string;
  readonly within: 'draft' | 'invocation';
  readonly value: string | undefined;
}

function places(draft: ApiDraft): readonly Place[] {
  const calls = draft.invocation.kind === 'http' ? draft.invocation : undefined;
  return [
    ...shared.map((name): Place => ({ name, within: 'draft', value: textOf(draft[name]) })),
    ...(calls === undefined ? [] : sharedByCalls).map(
      (name): Place => ({ name: `invocation.${name}`, within: 'invocation', value: textOf(calls?.[name]) }),
    ),
  ];
}

function memberOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
