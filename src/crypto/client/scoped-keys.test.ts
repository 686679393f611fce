import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from './bytes.ts';
import { deriveScopedKeys } from './scoped-keys.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';
const uid = 'aeaa1725c7a24ff983c6295725d5fc9b';
const counting = (from: number, length: number) => Uint8Array.from({ length }, (_, i) => from + i);

describe('scoped keys (accounts.md §4.6)', () => {
  const derive = async (kB: string, scope: string, keyRotationTimestamp: number, more = {}) => {
    const data = { identifier: scope, keyRotationSecret: '00'.repeat(32), keyRotationTimestamp, ...more };
    return (await deriveScopedKeys(fromHex(kB), uid, { [scope]: data }))[scope];
  };

  it('vector E, Sync', async () => {
    expect(
      await derive('eaf9570b7219a4187d3d6bf3cec2770c2e0719b7cc0dfbb38243d6f1881675e9', oldsync, 1510726318123),
    ).toEqual({
      kty: 'oct',
      scope: oldsync,
      k: 'DW_ll5GwX6SJ5GPqJVAuMUP2t6kDqhUulc2cbt26xbTcaKGQl-9l29FHAQ7kUiJETma4s9fIpEHrt909zgFang',
      kid: '1510726318123-IqQv4onc7VcVE1kTQkyyOw',
    });
  });

  it('vector E, any other scope', async () => {
    const key = await derive(
      '8b2e1303e21eee06a945683b8d495b9bf079ca30baa37eb8392d9ffa4767be45',
      'app_key:https%3A//example.com',
      1510726317000,
      { keyRotationSecret: '517d478cb4f994aa69930416648a416fdaa1762c5abf401a2acf11a0f185e98d' },
    );
    expect(key).toMatchObject({
      k: 'Kkbk1_Q0oCcTmggeDH6880bQrxin2RLu5D00NcJazdQ',
      kid: '1510726317-Voc-Eb9IpoTINuo9ll7bjA',
    });
  });

  it('vector F, both kinds', async () => {
    const kB = toHex(counting(0, 32));
    expect(await derive(kB, oldsync, 1510726318123)).toMatchObject({
      k: 'GEKLLMfWCPr4sZb2CtRo0oNAJSvsX_aTkgnsU7_q37chuk3z1MmDGXs0GO8KGYgwiIF75yvMLD-qVq0MmOjqng',
      kid: '1510726318123-Yw3NKWbEM2aRElRIu7JbTw',
    });
    expect(await derive(kB, 'https://identity.mozilla.com/apps/example', 1510726318123)).toMatchObject({
      k: 'Ikk3yzR04MtiFg2QBDZip0efbQ_U1F1bDs313HVUDoQ',
      kid: '1510726318-9F4kmdufI4tZAY7st20Eww',
    });
  });
});
