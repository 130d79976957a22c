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
    ['get', '/sign_requests', 'get_sign_requests', 'List sign requests', 'read'],
    ['get', '/issues/{index}/labels', 'issueGetLabels', "Get an issue's labels", 'read'],
    ['get', '/tags', undefined, 'Returns the tags of a site', 'read'],
    ['get', '/posts/{id}', undefined, '', 'read'],
    ['get', '/setText', 'setTextUsingGET', 'sets the text of a pad', 'irreversible'],
    ['get', '/users/{id}/confirm-email/{token}', 'confirm_emailUser', 'Retrieves a user', 'irreversible'],
    ['get', '/access-tokens/{t}/invalidate', undefined, 'Immediately expires the tokens', 'irreversible'],
    ['get', '/lock/{thing}', 'lockThing', 'Reserve and lock a thing.', 'irreversible'],
    ['get', '/x/microsoft.graph.delta()', 'x.delta', 'Invoke function delta', 'read'],
    ['post', '/x/microsoft.graph.getByIds', 'x.getByIds', 'Invoke action getByIds', 'read'],
    ['post', '/x/microsoft.graph.sendMail', 'x.sendMail', 'Invoke action sendMail', 'irreversible'],
    ['post', '/V1.0/Roles/query', 'Roles_Query', '', 'read'],
    ['post', '/#Action=DescribeLaunches', 'POST_DescribeLaunches', 'Describes launches', 'read'],
    ['post', '/#Action=CreateTags', 'POST_CreateTags', 'Adds tags', 'irreversible'],
    ['post', '/users/search', 'searchUsersUsingPOST', 'Search a user', 'read'],
    ['post', '/vaults:batchGet', 'vaults.batchGet', 'Gets several vaults', 'read'],
    ['post', '/calendar/microsoft.graph.getSchedule', 'me.calendar.getSchedule', 'Invoke action getSchedule', 'read'],
    ['post', '/tokens/get', 'getToken', 'Get an access token', 'irreversible'],
    ['post', '/items/get', 'getOrCreateItem', 'Gets or creates an item', 'irreversible'],
    ['post', '/transfers/{id}/return', 'return_transfer', 'Return a transfer', 'irreversible'],
    ['post', '/notifications/read', 'readNotifications', 'Read all notifications', 'irreversible'],
    ['post', '/bookings/{id}/check_in', 'Bookings_CheckIn', 'Check in a guest', 'irreversible'],
    ['post', '/repos/check-runs', 'checks/create', 'Create a check run', 'irreversible'],
    ['post', '/sql/query', 'querySql', 'Query with SQL', 'irreversible'],
    ['post', '/activity/get', 'GetActivityTask', 'Used by workers to retrieve a task', 'irreversible'],
    ['put', '/search', 'searchPets', 'Search', 'irreversible'],
    ['delete', '/pets/{id}', 'deletePet', '', 'irreversible'],
  ])('%s %s (%s, "%s") is %5$s', (method, path, operationId, summary, effect) => {
    expect(effectOf({ method, path, summary, ...(operationId === undefined ? {} : { operationId }) })).toBe(effect);
  });
});
