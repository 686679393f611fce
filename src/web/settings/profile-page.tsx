import { useState } from 'preact/hooks';
import { type Profile, profileApi, profileToken } from '../api/profile-api.ts';
import { Busy } from '../ui/busy.tsx';
import { CardPage } from '../ui/card-page.tsx';
import { Field } from '../ui/field.tsx';
import { FileChoice } from '../ui/file-choice.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { describeProblem, isProgrammingError } from '../ui/problem.ts';
import { useResult } from '../ui/use-result.ts';
import type { Session } from './session.ts';
import { backToSettings, SettingsFrame } from './settings-frame.tsx';
import { squarePicture } from './square-picture.ts';
import { text } from './text.ts';

/** `/settings/profile` and `/settings/avatar/change` */
export function ProfilePage() {
  return <SettingsFrame>{(session) => <LoadedProfile session={session} />}</SettingsFrame>;
}

function LoadedProfile({ session }: { session: Session }) {
  const loaded = useResult(async () => {
    const token = await profileToken(session.sessionToken);
    return { token, profile: await profileApi.read(token) };
  });
  if (loaded.value) {
    return <EditProfile {...loaded.value} session={session} onChange={loaded.reload} />;
  }
  return (
    <CardPage title={text.sections.profile.title} back={backToSettings}>
      {loaded.problem ? <Notice kind="bad">{loaded.problem}</Notice> : <Busy />}
    </CardPage>
  );
}

function EditProfile(props: { token: string; profile: Profile; session: Session; onChange(): void }) {
  const { token, profile, session, onChange } = props;
  const [name, setName] = useState(profile.displayName ?? '');
  const [isSaved, setSaved] = useState(false);

  async function changed(change: Promise<unknown>) {
    setSaved(false);
    await change;
    session.firefox?.profileChanged(session.uid);
    setSaved(true);
    onChange();
  }

  return (
    <>
      <div class="card">
        <Heading>{text.sections.profile.title}</Heading>
        {isSaved && <Notice kind="good">{text.profileSaved}</Notice>}
        <Form submit={text.save} onSubmit={() => changed(profileApi.rename(token, name.trim()))}>
          <Field
            label={text.profileName}
            autocomplete="name"
            value={name}
            onValue={setName}
            hint={text.profileNameHint}
            maxLength={256}
          />
        </Form>
      </div>
      <Avatar
        profile={profile}
        onPicture={async (file) => {
          const picture = await squarePicture(file).catch((error) => {
            if (isProgrammingError(error)) throw error;
            return null;
          });
          if (!picture) return text.avatarUnreadable;
          await changed(profileApi.uploadAvatar(token, picture));
        }}
        onRemove={() => changed(profileApi.removeAvatar(token))}
      />
      <p class="back">
        <a href={backToSettings.href}>{backToSettings.words}</a>
      </p>
    </>
  );
}

function Avatar(props: {
  profile: Profile;
  onPicture(file: Blob): Promise<string | undefined>;
  onRemove(): Promise<void>;
}) {
  const { profile, onPicture, onRemove } = props;
  const [problem, setProblem] = useState<string>();

  const attempt = async (work: Promise<string | undefined>) =>
    setProblem(await work.catch((error) => describeProblem(error)));

  return (
    <section class="card">
      <h2>{text.avatarTitle}</h2>
      {problem && <Notice kind="bad">{problem}</Notice>}
      <img class="avatar" src={profile.avatar} alt={text.avatarAlt} />
      <FileChoice
        label={text.avatarChoose}
        accept="image/*"
        hint={text.avatarHint}
        onFile={(file) => attempt(onPicture(file))}
      />
      {!profile.avatarDefault && (
        <button type="button" class="button quiet" onClick={() => attempt(onRemove().then(() => undefined))}>
          {text.avatarRemove}
        </button>
      )}
    </section>
  );
}
