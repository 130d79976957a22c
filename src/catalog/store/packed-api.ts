import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isJsonObject, type JsonObject, type JsonValue, shortHash } from '../../base/index.js';
import type { ApiDraft, SourcePointer } from '../api.js';
import { likenessOf } from './likeness.js';

/** An API as the store keeps it. */
export interface PackedApi {
  readonly key: string;
  readonly baseName: string;
  readonly likeness: string;
  /** Equal for APIs that say the same. */
  readonly said: string;
  /** Of all that it is, but for where it stands in its source: lines move when others come and go. */
  readonly contentHash: string;
  /** The draft as compressed JSON, less what its document has in common. */
  readonly content: Uint8Array;
  /** Absent where the document's APIs have it in common. */
  readonly uri?: string;
  readonly pointer?: string;
}

/** What an API is, without what the store gives it. */
export type ApiContent = Omit<ApiDraft, 'key' | 'baseName'>;

/** Members that the APIs of a document are expected to share, as the first of them has them: stored once for all. */
export interface CommonMembers {
  readonly uri: string;
  readonly draft: JsonObject;
  readonly invocation: JsonObject;
}

const ofDraft = ['provider', 'tool', 'toolDescription', 'category'] as const;
const ofInvocation = ['servers', 'security'] as const;

export function commonMembers(draft: ApiDraft): CommonMembers {
  return { uri: draft.source.uri, ...sharedMembers(draft) };
}

/** Packs the drafts of one document; what they have in common is what the first of them has. */
export function packApi(draft: ApiDraft, common: CommonMembers): PackedApi {
  const { key, baseName, source, provider: _p, tool: _t, toolDescription: _d, category: _c, ...rest } = draft;
  const invocation: Record<string, unknown> = { ...draft.invocation };
  for (const member of ofInvocation) delete invocation[member];
  // Not canonical: the order of properties is the order models see them in.
  const own = JSON.stringify({ ...rest, invocation });
  const { draft: shared, invocation: sharedCalls } = sharedMembers(draft);
  const differing = {
    draft: differingMembers(shared, common.draft, ofDraft),
    invocation: differingMembers(sharedCalls, common.invocation, ofInvocation),
  };
  const isCommon = Object.keys(differing.draft).length + Object.keys(differing.invocation).length === 0;
  const text = isCommon ? own : `${own.slice(0, -1)},"differing":${JSON.stringify(differing)}}`;
  const sharedTexts = [
    ...ofDraft.map(name => textOf(shared[name])),
    ...ofInvocation.map(name => textOf(sharedCalls[name])),
  ];
  return {
    key,
    baseName,
    ...likenessOf(draft),
    contentHash: shortHash(`${key}\n${baseName}\n${own}\n${sharedTexts.join('\n')}`),
    content: deflateRawSync(text, { level: 1, dictionary }),
    ...(source.uri === common.uri ? {} : { uri: source.uri }),
    ...(source.pointer === undefined ? {} : { pointer: source.pointer }),
  };
}

/** What `packApi` packed, but for its key and wanted name. */
export function unpackApi(content: Uint8Array, source: SourcePointer, common: CommonMembers): ApiContent {
  const text = inflateRawSync(content, { dictionary }).toString();
  const { differing, invocation, ...rest } = JSON.parse(text) as JsonObject;
  const own = isJsonObject(differing) ? differing : {};
  const draft = withoutNulls({ ...common.draft, ...(own['draft'] as JsonObject | undefined) });
  const calls = withoutNulls({ ...common.invocation, ...(own['invocation'] as JsonObject | undefined) });
  return {
    ...draft,
    ...rest,
    source,
    invocation: { ...(invocation as JsonObject), ...calls },
  } as unknown as ApiContent;
}

/** Where a packed API stands in its source. */
export function sourceOf({ uri, pointer }: Pick<PackedApi, 'uri' | 'pointer'>, common: CommonMembers): SourcePointer {
  return { uri: uri ?? common.uri, ...(pointer === undefined ? {} : { pointer }) };
}

function sharedMembers(draft: ApiDraft): Pick<CommonMembers, 'draft' | 'invocation'> {
  const invocation = draft.invocation as unknown as Record<string, unknown>;
  return { draft: picked({ ...draft }, ofDraft), invocation: picked(invocation, ofInvocation) };
}

function picked(from: Readonly<Record<string, unknown>>, members: readonly string[]): JsonObject {
  const entries = members.flatMap(member => (from[member] === undefined ? [] : [[member, from[member]] as const]));
  return Object.fromEntries(entries) as JsonObject;
}

/** The members that are not as they are in common; null for those that are missing. */
function differingMembers(own: JsonObject, common: JsonObject, members: readonly string[]): JsonObject {
  const differing = members.filter(
    member => own[member] !== common[member] && textOf(own[member]) !== textOf(common[member]),
  );
  return Object.fromEntries(differing.map(member => [member, own[member] ?? null]));
}

/** Texts of values that many drafts share. */
const texts = new WeakMap<object, string>();

function textOf(value: JsonValue | undefined): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  let text = texts.get(value);
  if (text === undefined) {
    text = JSON.stringify(value);
    texts.set(value, text);
  }
  return text;
}

function withoutNulls(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

/** What most packed APIs hold; halves their size. Changing it makes stores unreadable: it goes with their layout. */
const dictionary = Buffer.from(
  `"examples":[{"arguments":{"contentBase64":"The content of the file, base64."},"filename":{"contentType":{
  "security":[],"servers":[{"url":"https://","deprecated":true,"undo":{"description":"call":{"api":"from":"arguments",
  "pointer":"/","effect":"irreversible","effect":"read","accept":"application/json; charset=utf-8"
  "body":{"contentType":"application/json","required":true,"shape":{"kind":"whole","argument":"body"}
  "shape":{"kind":"fields","arguments":{"encoding":{"file":true}
  "anyOf":[{"oneOf":[{"allOf":[{"nullable":"format":"date-time","format":"int32","format":"int64","format":"uri"
  "minimum":0,"maximum":100,"default":false,"default":true,"minLength":1,"maxLength":255,"pattern":"^
  "type":"boolean"},"type":"number"},"items":{"type":"object"},"type":"array","items":{"type":"string"}},"enum":["
  ,"examples":["],"description":"The ID of the "},"$ref":"#/$defs/"},"type":"integer","description":"
  {"argument":"X-Amz-","name":"X-Amz-","in":"header","style":"simple","explode":false},
  {"argument":"id","name":"id","in":"path","style":"simple","explode":false},
  {"argument":"","name":"$","in":"query","style":"form","explode":true},{"argument":"filter",
  "required":["id"],"additionalProperties":false},"returns":{"$ref":"#/$defs/"},"returns":{"type":"object","properties":{
  {"title":"","description":"Undescribed: GET /","parameters":{"type":"object","properties":{"":{"type":"string","description":"
  "invocation":{"kind":"http","method":"GET","path":"/v1/{id}","parameters":[{"argument":"`.replace(/\n\s*/g, ''),
);
