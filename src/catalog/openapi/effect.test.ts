import { describe, expect, it } from 'vitest';
import { effectOf } from './effect.js';

describe('effectOf', () => {
  it.each([
    ['get', '/pets', 'listPets', '', 'read'],
    ['head', '/pets', undefined, '', 'read'],
    ['get', '/#Action=DeleteStack', 'GET_DeleteStack', '', 'irreversible'],
    ['get', '/stacks/delete', 'deleteStack', '', 'irreversible'],
    ['get', '/settings', 'getDeletedItems', '', 'read'],
    ['post', '/pets', 'createPet', 'Create a pet', 'irreversible'],
    ['post', '/pets/search', 'searchPets', '', 'read'],
    ['post', '/pets:search', 'pets.search', 'Searches pets', 'read'],
    ['post', '/#X-Amz-Target=Certificates.ListTags', 'ListTags', 'Lists tags', 'read'],
    ['post', '/list', 'POST_list', 'Create a list', 'irreversible'],
    ['post', '/list', 'POST_list', '', 'irreversible'],
    ['post', '/orders/validate', 'validateAndSubmitOrder', 'Validate an order and submit it', 'irreversible'],
    ['post', '/graphql/query', undefined, 'Run a query', 'irreversible'],
    ['put', '/search', 'searchPets', 'Search', 'irreversible'],
    ['delete', '/pets/{id}', 'deletePet', '', 'irreversible'],
  ])('%s %s (%s, "%s") is %5$s', (method, path, operationId, summary, effect) => {
    expect(effectOf({ method, path, summary, ...(operationId === undefined ? {} : { operationId }) })).toBe(effect);
  });
});
