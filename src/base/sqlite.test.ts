import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite, type SqlValue } from './sqlite.js';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'capuchin-sqlite-')), 'file.db');
const migrations = ['CREATE TABLE thing (name TEXT, size INTEGER, content BLOB)'];

describe('openSqlite', () => {
  it('keeps every kind of value and gives rows without extras', () => {
    const database = openSqlite(newFile(), { migrations });
    expect(database.run('INSERT INTO thing VALUES (?, ?, ?)', 'a', true, new Uint8Array([1, 2]))).toBe(1);
    expect(database.run('INSERT INTO thing VALUES (?, ?, ?)', 'b', 7n, null)).toBe(1);
    const rows = database.all('SELECT * FROM thing ORDER BY name');
    expect(rows).toEqual([
      { name: 'a', size: 1, content: new Uint8Array([1, 2]).buffer },
      { name: 'b', size: 7, content: null },
    ]);
    expect(database.get('SELECT size FROM thing WHERE name = ?', 'b')).toEqual({ size: 7 });
    expect(database.get('SELECT size FROM thing WHERE name = ?', 'z')).toBeUndefined();
    database.close();
  });

  it('refuses a wrong number of values, and values SQLite has no type for', () => {
    const database = openSqlite(newFile(), { migrations });
    expect(() => database.run('INSERT INTO thing VALUES (?, ?, ?)', 'a')).toThrow('3 values expected, 1 given');
    expect(() => database.run("INSERT INTO thing VALUES ('?', ?, NULL)", 1)).not.toThrow();
    const object = {} as unknown as SqlValue;
    expect(() => database.get('SELECT * FROM thing WHERE name = ?', object)).toThrow('cannot bind');
    database.close();
  });

  it('rolls a failed transaction back', () => {
    const database = openSqlite(newFile(), { migrations });
    expect(() =>
      database.transaction(() => {
        database.run('INSERT INTO thing (name) VALUES (?)', 'a');
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(database.all('SELECT * FROM thing')).toEqual([]);
    database.close();
  });

  it('lets readers read beside a writer and refuses their writes', () => {
    const path = newFile();
    const writer = openSqlite(path, { migrations });
    const reader = openSqlite(path, { readOnly: true, migrations });
    writer.run('INSERT INTO thing (name) VALUES (?)', 'a');
    expect(reader.all('SELECT name FROM thing')).toEqual([{ name: 'a' }]);
    expect(() => reader.run('DELETE FROM thing')).toThrow(/readonly|read-only|query_only/i);
    reader.close();
    writer.close();
  });

  it('migrates a file of an older layout and refuses one of a newer', () => {
    const path = newFile();
    openSqlite(path, { migrations }).close();
    const newer = [...migrations, 'ALTER TABLE thing ADD COLUMN colour TEXT'];
    const database = openSqlite(path, { migrations: newer });
    database.run('INSERT INTO thing (colour) VALUES (?)', 'red');
    database.close();
    expect(() => openSqlite(path, { migrations })).toThrow('has layout 2, this version knows 1');
  });
});
