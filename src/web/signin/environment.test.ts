import { describe, expect, it } from 'vitest';
import type { Firefox } from '../webchannel/firefox.ts';
import { ChannelError } from '../webchannel/webchannel.ts';
import { detectEnvironment } from './environment.ts';

describe('who is around the page', () => {
  const desktop = 'Mozilla/5.0 (X11) Gecko/20100101 Firefox/153.0';
  const flow = 'client_id=5882386c6d801776&state=s&scope=profile&code_challenge=c';
  const status = { signedInUser: null, isDesktop: true, engines: [], canPair: false };
  const answers =
    (with_ = status, isFlowActive: boolean | null = false) =>
    () =>
      ({ status: async () => with_, isFlowActive: async () => isFlowActive }) as unknown as Firefox;
  const tooOld = { kind: 'deaf', why: 'too old' };
  const fails = (failure: ChannelError['failure']) => () =>
    ({
      status: async () => {
        throw new ChannelError(failure, '');
      },
    }) as unknown as Firefox;

  it.each([
    ['Firefox with a flow', `context=oauth_webchannel_v1&${flow}`, desktop, answers(), { kind: 'firefox' }],
    ['Firefox that can begin a flow', '', desktop, answers(), { kind: 'firefox', flow: null }],
    ['desktop that can not begin a flow', '', desktop, answers(status, null), { kind: 'web' }],
    ['desktop that has lost its flow', 'context=oauth_webchannel_v1', desktop, answers(status, null), { kind: 'deaf' }],
    [
      'desktop that takes keys',
      'context=fx_desktop_v3',
      desktop,
      answers(status, null),
      { takesKeys: true, flow: null },
    ],
    [
      'desktop that takes keys, with a flow',
      `context=oauth_webchannel_v1&${flow}`,
      desktop,
      answers(),
      { takesKeys: false },
    ],
    ['a Firefox of long ago', 'context=fx_desktop_v1', desktop, answers(), tooOld],
    ['an old phone', `context=fx_fennec_v1&${flow}`, desktop, answers(), tooOld],
    ['a phone without a flow', '', desktop, answers({ ...status, isDesktop: false }), { kind: 'web' }],
    ['a client with a redirect address', `redirect_uri=urn:x&${flow}`, desktop, answers(), { kind: 'redirect' }],
    ['another browser', '', 'Chrome', answers(), { kind: 'web' }],
    ['another browser with a flow', flow, 'Chrome', answers(), { kind: 'deaf', why: 'not firefox' }],
    ['a restarted Firefox', flow, desktop, fails('no channel'), { kind: 'deaf', why: 'no channel' }],
    ['Android set up wrongly', flow, `Android ${desktop}`, fails('no answer'), { kind: 'deaf', why: 'android' }],
    ['Firefox that knows nothing of us', '', desktop, fails('no channel'), { kind: 'web' }],
  ])('%s', async (_name, query, userAgent, open, expected) => {
    expect(await detectEnvironment(new URLSearchParams(query), userAgent, open)).toMatchObject(expected);
  });
});
