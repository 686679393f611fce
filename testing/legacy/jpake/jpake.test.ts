import { describe, expect, it } from 'vitest';
import { power, toHex } from './arithmetic.ts';
import { g, p, q } from './group.ts';
import { Jpake, JpakeError, type RoundOne } from './jpake.ts';
import { isProven, prove } from './schnorr.ts';

describe('the group (sync11.md §3.6)', () => {
  it('has a subgroup of order q that g generates', () => {
    expect((p - 1n) % q).toBe(0n);
    expect(power(g, q, p)).toBe(1n);
    expect(g).not.toBe(1n);
  });
});

describe('J-PAKE (sync11.md §3.4)', () => {
  const talk = (receiverPin: string, senderPin: string) => {
    const [receiver, sender] = [new Jpake('receiver', 'sender'), new Jpake('sender', 'receiver')];
    const [one, two] = [receiver.roundOne(), sender.roundOne()];
    const [A, B] = [receiver.roundTwo(two, receiverPin), sender.roundTwo(one, senderPin)];
    return { receiver: receiver.keys(B), sender: sender.keys(A) };
  };

  it('gives both sides the same keys when they were told the same secret', () => {
    const { receiver, sender } = talk('a2b3c4d5', 'a2b3c4d5');
    expect(receiver).toEqual(sender);
    expect(receiver.encryption).toHaveLength(32);
    expect(receiver.hmac).not.toEqual(receiver.encryption);
    expect(talk('a2b3c4d5', 'a2b3c4d5').receiver).not.toEqual(receiver);
  });

  it('gives different keys, and no error, when the secrets differ', () => {
    const { receiver, sender } = talk('a2b3c4d5', 'a2b3c4d6');
    expect(receiver).not.toEqual(sender);
  });

  it('refuses proofs of somebody else, of other elements, and trivial elements', () => {
    const sender = new Jpake('sender', 'receiver');
    const good = new Jpake('receiver', 'sender').roundOne();
    const other = new Jpake('receiver', 'sender').roundOne();
    const echoed = new Jpake('sender', 'receiver').roundOne();
    const wrong: RoundOne[] = [
      { ...good, gx1: other.gx1 },
      { ...good, zkp_x2: other.zkp_x2 },
      { ...good, zkp_x1: { ...good.zkp_x1, b: toHex(1n) } },
      { ...good, gx2: '1' },
      { ...good, gx1: toHex(p - 1n) },
      echoed,
    ];
    for (const message of wrong) expect(() => sender.roundTwo(message, 'a2b3c4d5')).toThrow(JpakeError);
    const A = sender.roundTwo(good, 'a2b3c4d5');
    expect(() => sender.keys({ ...A, zkp_A: other.zkp_x1 })).toThrow(JpakeError);
  });

  it('has proofs that only hold for their generator and signer', () => {
    const element = power(g, 5n, p);
    const proof = prove(g, 5n, element, 'sender');
    expect(isProven(g, element, proof, 'sender')).toBe(true);
    expect(isProven(g, element, proof, 'receiver')).toBe(false);
    expect(isProven(element, element, proof, 'sender')).toBe(false);
  });
});
