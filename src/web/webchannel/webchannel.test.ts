import { describe, expect, it, vi } from 'vitest';
import { casualPatience, createFirefox } from './firefox.ts';
import { openWebChannel } from './webchannel.ts';

const desktop = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const ios = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 FxiOS/153.0 Mobile/15E148 Safari/605.1.15';

type Sent = { command: string; data: Record<string, unknown>; messageId: string };

/** A page whose browser answers every message with what `reply` makes of it; undefined: silence. */
function browser(reply: (sent: Sent) => unknown, userAgent = desktop, asText = false) {
  const page = new EventTarget();
  const sent: Sent[] = [];
  const details: unknown[] = [];
  page.addEventListener('WebChannelMessageToChrome', (event) => {
    const { detail } = event as CustomEvent;
    details.push(detail);
    const { message } = (typeof detail === 'string' ? JSON.parse(detail) : detail) as { message: Sent };
    sent.push(message);
    const answer = reply(message);
    if (answer === undefined) return;
    const toPage = { id: 'account_updates', message: answer };
    page.dispatchEvent(
      new CustomEvent('WebChannelMessageToContent', { detail: asText ? JSON.stringify(toPage) : toPage }),
    );
  });
  return { channel: openWebChannel(page, userAgent), sent, details, page };
}

const echo = (data: unknown) => (sent: Sent) => ({ command: sent.command, messageId: sent.messageId, data });

describe('the WebChannel (accounts.md §2.3)', () => {
  it('sends JSON text to desktop and Android, objects to iOS, with numeric ids', () => {
    const onDesktop = browser(() => undefined);
    onDesktop.channel.post('profile:change', { uid: 'u' });
    expect(onDesktop.details[0]).toBeTypeOf('string');
    expect(onDesktop.sent[0]).toMatchObject({ command: 'profile:change', data: { uid: 'u' } });
    expect(onDesktop.sent[0]!.messageId).toMatch(/^\d+$/);
    const onIos = browser(() => undefined, ios);
    onIos.channel.post('profile:change', { uid: 'u' });
    expect(onIos.details[0]).toBeTypeOf('object');
  });

  it.each([true, false])('takes answers as text or object (text: %s)', async (asText) => {
    const { channel } = browser(echo({ ok: true }), desktop, asText);
    expect(await channel.ask('fxaccounts:can_link_account', {})).toEqual({ ok: true });
  });

  it('keeps answers apart when they come in another order', async () => {
    const { channel, page, sent } = browser(() => undefined);
    const [first, second] = [channel.ask('a', {}), channel.ask('b', {})];
    for (const message of sent.toReversed()) {
      const detail = { id: 'account_updates', message: { messageId: message.messageId, data: message.command } };
      page.dispatchEvent(new CustomEvent('WebChannelMessageToContent', { detail }));
    }
    expect(await Promise.all([first, second])).toEqual(['a', 'b']);
  });

  it('tells an origin that Firefox does not listen to', async () => {
    const { channel } = browser(() => ({ errno: 2, error: 'No Such Channel' }));
    await expect(channel.ask('fxaccounts:fxa_status', {})).rejects.toMatchObject({ failure: 'no channel' });
  });

  it('tells errors of a command', async () => {
    const { channel } = browser(echo({ error: { message: 'Error: INVALID_STATE' } }));
    await expect(channel.ask('x', {})).rejects.toMatchObject({ failure: 'refused', message: 'Error: INVALID_STATE' });
  });

  it('does not wait for ever, and is not disturbed by strange events', async () => {
    const { channel, page } = browser(() => undefined);
    const asked = channel.ask('x', {}, 20);
    for (const detail of [null, 'no JSON', { id: 'other', message: { messageId: '1' } }]) {
      page.dispatchEvent(new CustomEvent('WebChannelMessageToContent', { detail }));
    }
    await expect(asked).rejects.toMatchObject({ failure: 'no answer' });
  });
});

describe('Firefox around the page (accounts.md §2.4, §9.3)', () => {
  const capabilities = { engines: ['bookmarks', 'tabs'], choose_what_to_sync: true, pairing: true };

  it('reads its status', async () => {
    const signedInUser = { uid: 'u', email: 'a@example.org', sessionToken: null };
    const { channel, sent } = browser(echo({ signedInUser, clientId: '5882386c6d801776', capabilities }));
    expect(await createFirefox(channel).status()).toEqual({
      signedInUser,
      isDesktop: true,
      engines: ['bookmarks', 'tabs'],
      canPair: true,
      pairingVersion: 1,
    });
    // Private windows hide the user unless `service` is `sync` (accounts.md §10.2.25).
    expect(sent[0]!.data).toMatchObject({ service: 'sync', isPairing: false });
  });

  it('asks again when the first question fell on deaf ears', async () => {
    let asked = 0;
    const { channel } = browser((sent) => (++asked < 3 ? undefined : echo({ signedInUser: null })(sent)));
    expect((await createFirefox(channel, 10).status()).signedInUser).toBeNull();
    expect(asked).toBe(3);
  });

  it('does not wait for the answers that phones never give', async () => {
    const { channel, sent } = browser((message) =>
      message.command === 'fxaccounts:fxa_status' ? echo({ signedInUser: null, capabilities })(message) : undefined,
    );
    const firefox = createFirefox(channel, 20);
    await firefox.status();
    expect(await firefox.canLinkAccount('a@example.org')).toBe(true);
    const choice = { offeredEngines: ['bookmarks', 'tabs'], declinedEngines: ['tabs'] };
    await firefox.login({ email: 'a@example.org', uid: 'u', sessionToken: 's', verified: true }, choice);
    await firefox.oauthLogin({ code: 'c', state: 's', scope: 'profile', action: 'signup', choice });
    expect(sent.at(-1)).toMatchObject({
      command: 'fxaccounts:oauth_login',
      data: {
        code: 'c',
        state: 's',
        action: 'signup',
        redirect: 'urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel',
        offeredSyncEngines: ['bookmarks', 'tabs'],
        declinedSyncEngines: ['tabs'],
      },
    });
  });

  it('asks about linking with the uid whenever it is known (accounts.md §2.6)', async () => {
    const { channel, sent } = browser(echo({ ok: true }));
    const firefox = createFirefox(channel);
    expect(await firefox.canLinkAccount('a@example.org')).toBe(true);
    expect(await firefox.canLinkAccount('a@example.org', 'u')).toBe(true);
    expect(sent.map(({ data }) => data)).toEqual([{ email: 'a@example.org' }, { email: 'a@example.org', uid: 'u' }]);
  });

  it('never sends an engine choice that was not made, nor keys (accounts.md §2.5)', async () => {
    const { channel, sent } = browser(echo({ ok: true, clientId: '5882386c6d801776' }));
    const firefox = createFirefox(channel);
    await firefox.status();
    await firefox.login({ email: 'a@example.org', uid: 'u', sessionToken: 's', verified: true }, null);
    expect(sent[1]!.data).toEqual({
      email: 'a@example.org',
      uid: 'u',
      sessionToken: 's',
      verified: true,
      services: { sync: {} },
    });
  });

  it.each([
    ['an unknown command', (sent: Sent) => echo({ error: { message: 'TypeError: target is undefined' } })(sent)],
    ['an error in words', (sent: Sent) => echo({ error: 'Unrecognized FxAccountsWebChannel command' })(sent)],
    ['an empty answer', (sent: Sent) => echo({})(sent)],
    ['silence', () => undefined],
  ])('takes %s for a Firefox that knows nothing of flows', async (_name, reply) => {
    vi.useFakeTimers();
    try {
      const firefox = createFirefox(browser(reply).channel);
      const asked = Promise.all([firefox.isFlowActive(), firefox.beginFlow()]);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await asked).toEqual([null, null]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not disturbed by an answer that comes too late', async () => {
    vi.useFakeTimers();
    try {
      const { channel, page, sent } = browser(() => undefined);
      const firefox = createFirefox(channel);
      const asked = firefox.isFlowActive();
      await vi.advanceTimersByTimeAsync(10_000);
      const next = firefox.isFlowActive();
      for (const { messageId } of sent) {
        const isActive = messageId === sent[1]!.messageId;
        const detail = { id: 'account_updates', message: { messageId, data: { isActive } } };
        page.dispatchEvent(new CustomEvent('WebChannelMessageToContent', { detail }));
      }
      expect([await asked, await next]).toEqual([null, true]);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([200, 1600, 5500])('hears a desktop that answers each question after %d ms', async (delay) => {
    vi.useFakeTimers();
    try {
      const { channel, page } = browser((message) => {
        const detail = { id: 'account_updates', message: echo({ clientId: '5882386c6d801776' })(message) };
        setTimeout(() => page.dispatchEvent(new CustomEvent('WebChannelMessageToContent', { detail })), delay);
      });
      const asked = createFirefox(channel, casualPatience(desktop)).status();
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await asked).isDesktop).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('sees in its status that a desktop which never answers has taken the session', async () => {
    vi.useFakeTimers();
    try {
      let sessionToken = 'before';
      const { channel, sent } = browser((message) => {
        if (message.command !== 'fxaccounts:fxa_status') return undefined;
        const signedInUser = { uid: 'u', email: 'a@example.org', sessionToken };
        return echo({ clientId: '5882386c6d801776', signedInUser, capabilities: { engines: ['addresses'] } })(message);
      });
      const firefox = createFirefox(channel);
      expect((await firefox.status()).engines).toEqual(expect.arrayContaining(['bookmarks', 'tabs', 'addresses']));
      let isDone = false;
      const keys = { keyFetchToken: 'k', unwrapBKey: 'u' };
      const login = { email: 'a@example.org', uid: 'u', sessionToken: 'after', verified: true };
      const told = firefox.login(login, null, keys).then(() => {
        isDone = true;
      });
      await vi.advanceTimersByTimeAsync(5000);
      expect(isDone).toBe(false);
      sessionToken = 'after';
      await vi.advanceTimersByTimeAsync(2000);
      await told;
      expect(sent.find(({ command }) => command === 'fxaccounts:login')!.data).toMatchObject(keys);
    } finally {
      vi.useRealTimers();
    }
  });

  it('asks phones of pairing version 2 for a flow, whose client they leave out', async () => {
    const flow = { state: 's', scope: 'profile', code_challenge: 'c', keys_jwk: 'k' };
    const { channel, sent } = browser(echo(flow));
    const firefox = createFirefox(channel, 20, 'Mozilla/5.0 (Android 16; Mobile; rv:159.0) Gecko Firefox/159.0');
    expect(await firefox.startPairing()).toMatchObject({ clientId: 'a2270f727f45f648', state: 's', keysJwk: 'k' });
    expect(sent[0]!.command).toBe('fxaccounts:pair_oauth_start');
    const old = createFirefox(browser(echo({ error: { message: 'Pairing is disabled' } })).channel, 20, ios);
    expect(await old.startPairing()).toBeNull();
    await expect(old.finishPairing({})).rejects.toMatchObject({ failure: 'refused' });
  });

  it('tells what Firefox has against a session', async () => {
    const { channel } = browser((sent) =>
      sent.command === 'fxaccounts:fxa_status'
        ? echo({ clientId: '5882386c6d801776', signedInUser: null })(sent)
        : echo({ error: { message: 'no' } })(sent),
    );
    const firefox = createFirefox(channel);
    await firefox.status();
    const login = { email: 'a@example.org', uid: 'u', sessionToken: 's', verified: true };
    await expect(firefox.changePassword(login)).rejects.toMatchObject({ failure: 'refused' });
  });
});
