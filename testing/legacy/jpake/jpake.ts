import { hkdf } from '../../../src/crypto/hkdf.ts';
import { fromHex, power, randomExponent, remainder, toBytes, toHex } from './arithmetic.ts';
import { g, p, q } from './group.ts';
import { isProven, type Proof, prove } from './schnorr.ts';

/** What each side says first. */
export interface RoundOne {
  gx1: string;
  gx2: string;
  zkp_x1: Proof;
  zkp_x2: Proof;
}

/** What each side says second; `A` depends on the password. */
export interface RoundTwo {
  A: string;
  zkp_A: Proof;
}

/** The keys that both sides have in the end if their passwords were the same. */
export interface SharedKeys {
  encryption: Buffer;
  hmac: Buffer;
}

/** The other side broke the protocol, or is somebody else. */
export class JpakeError extends Error {}

const keyInfo = 'Sync-AES_256_CBC-HMAC256';

/** One side of J-PAKE as Sync 1.1 has it (sync11.md §3.4): two rounds, then the keys. */
export class Jpake {
  readonly #self: string;
  readonly #peer: string;
  readonly #x1 = randomExponent();
  readonly #x2 = randomExponent();
  readonly #gx1 = power(g, this.#x1, p);
  readonly #gx2 = power(g, this.#x2, p);
  #gx3 = 0n;
  #gx4 = 0n;
  #secret = 0n;

  /**
   * @param self - Name of this side, `sender` or `receiver`.
   * @param peer - Name of the other one.
   */
  constructor(self: string, peer: string) {
    this.#self = self;
    this.#peer = peer;
  }

  roundOne(): RoundOne {
    return {
      gx1: toHex(this.#gx1),
      gx2: toHex(this.#gx2),
      zkp_x1: prove(g, this.#x1, this.#gx1, this.#self),
      zkp_x2: prove(g, this.#x2, this.#gx2, this.#self),
    };
  }

  /**
   * @param theirs - What the other side said in the first round.
   * @param password - The secret part of the PIN, ASCII.
   * @throws {JpakeError} When a proof is wrong.
   */
  roundTwo(theirs: RoundOne, password: string): RoundTwo {
    this.#gx3 = fromHex(theirs.gx1);
    this.#gx4 = fromHex(theirs.gx2);
    const proven =
      this.#gx4 !== 1n &&
      isProven(g, this.#gx3, theirs.zkp_x1, this.#peer) &&
      isProven(g, this.#gx4, theirs.zkp_x2, this.#peer);
    if (!proven) throw new JpakeError('a proof of the first round is wrong');
    this.#secret = BigInt(`0x${Buffer.from(password, 'ascii').toString('hex')}`);
    const generator = (((this.#gx1 * this.#gx3) % p) * this.#gx4) % p;
    const exponent = remainder(this.#x2 * this.#secret, q);
    const A = power(generator, exponent, p);
    return { A: toHex(A), zkp_A: prove(generator, exponent, A, this.#self) };
  }

  /**
   * @param theirs - What the other side said in the second round.
   * @throws {JpakeError} When its proof is wrong.
   */
  keys(theirs: RoundTwo): SharedKeys {
    const B = fromHex(theirs.A);
    const generator = (((this.#gx1 * this.#gx2) % p) * this.#gx3) % p;
    if (!isProven(generator, B, theirs.zkp_A, this.#peer))
      throw new JpakeError('the proof of the second round is wrong');
    // gx4 is of order q, so dividing by gx4^(x2·s) is the same as multiplying with this.
    const divided = (B * power(this.#gx4, remainder(-this.#x2 * this.#secret, q), p)) % p;
    const bytes = hkdf(toBytes(power(divided, this.#x2, p)), '', keyInfo, 64);
    return { encryption: bytes.subarray(0, 32), hmac: bytes.subarray(32) };
  }
}
