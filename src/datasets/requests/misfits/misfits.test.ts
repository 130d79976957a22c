import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { smallTalkKinds, smallTalks } from './small-talk.js';
import { unfitTasks } from './unfit-tasks.js';
import { remains, withoutTool } from './without-tool.js';

describe('smallTalks', () => {
  const made = smallTalks(4_000, seededRandom(1));

  it('says thousands of different things of every kind', () => {
    expect(made).toHaveLength(4_000);
    const counts = new Map(smallTalkKinds.map(kind => [kind, made.filter(each => each.kind === kind).length]));
    for (const [kind, count] of counts) expect(count, kind).toBeGreaterThan(80);
  });

  it('leaves no slot open, and is the same for the same seed', () => {
    for (const { request } of made) {
      expect(request).not.toMatch(/[{}]|undefined/);
      expect(request.length).toBeLessThan(200);
      expect(request[0]).not.toBe(' ');
    }
    expect(smallTalks(50, seededRandom(9))).toEqual(smallTalks(50, seededRandom(9)));
    const asked = smallTalks(20, seededRandom(3), ['joke']);
    expect(new Set(asked.map(each => each.kind))).toEqual(new Set(['joke']));
  });
});

describe('unfitTasks', () => {
  it('asks for thousands of things that take a body', () => {
    const made = unfitTasks(2_000, seededRandom(2));
    expect(made).toHaveLength(2_000);
    for (const request of made) expect(request).not.toMatch(/[{}]|undefined/);
  });
});

describe('withoutTool', () => {
  const places = [
    { id: 'c/a', provider: 'p', tool: 'one' },
    { id: 'c/b', provider: 'p', tool: 'one' },
    { id: 'c/c', provider: 'q', tool: 'one' },
  ];

  it('takes away the tools of all that answers a request', () => {
    const [pair] = withoutTool([{ request: 'do it', relevant: new Set(['c/a']) }], places);
    expect(pair?.removedTools).toEqual(new Set(['p\none']));
    expect(places.filter(place => remains(place, pair!)).map(place => place.id)).toEqual(['c/c']);
  });

  it('leaves out what has an answer unknown, and what has none', () => {
    const requests = [
      { request: 'x', relevant: new Set(['c/a', 'c/gone']) },
      { request: 'y', relevant: new Set<string>() },
    ];
    expect(withoutTool(requests, places)).toEqual([]);
  });
});
