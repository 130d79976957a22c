import { expect, it } from 'vitest';
import { xmlBody } from './xml-body.js';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

it('writes attributes, wrapped and plain lists, namespaces and escapes', () => {
  const shape = {
    name: 'note',
    namespace: 'urn:n"1"',
    prefix: 'n',
    properties: {
      id: { name: 'ID', attribute: true },
      lines: { name: 'lines', wrapped: true, items: { name: 'line' } },
    },
  };
  expect(xmlBody({ id: 7, lines: ['a & b', '<c>'], tag: ['x', 'y'], more: { deep: null } }, shape)).toBe(
    `${declaration}<n:note xmlns:n="urn:n&#34;1&#34;" ID="7"><lines><line>a &#38; b</line><line>&#60;c&#62;</line></lines><tag>x</tag><tag>y</tag><more><deep/></more></n:note>`,
  );
});

it('refuses names that would end an element', () => {
  expect(() => xmlBody({ 'a><b': 1 }, { name: 'r' })).toThrow('"a><b" cannot name an XML element');
});
