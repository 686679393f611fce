import { randomInt } from 'node:crypto';
import { randomHex } from '../../crypto/random.ts';
import type { ServerKeys } from '../../crypto/server-keys.ts';
import { drawWord } from './picture.ts';

// Without those that look alike.
const letters = 'abcdefhkmnprstuvwxyz2345678';
const wordLength = 6;

/** How long a picture is good, ms; and how often it may be tried, since old browsers don't show another (sync11.md §1.6). */
export const captchaLifetime = 10 * 60_000;

/** Tells people from programs where nothing newer than a browser of 2011 may be there. */
export interface LegacyCaptcha {
  /** A new challenge with its picture, SVG. Only the server can tell what the challenge says. */
  challenge(): { challenge: string; picture: string };
  /** Work for a browser that can do it, in the place of the picture: JSON. Its answer goes with the challenge `altcha`. */
  work(): Promise<object>;
  /** The two fields of the frame as one text, for {@link LegacyCaptcha.verify} or the sign-up policy. */
  answerOf(challenge: string, response: string): string;
  /** Checks an answer. One challenge can be tried several times, until it was right once or is too old. */
  verify(answer: string | undefined): Promise<boolean>;
}

/** What it works with. */
export interface CaptchaContext {
  serverKeys: Pick<ServerKeys, 'seal' | 'open'>;
  /** Counts a try at a challenge; throws a WireError of status 429 when there were too many. */
  limits: { spend(name: 'legacyCaptchaTries', key: string): Promise<number> };
  /** Marks a challenge as used; false when it had been. */
  spendChallenge(id: string, expiresAt: number): Promise<boolean>;
  /** ALTCHA, as for newer browsers. */
  altcha: { challenge(): Promise<object>; verify(answer: string | undefined, address: string): Promise<boolean> };
  now: () => number;
}

/** What the frame's first field says when the second has the proof of work. */
export const altchaField = 'altcha';

const purpose = 'captcha of Sync 1.1';

/** Makes it. */
export function createLegacyCaptcha({
  serverKeys,
  limits,
  spendChallenge,
  altcha,
  now,
}: CaptchaContext): LegacyCaptcha {
  return {
    challenge() {
      const word = Array.from({ length: wordLength }, () => letters[randomInt(letters.length)]).join('');
      const content = JSON.stringify([word, now() + captchaLifetime, randomHex(32)]);
      return { challenge: serverKeys.seal(content, purpose), picture: drawWord(word) };
    },
    work: () => altcha.challenge(),
    answerOf: (challenge, response) => JSON.stringify([challenge, response]),
    async verify(answer) {
      const [challenge = '', response = ''] = answer === undefined ? [] : (JSON.parse(answer) as string[]);
      if (challenge === altchaField) return altcha.verify(response, '');
      const opened = open(serverKeys, challenge);
      if (!opened || opened.expiresAt <= now()) return false;
      await limits.spend('legacyCaptchaTries', opened.id);
      if (response.trim().toLowerCase() !== opened.word) return false;
      return spendChallenge(opened.id, opened.expiresAt);
    },
  };
}

function open(serverKeys: CaptchaContext['serverKeys'], challenge: string) {
  // What isn't sealed is given back as it is, and nobody but us can seal.
  if (!/^v1\.[0-9a-f]{8}\.[\w-]{1,400}$/.test(challenge)) return undefined;
  try {
    const [word, expiresAt, id] = JSON.parse(serverKeys.open(challenge, purpose)) as [string, number, string];
    return { word, expiresAt, id };
  } catch {
    return undefined;
  }
}
