import { useState } from 'preact/hooks';
import { ApiError } from '../../client/api-error.ts';
import { solveAltcha } from '../captcha/altcha.ts';
import { SiteverifyWidget } from '../captcha/siteverify-widget.tsx';
import type { PageConfig } from '../page-config.ts';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { newPasswordProblems, type PasswordProblems } from '../ui/new-password.ts';
import { NewPasswordFields } from '../ui/new-password-fields.tsx';
import { Notice } from '../ui/notice.tsx';
import { describeProblem } from '../ui/problem.ts';
import { text } from './text.ts';

/** What the server wants to know of somebody new. */
export interface NewAccount {
  password: string;
  invite: string;
  /** Answer to the captcha; empty where none is asked. */
  captcha: string;
}

interface Props {
  /** No Firefox will be connected by it. */
  isTabOnly: boolean;
  /** The invitation makes the account an administrator's. */
  grantsAdmin: boolean;
  email: string;
  config: PageConfig;
  initialInvite: string;
  onSignUp(account: NewAccount): Promise<void>;
  onOtherEmail(): void;
}

/** Asks for the password of a new account, and for an invitation where one is needed. */
export function SignUpStep({ isTabOnly, grantsAdmin, email, config, initialInvite, onSignUp, onOtherEmail }: Props) {
  const [next, setNext] = useState({ password: '', repeated: '' });
  const [invite, setInvite] = useState(initialInvite);
  const [needsInvite, needInvite] = useState(config.signups === 'invite' || initialInvite !== '');
  const [errors, setErrors] = useState<PasswordProblems>();
  const [inviteError, setInviteError] = useState<string>();
  const [answer, setAnswer] = useState<string | null>(null);
  const [isCaptchaMissing, setCaptchaMissing] = useState(false);
  const [isCaptchaBroken, breakCaptcha] = useState(false);
  const { captcha } = config;
  // An invitation stands for the captcha, too.
  const asksCaptcha = captcha.kind === 'siteverify' && !invite.trim();

  async function submit() {
    const problems = await newPasswordProblems(email, next.password, next.repeated);
    const isInviteMissing = needsInvite && config.signups === 'invite' && !invite.trim();
    setErrors(problems);
    setInviteError(isInviteMissing ? text.inviteMissing : undefined);
    if (problems || isInviteMissing) return;
    setCaptchaMissing(asksCaptcha && !answer);
    if (asksCaptcha && !answer) return;
    const solved = captcha.kind === 'altcha' && !invite.trim() ? await solveAltcha() : answer;
    try {
      await onSignUp({ password: next.password, invite: invite.trim(), captcha: solved ?? '' });
    } catch (error) {
      if (!(error instanceof ApiError && error.reason?.startsWith('invite'))) throw error;
      needInvite(true);
      setInviteError(describeProblem(error));
    }
  }

  return (
    <>
      <Heading>{text.signUpTitle}</Heading>
      {isTabOnly && <Notice kind="note">{text.tabOnlyNew}</Notice>}
      {grantsAdmin && <Notice kind="good">{text.adminNew}</Notice>}
      <p class="lead">{text.signUpLead}</p>
      <Form submit={text.signUp} onSubmit={submit}>
        <Field label={text.email} inputMode="email" autocomplete="username" value={email} onValue={() => {}} readOnly />
        {needsInvite && (
          <Field
            label={text.invite}
            autocomplete="off"
            value={invite}
            onValue={setInvite}
            hint={text.inviteHint}
            error={inviteError}
          />
        )}
        <NewPasswordFields
          labels={{ password: text.password, repeated: text.repeat }}
          value={next}
          onValue={setNext}
          errors={errors}
        />
        {asksCaptcha && <SiteverifyWidget {...captcha} onAnswer={setAnswer} onFailure={() => breakCaptcha(true)} />}
        {isCaptchaMissing && (
          <p class="field-error" role="alert">
            {text.captchaMissing}
          </p>
        )}
        {isCaptchaBroken && <Notice kind="bad">{text.captchaBroken}</Notice>}
        <p class="hint">{text.signUpWarning}</p>
      </Form>
      <p>
        <button type="button" class="link-button" onClick={onOtherEmail}>
          {text.otherEmail}
        </button>
      </p>
    </>
  );
}
