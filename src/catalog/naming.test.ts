import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignNames, baseName, isLegalName } from './naming.js';

describe('baseName', () => {
  it.each([
    [['Stripe API', 'createRefund'], 'stripe_api_create_refund'],
    [['pet', 'petGet'], 'pet_get'],
    [['Météo', 'prévisions / jour'], 'meteo_previsions_jour'],
    [['GitHub v3 REST API', 'repos/list-for-user'], 'git_hub_v3_rest_api_repos_list_for_user'],
    [['weather', 'HTTPStatusCodes'], 'weather_http_status_codes'],
    [['AWS', 'listAPIs'], 'aws_list_apis'],
    [['ids', 'getURLsOfIDs'], 'ids_get_urls_of_ids'],
    [['天気'], 'api'],
    [[], 'api'],
  ])('%j is %s', (parts, expected) => {
    expect(baseName(...parts)).toBe(expected);
  });

  it('keeps the beginning and the end of a name that is too long', () => {
    expect(baseName('graph-beta', 'users.calendarGroups.calendars.calendarView.instances.getExtensions')).toBe(
      'graph_beta_users_calendar_view_instances_get_extensions',
    );
  });

  it('drops words from the front where what comes first is long itself', () => {
    const name = baseName('a very long winded title of a document about things', 'get the last thing of all of them');
    expect(name).toBe('of_a_document_about_things_get_the_last_thing_of_all_of_them');
  });

  it('is always legal', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), parts => isLegalName(baseName(...parts))));
  });
});

describe('assignNames', () => {
  const wanted = fc
    .uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.constantFrom('a', 'A', 'b', 'get_user', 'x'.repeat(64))), {
      selector: ([id]) => id,
    })
    .map(pairs => pairs.map(([id, name]) => ({ id, baseName: name })));

  it('keeps a name only one API wants and tells apart those that want the same', () => {
    const names = assignNames([
      { id: '1', baseName: 'get_user' },
      { id: '2', baseName: 'list' },
      { id: '3', baseName: 'list' },
    ]);
    expect(Object.fromEntries(names)).toEqual({ 1: 'get_user', 2: 'list_d4735e', 3: 'list_4e0740' });
  });

  it('gives distinct legal names, the same in any order', () => {
    fc.assert(
      fc.property(wanted, apis => {
        const names = assignNames(apis);
        const distinct = new Set([...names.values()].map(name => name.toLowerCase()));
        expect(distinct.size).toBe(apis.length);
        expect([...names.values()].every(isLegalName)).toBe(true);
        expect(new Map([...assignNames([...apis].reverse())].sort())).toEqual(new Map([...names].sort()));
      }),
    );
  });

  it('does not rename an API when one that wants another name goes', () => {
    fc.assert(
      fc.property(wanted, apis => {
        const [gone, ...rest] = apis;
        const before = assignNames(apis);
        const after = assignNames(rest);
        for (const api of rest.filter(a => a.baseName.toLowerCase() !== gone?.baseName.toLowerCase())) {
          expect(after.get(api.id)).toBe(before.get(api.id));
        }
      }),
    );
  });
});
