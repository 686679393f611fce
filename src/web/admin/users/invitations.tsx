import { useState } from 'preact/hooks';
import type { Invitation } from '../../api/admin-api.ts';
import { QrCode } from '../../pairing/qr-code.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { momentInWords } from '../../ui/numbers.ts';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { SectionCard } from '../section-card.tsx';
import { text } from './text.ts';

/** Invitations: those that there are, and new ones, whose links are shown once. */
export function Invitations({ admin }: { admin: Admin }) {
  const { value, problem, reload } = useResult(() => admin.look<{ invites: Invitation[] }>('/invites'));
  const [link, setLink] = useState<string>();

  async function revoke(id: string) {
    await admin.act(`/invites/${id}/revoke`);
    reload();
  }

  return (
    <SectionCard title={text.invitesTitle} lead={text.invitesLead} isWaiting={!value} problem={problem}>
      {link && <FreshLink link={link} />}
      {value?.invites.length === 0 && <p>{text.noInvites}</p>}
      <ul class="plain-list">
        {value?.invites.map((invite) => (
          <li key={invite.id} class="row apart">
            <span>
              <strong>{invite.isAdmin ? text.adminInvite : invite.note || text.noNote}</strong>{' '}
              <span class={`badge ${invite.state === 'open' ? 'ok' : 'off'}`}>{text.inviteStates[invite.state]}</span>
              <span class="hint">
                {text.usesLeft(invite.usesLeft, invite.uses)} ·{' '}
                {invite.expiresAt === null ? text.forEver : text.goodUntilMoment(momentInWords(invite.expiresAt))}
              </span>
            </span>
            <ConfirmButton
              label={text.revoke}
              name={text.revokeOf(invite.note || invite.id)}
              question={text.revokeQuestion}
              yes={text.revokeYes}
              danger
              onYes={() => revoke(invite.id)}
            />
          </li>
        ))}
      </ul>
      <details>
        <summary>{text.invite}</summary>
        <InviteForm
          admin={admin}
          onLink={(made) => {
            setLink(made);
            reload();
          }}
        />
      </details>
    </SectionCard>
  );
}

function FreshLink({ link }: { link: string }) {
  return (
    <div class="fresh" role="status">
      <h3>{text.linkTitle}</h3>
      <p>{text.linkLead}</p>
      <Copy name={text.linkName} value={link} />
      <QrCode text={link} label={text.linkPicture} />
    </div>
  );
}

function InviteForm({ admin, onLink }: { admin: Admin; onLink(link: string): void }) {
  const [note, setNote] = useState('');
  const [uses, setUses] = useState('1');
  const [days, setDays] = useState('7');
  const [wrong, setWrong] = useState<{ uses?: string; days?: string }>({});

  async function submit() {
    const problems = {
      uses: within(uses, 1, 1000) ? undefined : text.usesInvalid,
      days: days.trim() === '' || within(days, 1, 3650) ? undefined : text.daysInvalid,
    };
    setWrong(problems);
    if (problems.uses || problems.days) return;
    const body = { note: note.trim(), uses: Number(uses), days: days.trim() === '' ? null : Number(days) };
    onLink((await admin.act<{ link: string }>('/invites', body)).link);
    setNote('');
  }

  return (
    <Form submit={text.inviteSubmit} onSubmit={submit} compact>
      <Field label={text.note} hint={text.noteHint} autocomplete="off" value={note} onValue={setNote} maxLength={200} />
      <Field
        label={text.uses}
        inputMode="numeric"
        autocomplete="off"
        value={uses}
        onValue={setUses}
        error={wrong.uses}
      />
      <Field
        label={text.days}
        hint={text.daysHint}
        inputMode="numeric"
        autocomplete="off"
        value={days}
        onValue={setDays}
        error={wrong.days}
      />
    </Form>
  );
}

const within = (typed: string, least: number, most: number) =>
  /^\d{1,5}$/.test(typed.trim()) && Number(typed) >= least && Number(typed) <= most;
