import { inviteFacts } from '../api/invite-api.ts';
import { isFirefox } from '../signin/environment.ts';
import { Notice } from '../ui/notice.tsx';
import { useResult } from '../ui/use-result.ts';
import { text } from './text.ts';

/** Says what the invitation is good for and what comes first, so that the link ends with a Firefox that syncs. */
export function Invited({ invite }: { invite: string }) {
  const { value: facts, problem } = useResult(() => inviteFacts(invite));

  if (problem) return <Notice kind="bad">{problem}</Notice>;
  if (!facts) return null;
  return (
    <>
      <Notice kind="good">{facts.grantsAdmin ? text.invitedAdministrator : text.invited}</Notice>
      {!isFirefox(navigator.userAgent) && <Notice kind="note">{text.invitedElsewhere}</Notice>}
      <p>
        <a href={`/signin?invite=${encodeURIComponent(invite)}`}>{text.invitedTab}</a>
      </p>
    </>
  );
}
