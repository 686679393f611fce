import { useEffect, useState } from 'preact/hooks';
import { type Device, devicesApiOf } from '../../client/devices-api.ts';
import { request } from '../../client/request.ts';
import { isSendable, longestAddress, sendTabKey } from '../../client/sendable.ts';
import { openUriCommand } from '../../crypto/client/send-tab.ts';
import { Busy } from '../ui/busy.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { useResult } from '../ui/use-result.ts';
import type { Vault } from '../vault/vault.ts';
import { VaultFrame } from '../vault/vault-frame.tsx';
import { becomeInstallable } from './install.ts';
import { bookmarklet, sharedPage } from './shared-page.ts';
import { text } from './text.ts';

const devicesApi = devicesApiOf(request);

/** `/send`: sends the address of a page to one of somebody's Firefoxes. */
export function SendPage() {
  useEffect(becomeInstallable, []);
  return <VaultFrame width="medium">{(vault) => <Send vault={vault} />}</VaultFrame>;
}

function Send({ vault }: { vault: Vault }) {
  const { value: devices, problem } = useResult(() => devicesApi.list(vault.sessionToken));
  const able = devices?.filter((device) => sendTabKey(device) !== undefined);
  return (
    <>
      <Heading>{text.title}</Heading>
      <p class="lead">{text.lead}</p>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {!able && !problem && <Busy />}
      {able?.length === 0 && <Notice kind="note">{text.noDevices}</Notice>}
      {able && able.length > 0 && <SendForm vault={vault} devices={able} />}
      <section class="card">
        <h2>{text.bookmarkletTitle}</h2>
        <p>{text.bookmarklet}</p>
        <p ref={(paragraph) => paragraph?.querySelector('a')?.setAttribute('href', bookmarklet(location.origin))}>
          <a class="button quiet" href="/send">
            {text.bookmarkletName}
          </a>
        </p>
      </section>
    </>
  );
}

function SendForm({ vault, devices }: { vault: Vault; devices: Device[] }) {
  const [{ url, title }, setPage] = useState(() => sharedPage(location.hash));
  const [target, setTarget] = useState(devices[0]!.id);
  const [error, setError] = useState<string>();
  const [sent, setSent] = useState<string>();

  async function send(): Promise<string | undefined> {
    setSent(undefined);
    const address = url.trim();
    setError(isSendable(address) ? undefined : text.addressInvalid);
    if (!isSendable(address)) return undefined;
    if (address.length > longestAddress) return text.tooLong;
    const device = devices.find(({ id }) => id === target)!;
    const name = nameOf(device);
    try {
      const page = { url: address, title: title.trim() || address };
      const sealed = await vault.client.sealPage(sendTabKey(device)!, page);
      const { notified } = await devicesApi.invoke(vault.sessionToken, target, openUriCommand, sealed);
      setSent(notified ? text.told(name) : text.waits(name));
      return undefined;
    } catch (problem) {
      if (problem instanceof Error && problem.message.includes('older key')) return text.otherKey(name);
      throw problem;
    }
  }

  return (
    <div class="card">
      {sent && <Notice kind="good">{sent}</Notice>}
      <Form submit={text.send} onSubmit={send}>
        <Field
          label={text.address}
          autocomplete="off"
          value={url}
          onValue={(url) => setPage({ url, title })}
          error={error}
        />
        <Field label={text.pageTitle} autocomplete="off" value={title} onValue={(title) => setPage({ url, title })} />
        <fieldset>
          <legend>{text.to}</legend>
          {devices.map((device) => (
            <label key={device.id} class="check">
              <input type="radio" name="device" checked={device.id === target} onChange={() => setTarget(device.id)} />
              <span>{nameOf(device)}</span>
            </label>
          ))}
        </fieldset>
      </Form>
    </div>
  );
}

const nameOf = ({ name }: Device) => name || text.unknownDevice;
