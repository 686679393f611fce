import { describe, expect, it } from 'vitest';
import fc from '../../../testing/properties.ts';
import { toBase64Url } from '../../crypto/client/bytes.ts';
import { readPairingCode, takeCodeFromAddress } from './pairing-code.ts';

const origin = 'https://foxden.example.org';
const id = 'AAECAwQFBgcICQoLDA0ODw';
const key = Uint8Array.from({ length: 32 }, (_, i) => i);
const hash = `#channel_id=${id}&channel_key=${toBase64Url(key)}`;
const code = { channelId: id, key, link: `${origin}/pair${hash}` };

describe('a pairing code (accounts.md §7.3)', () => {
  it.each([
    ['the link of the QR code', `${origin}/pair${hash}`],
    ['a link of newer pages, with a version', `${origin}/pair${hash}&v=1`],
    [
      'a link broken over lines by a mail program',
      ` ${origin}/pair#channel_id=${id}\n  &channel_key=${toBase64Url(key)}\n`,
    ],
    ['the fragment alone', hash],
    ['the two values alone', hash.slice(1)],
    ['a padded key', `${origin}/pair${hash}=`],
  ])('is read from %s', (_name, text) => {
    expect(readPairingCode(text, origin)).toEqual(code);
  });

  it.each([
    ['nothing', ''],
    ['a link without a code', `${origin}/pair`],
    ['half a code', `${origin}/pair#channel_id=${id}`],
    ['a cut key', hash.slice(0, -1)],
    ['another id', hash.replace(id, 'short')],
  ])('is not read from %s', (_name, text) => {
    expect(readPairingCode(text, origin)).toBe('no code');
  });

  it('of another server is told apart', () => {
    expect(readPairingCode(`https://accounts.firefox.com/pair${hash}`, origin)).toBe('other server');
    expect(readPairingCode(`http://foxden.example.org/pair${hash}`, origin)).toBe('other server');
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `https://${text}${hash}`),
        ),
        (text) => {
          const read = readPairingCode(text, origin);
          expect(typeof read === 'string' || read.key.length === 32).toBe(true);
        },
      ),
    );
  });

  it('is taken out of the address, which then does not show it any more', () => {
    const shown: unknown[] = [];
    const history = { state: null, replaceState: (...args: unknown[]) => shown.push(args[2]) } as unknown as History;
    const page = (from: string) => ({ hash: from, origin, pathname: '/pair/supp', search: '?state=s' }) as Location;
    expect(takeCodeFromAddress(page(hash), history)).toEqual(code);
    expect(takeCodeFromAddress(page('#channel_id=x&channel_key=y'), history)).toBeNull();
    expect(takeCodeFromAddress(page(''), history)).toBeNull();
    expect(shown).toEqual(['/pair/supp?state=s', '/pair/supp?state=s']);
  });
});
