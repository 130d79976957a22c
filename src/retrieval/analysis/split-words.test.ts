import { expect, it } from 'vitest';
import { splitWords } from './split-words.js';

it.each([
  ['', []],
  ['Find the cheapest flight!', ['find', 'the', 'cheapest', 'flight']],
  ['getUserById', ['get', 'user', 'by', 'id', 'getuserbyid']],
  ['get_user-by.id', ['get', 'user', 'by', 'id']],
  ['/v1/refunds/{refundId}', ['refunds', 'refund', 'id', 'refundid']],
  ['v2 V1.1 (v3_0) v1beta1, v2alpha', []],
  ['ipv4 v2ray V v mp3v1 v12345', ['ipv4', 'v2ray', 'v', 'v', 'mp3v1', 'v12345']],
  ['userIDs URLs APIsByName', ['user', 'ids', 'userids', 'urls', 'apis', 'by', 'name', 'apisbyname']],
  [`a ${'Zm9v'.repeat(20)} b`, ['a', 'b']],
  ['YouTube', ['you', 'tube', 'youtube']],
  ['parseXMLFile', ['parse', 'xml', 'file', 'parsexmlfile']],
  ['sha256 MP3 3D', ['sha256', 'mp3', '3', 'd', '3d']],
  ['Café Ångström', ['cafe', 'angstrom']],
  ['прогнозПогоды', ['прогноз', 'погоды', 'прогнозпогоды']],
  ['天気予報を調べる', ['天気', '予報', 'を', '調べる']],
  ['สวัสดีชาวโลก', ['สวัสดี', 'ชาว', 'โลก']],
  ['한국어 날씨', ['한국어', '날씨']],
] as const)('%s', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

it('treats text of plain letters alike, whatever stands beside it', () => {
  for (const text of ['getUserById and HTTPServer2Go', 'A1B2 aBC ABc']) {
    expect(splitWords(`${text} é`)).toEqual([...splitWords(text), 'e']);
  }
});
