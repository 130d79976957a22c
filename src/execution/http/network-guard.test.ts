import { describe, expect, it } from 'vitest';
import { type Address, AddressRefused, networkGuard } from './network-guard.js';

const v4 = (address: string): Address => ({ address, family: 4 });
const names: Record<string, readonly Address[]> = {
  'public.example': [v4('8.8.8.8'), { address: '2606:4700::1111', family: 6 }],
  'inside.example': [v4('10.0.0.1')],
  'mixed.example': [v4('8.8.8.8'), v4('127.0.0.1')],
  'gone.example': [],
};
const resolve = async (host: string) => names[host] ?? [];

describe('networkGuard', () => {
  const guard = networkGuard({ resolve, allowHosts: ['127.0.0.1:8080', '[::1]:8080', 'Inside.example'] });

  it('gives the addresses of public hosts', async () => {
    expect(await guard.check('public.example', 443)).toEqual(names['public.example']);
    expect(await guard.check('PUBLIC.example.', 443)).toEqual(names['public.example']);
    expect(await guard.check('1.1.1.1', 443)).toEqual([v4('1.1.1.1')]);
  });

  it('refuses a host with any address that is not public', async () => {
    await expect(guard.check('mixed.example', 443)).rejects.toThrow(AddressRefused);
    await expect(guard.check('[::ffff:7f00:1]', 80)).rejects.toMatchObject({ kind: 'loopback' });
    await expect(guard.check('169.254.169.254', 80)).rejects.toMatchObject({
      code: 'address-refused',
      host: '169.254.169.254',
      kind: 'link-local',
    });
  });

  it('lets allowed hosts pass, on the port that was allowed', async () => {
    expect(await guard.check('127.0.0.1', 8080)).toEqual([v4('127.0.0.1')]);
    expect(await guard.check('[::1]', 8080)).toEqual([{ address: '::1', family: 6 }]);
    expect(await guard.check('inside.example', 1)).toEqual([v4('10.0.0.1')]);
    await expect(guard.check('127.0.0.1', 8081)).rejects.toThrow(AddressRefused);
    await expect(guard.check('[::1]', 80)).rejects.toThrow(AddressRefused);
  });

  it.each(['2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0x7f.1', '①②⑦.0.0.1'])(
    'sees through the spelling %s, as URLs give it',
    async spelling => {
      await expect(guard.check(new URL(`http://${spelling}`).hostname, 80)).rejects.toMatchObject({ kind: 'loopback' });
    },
  );

  it('says when a host has no address', async () => {
    await expect(guard.check('gone.example', 80)).rejects.toMatchObject({ code: 'host-not-found' });
  });
});
