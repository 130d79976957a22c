import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import type { ApiDraft } from '../api.js';
import { compileDocument } from './compile-document.js';
import { openApiDocument } from './document.js';

const thing = {
  type: 'object',
  properties: {
    id: { type: 'string', readOnly: true },
    title: { type: 'string' },
    size: { type: 'object', properties: { width: { type: 'integer' }, area: { type: 'integer', readOnly: true } } },
  },
};
const json = (schema: object) => ({ 'application/json': { schema } });
const replies = (schema: object, status = '200') => ({
  responses: { [status]: { description: '', content: json(schema) } },
});
const noReply = { responses: { 204: { description: '' } } };
const body = (schema: object) => ({ requestBody: { content: json(schema) } });
const inPath = (...names: string[]) =>
  names.map(name => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

/** What is known of every operation of a document with these paths, by key. */
function compiled(paths: object, keyPrefix = ''): Record<string, Pick<ApiDraft, 'effect' | 'undo'>> {
  const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths } as JsonObject;
  const items = [...compileDocument(openApiDocument(root, 'test:'), keyPrefix)];
  return Object.fromEntries(
    items.flatMap(item => (item.kind === 'api' ? [[item.draft.key, pick(item.draft)] as const] : [])),
  );
}

function pick({ effect, undo }: ApiDraft): Pick<ApiDraft, 'effect' | 'undo'> {
  return undo === undefined ? { effect } : { effect, undo };
}

const things = {
  '/shops/{shop}/things': { parameters: inPath('shop'), post: { ...body(thing), ...replies(thing, '201') } },
  '/shops/{shopId}/things/{thingId}': {
    parameters: inPath('shopId', 'thingId'),
    get: replies(thing),
    put: { ...body(thing), ...replies(thing) },
    patch: { ...body(thing), ...replies(thing) },
    delete: noReply,
  },
};

describe('undoOf', () => {
  it('pairs POST with the DELETE whose id is in the reply, parameters by their place in the path', () => {
    expect(compiled(things, 'doc ')['doc POST /shops/{shop}/things']).toEqual({
      effect: 'reversible',
      undo: {
        description: 'delete what was created, by DELETE /shops/{shopId}/things/{thingId}',
        call: {
          api: 'doc DELETE /shops/{shopId}/things/{thingId}',
          arguments: {
            shopId: { from: 'arguments', pointer: '/shop' },
            thingId: { from: 'reply', pointer: '/id' },
          },
          after: {
            api: 'doc GET /shops/{shopId}/things/{thingId}',
            arguments: {
              shopId: { from: 'arguments', pointer: '/shop' },
              thingId: { from: 'reply', pointer: '/id' },
            },
          },
        },
      },
    });
  });

  it('puts back what GET gave before: all of it by PUT, what was given by PATCH', () => {
    const found = compiled(things);
    const path = '/shops/{shopId}/things/{thingId}';
    const known = {
      shopId: { from: 'arguments', pointer: '/shopId' },
      thingId: { from: 'arguments', pointer: '/thingId' },
    };
    const before = { api: `GET ${path}`, arguments: known };
    const member = (name: string, needed: string) => ({ from: 'before', pointer: `/${name}`, needed });
    expect(found[`PUT ${path}`]?.undo?.call).toEqual({
      api: `PUT ${path}`,
      arguments: { ...known, title: member('title', 'if-found'), size: member('size', 'if-found') },
      before,
    });
    expect(found[`PATCH ${path}`]?.undo?.call).toEqual({
      api: `PATCH ${path}`,
      arguments: { ...known, title: member('title', 'if-given'), size: member('size', 'if-given') },
      before,
    });
    expect(found[`DELETE ${path}`]).toEqual({ effect: 'irreversible' });
    expect(found[`GET ${path}`]).toEqual({ effect: 'read' });
  });

  it('deletes what a PUT created where the read before found nothing', () => {
    const path = '/things/{name}';
    const put = { ...body(thing), responses: { 200: { description: '' }, 201: { description: '' } } };
    const found = compiled({ [path]: { parameters: inPath('name'), get: replies(thing), put, delete: noReply } });
    const known = { name: { from: 'arguments', pointer: '/name' } };
    expect(found[`PUT ${path}`]?.undo?.call).toMatchObject({
      api: `PUT ${path}`,
      before: { api: `GET ${path}`, arguments: known },
      absent: { api: `DELETE ${path}`, arguments: known },
    });
    const unseen = { type: 'object', properties: { title: { type: 'string' } } };
    const partly = compiled({ [path]: { parameters: inPath('name'), get: replies(unseen), put, delete: noReply } });
    expect(partly[`PUT ${path}`]?.undo?.call).toEqual({
      api: `DELETE ${path}`,
      arguments: known,
      before: { api: `GET ${path}`, arguments: known, finds: 'nothing' },
    });
  });

  it('pairs verbs that undo each other on one thing, with the same arguments', () => {
    const at = { parameters: inPath('id') };
    const reason = { type: 'object', properties: { reason: { type: 'string' } } };
    const found = compiled({
      '/doors/{id}/lock': { ...at, post: noReply },
      '/doors/{id}/unlock': { ...at, post: noReply },
      '/doors/{id}:hide': { ...at, post: { ...body(reason), ...noReply } },
      '/doors/{id}:unhide': { ...at, post: noReply },
      '/doors/{id}/start': { ...at, post: noReply },
      '/doors/{id}/stop': { ...at, post: noReply },
      '/doors/{id}/star': {
        ...at,
        put: { summary: 'Star a door', ...noReply },
        delete: { summary: 'Unstar a door', ...noReply },
      },
      '/doors/{id}/owners': {
        ...at,
        put: { summary: 'Add an owner', ...noReply },
        delete: { summary: 'Remove owners', ...noReply },
      },
    });
    const known = { id: { from: 'arguments', pointer: '/id' } };
    expect(found['POST /doors/{id}/lock']?.undo).toEqual({
      description: 'do the opposite, by POST /doors/{id}/unlock',
      call: { api: 'POST /doors/{id}/unlock', arguments: known },
    });
    expect(found['POST /doors/{id}/start']?.effect).toBe('reversible');
    expect(found['PUT /doors/{id}/star']?.undo?.call?.api).toBe('DELETE /doors/{id}/star');
    expect(found['DELETE /doors/{id}/star']?.undo?.call?.api).toBe('PUT /doors/{id}/star');
    for (const key of ['POST /doors/{id}:hide', 'POST /doors/{id}/stop', 'PUT /doors/{id}/owners']) {
      expect(found[key]).toEqual({ effect: 'irreversible' });
    }
  });

  it('says in so many words what the document says: the only value of a parameter', () => {
    const target = (name: string) => ({
      parameters: [{ name: 'X-Target', in: 'header', required: true, schema: { enum: [name] } }],
      ...body({ type: 'object', properties: { Key: { type: 'string' } }, required: ['Key'] }),
      ...noReply,
    });
    const found = compiled({
      '/#X-Amz-Target=S.EnableKey': { post: target('S.EnableKey') },
      '/#X-Amz-Target=S.DisableKey': { post: target('S.DisableKey') },
    });
    expect(found['POST /#X-Amz-Target=S.EnableKey']?.undo?.call?.arguments).toEqual({
      'X-Target': { from: 'document', value: 'S.DisableKey' },
      Key: { from: 'arguments', pointer: '/Key' },
    });
  });

  it.each<[string, object]>([
    [
      'a reply without the id',
      {
        '/things': { post: replies({ type: 'object', properties: { ok: {} } }, '201') },
        '/things/{id}': { parameters: inPath('id'), delete: noReply },
      },
    ],
    [
      'a reply that is a list',
      {
        '/things': { post: replies({ type: 'array', items: thing }, '201') },
        '/things/{id}': { parameters: inPath('id'), delete: noReply },
      },
    ],
    [
      'nothing that says it creates',
      { '/things': { post: replies(thing) }, '/things/{id}': { parameters: inPath('id'), delete: noReply } },
    ],
    [
      'a DELETE that needs more',
      {
        '/things': { post: replies(thing, '201') },
        '/things/{id}': {
          delete: {
            parameters: [...inPath('id'), { name: 'version', in: 'query', required: true, schema: {} }],
            ...noReply,
          },
        },
      },
    ],
    [
      'a DELETE elsewhere',
      {
        '/things': { post: replies(thing, '201') },
        '/things/{id}': { servers: [{ url: 'https://other.example' }], parameters: inPath('id'), delete: noReply },
      },
    ],
    [
      'what reaches people',
      { '/messages': { post: replies(thing, '201') }, '/messages/{id}': { parameters: inPath('id'), delete: noReply } },
    ],
    [
      'what reaches money',
      {
        '/things': { post: { summary: 'Create a payment', ...replies(thing, '201') } },
        '/things/{id}': { parameters: inPath('id'), delete: noReply },
      },
    ],
    [
      'an argument that tells people',
      {
        '/things': { post: { parameters: [{ name: 'sendMail', in: 'query', schema: {} }], ...replies(thing, '201') } },
        '/things/{id}': { parameters: inPath('id'), delete: noReply },
      },
    ],
    [
      'a member that is never shown',
      {
        '/things/{id}': {
          parameters: inPath('id'),
          get: replies(thing),
          put: {
            ...body({
              type: 'object',
              properties: { title: { type: 'string' }, secret: { type: 'string', writeOnly: true } },
            }),
            ...noReply,
          },
        },
      },
    ],
    [
      'a member of another type',
      {
        '/things/{id}': {
          parameters: inPath('id'),
          get: replies(thing),
          put: {
            ...body({
              type: 'object',
              properties: { title: { type: 'object', properties: { text: { type: 'string' } } } },
            }),
            ...noReply,
          },
        },
      },
    ],
    [
      'a member that is a secret by its name',
      {
        '/things/{id}': {
          parameters: inPath('id'),
          get: replies({ type: 'object', properties: { clientSecret: { type: 'string' } } }),
          put: { ...body({ type: 'object', properties: { clientSecret: { type: 'string' } } }), ...noReply },
        },
      },
    ],
    [
      'what deletes other things later',
      {
        '/things/{id}': {
          parameters: inPath('id'),
          get: replies({ type: 'object', properties: { retentionDays: { type: 'integer' } } }),
          patch: { ...body({ type: 'object', properties: { retentionDays: { type: 'integer' } } }), ...noReply },
        },
      },
    ],
    ['no GET', { '/things/{id}': { parameters: inPath('id'), put: { ...body(thing), ...noReply } } }],
    [
      'a PUT and DELETE of a whole thing',
      {
        '/things/{id}': {
          parameters: inPath('id'),
          put: { operationId: 'updateThing', ...noReply },
          delete: { operationId: 'deleteThing', ...noReply },
        },
      },
    ],
  ])('finds no proof in %s', (_name, paths) => {
    for (const [key, { effect }] of Object.entries(compiled(paths))) {
      if (!key.startsWith('GET')) expect([key, effect]).toEqual([key, 'irreversible']);
    }
  });

  it('finds ids by what they are called, in the reply or in the one object that it wraps', () => {
    const creates = (reply: object, parameter: string, path = '/user-groups') =>
      compiled({
        [path]: { post: replies(reply, '201') },
        [`${path}/{${parameter}}`]: { parameters: inPath(parameter), delete: noReply },
      })[`POST ${path}`]?.undo?.call?.arguments[parameter];
    const object = (properties: object) => ({ type: 'object', properties });
    expect(creates(object({ group_id: { type: 'integer' } }), 'groupId')).toEqual({
      from: 'reply',
      pointer: '/group_id',
    });
    expect(creates(object({ data: object({ id: {} }) }), 'user_group_id')).toEqual({
      from: 'reply',
      pointer: '/data/id',
    });
    expect(creates(object({ user_group: object({ id: {} }) }), 'id')).toEqual({
      from: 'reply',
      pointer: '/user_group/id',
    });
    expect(creates(object({ metadata: object({ name: { type: 'string' } }) }), 'name')).toEqual({
      from: 'reply',
      pointer: '/metadata/name',
    });
    expect(creates(object({ id: object({ x: {} }) }), 'id')).toBeUndefined();
    expect(creates(object({ id: { type: 'string' } }), 'ownerId')).toBeUndefined();
  });
});
