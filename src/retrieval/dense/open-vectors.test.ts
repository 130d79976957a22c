import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { sampleApi } from '../retriever.contract.js';
import type { RebuildNotice, RetrieverSource } from '../retriever-source.js';
import { openVectors } from './open-vectors.js';
import { exportVectors, importVectors } from './shared-vectors.js';
import { idAt } from './vector-set.js';
import { fileNameOf, vectorsPath } from './vectors-path.js';
import { wordEmbedder } from './word-embedder.contract.js';

const newFolder = () => mkdtempSync(join(tmpdir(), 'capuchin-vectors-'));
const described = (id: string, description: string) => sampleApi(id, { description });

function sourceOf(folder: string, apis: readonly Api[], fingerprint = 'f') {
  const notices: RebuildNotice[] = [];
  const names = [...new Set(apis.map(api => api.collection))];
  const source: RetrieverSource = {
    folder,
    collections: names.map(name => ({ name, fingerprint })),
    load: ids => apis.filter(api => ids.includes(api.id)),
    rebuild: collection => apis.filter(api => api.collection === collection),
    onRebuild: notice => notices.push(notice),
  };
  return { source, notices };
}

const apis = [described('b/2', 'two'), described('b/1', 'one'), described('b-c/3', 'three'), described('b/4', 'one')];

describe('openVectors', () => {
  it('makes vectors once, each text once, in id order', async () => {
    const folder = newFolder();
    const embedder = wordEmbedder();
    const { source, notices } = sourceOf(folder, apis);
    const sets = await openVectors(source, embedder);
    expect(sets.map(set => Array.from(set.scales, (_, document) => idAt(set, document)))).toEqual([
      ['b-c/3'],
      ['b/1', 'b/2', 'b/4'],
    ]);
    expect([...embedder.asked].sort()).toEqual(['one.', 'three.', 'two.']);
    expect(await openVectors(source, embedder)).toEqual(
      sets.map(set => ({ ...set, idBytes: Uint8Array.from(set.idBytes) })),
    );
    expect(embedder.asked).toHaveLength(3);
    expect(notices).toEqual(['b-c', 'b'].map(collection => ({ collection, reason: 'missing' })));
    expect(readdirSync(folder).sort()).toEqual(['b-c.words.vectors', 'b.words.vectors']);
  });

  it('embeds only what changed, and all of it for another embedder', async () => {
    const folder = newFolder();
    const embedder = wordEmbedder();
    await openVectors(sourceOf(folder, apis).source, embedder);
    const changed = [...apis.slice(1), described('b/5', 'five'), described('b/6', 'two')];
    const { source, notices } = sourceOf(folder, changed, 'g');
    const sets = await openVectors(source, embedder);
    expect(embedder.asked.slice(3)).toEqual(['five.']);
    expect(notices.map(({ reason }) => reason)).toEqual(['outdated', 'outdated']);
    expect(sets[1]?.scales).toHaveLength(4);
    const other = wordEmbedder('other');
    await openVectors(source, other);
    expect(other.asked).toHaveLength(4);
  });

  it('goes on where an interrupted run left off', async () => {
    const folder = newFolder();
    const many = Array.from({ length: 300 }, (_, i) => described(`a/${i}`, `number ${i}`));
    const stop = new AbortController();
    const progress: number[] = [];
    const first = wordEmbedder();
    const interrupted = {
      ...sourceOf(folder, many).source,
      signal: stop.signal,
      onEmbedded: ({ apis: count }: { apis: number }) => {
        progress.push(count);
        if (count === 270) stop.abort('enough');
      },
    };
    await expect(openVectors(interrupted, first)).rejects.toBe('enough');
    expect(first.asked).toHaveLength(256);
    expect(progress).toHaveLength(270);
    expect(existsSync(vectorsPath(folder, 'a', 'words'))).toBe(false);

    const second = wordEmbedder();
    const [set] = await openVectors(sourceOf(folder, many).source, second);
    expect(second.asked).toHaveLength(44);
    const [fresh] = await openVectors(sourceOf(newFolder(), many).source, wordEmbedder());
    // Comparing them element by element would take seconds.
    expect(Buffer.from(set?.rows ?? []).equals(Buffer.from(fresh?.rows ?? []))).toBe(true);
    expect(set?.scales).toEqual(fresh?.scales);
    expect(readdirSync(folder)).toEqual(['a.words.vectors']);
  });

  it('makes damaged files anew', async () => {
    const folder = newFolder();
    writeFileSync(vectorsPath(folder, 'b', 'words'), 'rubbish');
    writeFileSync(vectorsPath(folder, 'b-c', 'words'), '');
    const { source, notices } = sourceOf(folder, apis);
    await openVectors(source, wordEmbedder());
    expect(notices.map(({ reason }) => reason)).toEqual(['damaged', 'damaged']);
  });

  it('lets two at once make them once', async () => {
    const embedder = wordEmbedder();
    const { source } = sourceOf(newFolder(), apis);
    const [one, other] = await Promise.all([openVectors(source, embedder), openVectors(source, embedder)]);
    expect(embedder.asked).toHaveLength(3);
    expect(one.map(({ scales }) => scales)).toEqual(other.map(({ scales }) => scales));
  });
});

describe('shared vectors', () => {
  it('serve whoever has the same texts', async () => {
    const sets = await openVectors(sourceOf(newFolder(), apis).source, wordEmbedder());
    const file = join(newFolder(), 'vectors');
    expect(await exportVectors(file, sets)).toEqual({ embedder: 'words', texts: 3 });

    const folder = newFolder();
    expect(await importVectors(file, folder)).toEqual({ embedder: 'words', texts: 3 });
    const embedder = wordEmbedder();
    const elsewhere = [described('z/9', 'three'), described('z/8', 'four'), described('z/7', 'one')];
    const [set] = await openVectors(sourceOf(folder, elsewhere).source, embedder);
    expect(embedder.asked).toEqual(['four.']);
    const [own] = await openVectors(sourceOf(newFolder(), elsewhere).source, wordEmbedder());
    expect(set).toEqual(own);
  });

  it('add to what was imported before', async () => {
    const folder = newFolder();
    for (const text of ['one', 'two']) {
      const sets = await openVectors(sourceOf(newFolder(), [described('a/1', text)]).source, wordEmbedder());
      const file = join(newFolder(), 'vectors');
      await exportVectors(file, sets);
      await importVectors(file, folder);
    }
    const embedder = wordEmbedder();
    await openVectors(sourceOf(folder, apis).source, embedder);
    expect(embedder.asked).toEqual(['three.']);
  });

  it('say what is wrong with a file', async () => {
    const folder = newFolder();
    await expect(exportVectors(join(folder, 'x'), [])).rejects.toMatchObject({ code: 'not-found' });
    await expect(importVectors(join(folder, 'x'), folder)).rejects.toMatchObject({ code: 'not-found' });
    writeFileSync(join(folder, 'x'), 'rubbish');
    await expect(importVectors(join(folder, 'x'), folder)).rejects.toMatchObject({ code: 'index-damaged' });
    const a = await openVectors(sourceOf(newFolder(), apis).source, wordEmbedder());
    const b = await openVectors(sourceOf(newFolder(), apis).source, wordEmbedder('other'));
    await expect(exportVectors(join(folder, 'y'), [...a, ...b])).rejects.toMatchObject({ code: 'vectors-differ' });
  });
});

describe('vectorsPath', () => {
  it('makes a part of a file name of any embedder', () => {
    expect(vectorsPath('f', 'b', 'static-0123')).toBe(join('f', 'b.static-0123.vectors'));
    expect(fileNameOf('openai-Some/Model.v2')).toMatch(/^openai-some-model-v2-[0-9a-f]{8}$/);
    expect(fileNameOf('a/b')).not.toBe(fileNameOf('a-b'));
  });
});
