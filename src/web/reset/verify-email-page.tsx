import { emailApi } from '../api/email-api.ts';
import type { PageProps } from '../page-props.ts';
import { Busy } from '../ui/busy.tsx';
import { CardPage } from '../ui/card-page.tsx';
import { Frame } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { useResult } from '../ui/use-result.ts';
import { text } from './text.ts';

/** `/verify_email`: the link of a mail confirms an address. */
export function VerifyEmailPage({ parameters }: PageProps) {
  const result = useResult(() => emailApi.confirm(parameters.get('uid') ?? '', parameters.get('code') ?? ''));
  return (
    <Frame width="narrow">
      <CardPage title={text.verifyTitle}>
        {!result.value && !result.problem && <Busy />}
        {result.value && <Notice kind="good">{text.verified}</Notice>}
        {result.problem && <Notice kind="bad">{text.verifyFailed}</Notice>}
      </CardPage>
    </Frame>
  );
}
