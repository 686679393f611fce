import { usernameOf } from './names.ts';
import type { Requests } from './requests.ts';

/** What a refused request of the wizard shows: UXP's words for the server's number (sync11.md §1.3). */
export class WizardError extends Error {}

const messages: Record<number, string> = {
  1: 'illegal-method',
  2: 'invalid-captcha',
  3: 'invalid-username',
  4: 'cannot-overwrite-resource',
  5: 'userid-mismatch',
  6: 'json-parse-failure',
  7: 'invalid-password',
  8: 'invalid-record',
  9: 'weak-password',
};

/** The pages of a client's set-up (sync11.md §4.3). */
export class AccountWizard {
  readonly #requests: Requests;
  /** Preference services.sync.serverURL, with its final slash. */
  serverUrl = '';

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  /**
   * Takes the address that was typed.
   *
   * @returns False when no Sync server answers there.
   */
  async chooseServer(typed: string): Promise<boolean> {
    const withSlash = typed.endsWith('/') ? typed : `${typed}/`;
    const candidates = /^https?:/.test(withSlash)
      ? [...new Set([withSlash.replace(/^http:/, 'https:'), withSlash])]
      : [`https://${withSlash}`];
    for (const url of candidates) {
      const answer = await this.#requests.send('GET', `${url}user/1.0/a`).catch(() => undefined);
      if (answer?.status !== 200 || (answer.body !== '0' && answer.body !== '1')) continue;
      this.serverUrl = url;
      return true;
    }
    return false;
  }

  /** Looks whether there is a captcha to be shown; null when there is none. */
  async captchaPage(): Promise<string | null> {
    const answer = await this.#requests.send('GET', `${this.serverUrl}misc/1.0/captcha_html`);
    return answer.status === 404 ? null : answer.body;
  }

  /** Returns true when an account's name is taken. */
  async isTaken(account: string): Promise<boolean> {
    const answer = await this.#requests.send('GET', `${this.serverUrl}user/1.0/${usernameOf(account)}`);
    if (answer.status !== 200 || (answer.body !== '0' && answer.body !== '1'))
      throw new WizardError('generic-server-error');
    return answer.body === '1';
  }

  /**
   * Creates the account.
   *
   * @param captcha - What the captcha page's two fields hold.
   * @throws {WizardError} With what the person is shown.
   */
  async create(account: string, password: string, captcha?: { challenge: string; response: string }): Promise<void> {
    const body = JSON.stringify({
      password,
      email: account,
      'captcha-challenge': captcha?.challenge ?? null,
      'captcha-response': captcha?.response ?? null,
    });
    const headers = { 'Content-Type': 'text/plain' };
    const url = `${this.serverUrl}user/1.0/${usernameOf(account)}`;
    const answer = await this.#requests.send('PUT', url, headers, body);
    if (answer.status !== 200) throw new WizardError(shown(answer.body));
  }
}

function shown(body: string): string {
  try {
    return messages[JSON.parse(body) as number] ?? 'generic-server-error';
  } catch {
    return 'generic-server-error';
  }
}
