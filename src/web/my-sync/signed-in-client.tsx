import type { AttachedClient } from '../api/clients-api.ts';
import type { SecurityEvent } from '../api/history-api.ts';
import { language } from '../language/language.ts';
import { nameOf } from '../settings/clients.tsx';
import { text as settings } from '../settings/text.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { momentInWords } from '../ui/numbers.ts';
import { own } from '../ui/own.ts';
import { programInWords } from '../ui/program.ts';
import { timeAgo } from '../ui/time.ts';
import { signInOf } from './sign-in-of.ts';
import { text } from './text.ts';

/** One device or sign-in, with how it came in, as far as the history tells. */
export function SignedInClient(props: { client: AttachedClient; events: SecurityEvent[]; onSignOut(): Promise<void> }) {
  const { client, events, onSignOut } = props;
  const { deviceType, isCurrentSession, lastAccessTime, createdTime } = client;
  const name = nameOf(client);
  const kind = own(settings.kinds, deviceType ?? '') ?? settings.app;
  const signIn = signInOf(client, events);
  const program = signIn && programInWords(signIn.browser, signIn.os);
  const came = [
    text.signedIn(momentInWords(createdTime)),
    signIn?.address && text.from(signIn.address),
    program && program !== name && text.with(program),
  ];
  return (
    <li class="row apart">
      <div>
        <h3>
          {name} {isCurrentSession && <span class="badge">{settings.thisOne}</span>}
        </h3>
        <p class="hint">
          {kind} · {lastAccessTime ? text.lastContact(timeAgo(lastAccessTime, Date.now(), language())) : text.neverSeen}
        </p>
        <p class="hint">{came.filter(Boolean).join(' ')}</p>
      </div>
      {!isCurrentSession && (
        <ConfirmButton
          label={settings.signOut}
          name={settings.signOutOf(name)}
          question={settings.signOutConfirm(name)}
          yes={settings.yes}
          onYes={onSignOut}
        />
      )}
    </li>
  );
}
