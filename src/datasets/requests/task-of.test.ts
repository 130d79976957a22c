import { describe, expect, it } from 'vitest';
import type { Api, HttpInvocation } from '../../catalog/index.js';
import { taskOf } from './task-of.js';

function apiOf(description: string, title = '', method: HttpInvocation['method'] = 'GET', path = '/'): Api {
  return {
    id: 'c/key',
    name: 'name',
    collection: 'c',
    provider: '',
    tool: '',
    category: '',
    title,
    description,
    parameters: { type: 'object' },
    effect: 'read',
    examples: [],
    source: { uri: 'test' },
    invocation: { kind: 'http', method, path, servers: [], parameters: [], security: [] },
  };
}

describe('taskOf', () => {
  it.each([
    [
      'Returns the weather forecast of a city.',
      { action: 'get', verb: 'return', object: 'the weather forecast of a city' },
    ],
    [
      'This endpoint allows you to delete an API key. Beware.',
      { action: 'delete', verb: 'delete', object: 'an API key' },
    ],
    [
      '**Deprecated**. List all open invoices that are due.',
      { action: 'list', verb: 'list', object: 'all open invoices' },
    ],
    ['Returns the number of failed jobs', { action: 'count', verb: 'count', object: 'failed jobs' }],
    ['List of users', { action: 'list', verb: 'get', object: 'users' }],
    ['Order history of a customer', { action: 'get', verb: 'get', object: 'order history of a customer' }],
    ['Subscribes to the newsletter', { action: 'other', verb: 'subscribe to', object: 'the newsletter' }],
    [
      'Checks whether an account is active.',
      { action: 'other', verb: 'check whether', object: 'an account is active' },
    ],
    ['Starts creating a new backup', { action: 'create', verb: 'create', object: 'a new backup' }],
    ['Creates or updates a price', { action: 'create', verb: 'create', object: 'a price' }],
    ['ListCashDrawerShifts', { action: 'list', verb: 'list', object: 'cash drawer shifts' }],
    ['Gets a specified <b>user</b> by [id](https://x.test).', { action: 'get', verb: 'get', object: 'a user' }],
  ])('reads %j', (description, expected) => {
    expect(taskOf(apiOf(description))).toEqual(expected);
  });

  it.each<[string, HttpInvocation['method'], string, object]>([
    ['projects.models.getPolicy', 'GET', '/', { action: 'get', verb: 'get', object: 'policy' }],
    ['Users_List', 'GET', '/users', { action: 'list', verb: 'list', object: 'users' }],
    ['wgs84ToOsgb36', 'GET', '/', { action: 'other', verb: 'convert', object: 'wgs84 to osgb36' }],
    ['POST /v1/invoices', 'POST', '/v1/invoices', { action: 'create', verb: 'create', object: 'invoices' }],
    ['POST /similarity', 'POST', '/similarity', { action: 'get', verb: 'get', object: 'similarity' }],
    ['x', 'GET', '/teams/{id}/plans/$count', { action: 'count', verb: 'count', object: 'plans' }],
  ])('reads the title %s and its path where nothing is described', (title, method, path, expected) => {
    expect(taskOf(apiOf('', title, method, path))).toMatchObject(expected);
  });

  it('says what the object belongs to, where the path tells and the object does not', () => {
    expect(taskOf(apiOf('List members', '', 'GET', '/v1/teams/{id}/members'))?.owner).toBe('team');
    expect(taskOf(apiOf('List team members', '', 'GET', '/v1/teams/{id}/members'))?.owner).toBeUndefined();
  });

  it.each([
    ['Returns the resource.', 'get'],
    ['', ''],
    ['Obtiene el listado de las entidades', ''],
    ['Note that this is internal.', '_'],
  ])('finds nothing in %j', (description, title) => {
    expect(taskOf(apiOf(description, title))).toBeUndefined();
  });

  it('leaves what tells only how to call', () => {
    expect(taskOf(apiOf('List options', 'options', 'OPTIONS'))).toBeUndefined();
  });
});
