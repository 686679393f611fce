import type { ComponentType } from 'preact';
import type { PageProps } from './page-props.ts';

type Loader = () => Promise<ComponentType<PageProps>>;

const signIn: Loader = async () => (await import('./signin/sign-in-page.tsx')).SignInPage;
const connect: Loader = async () => (await import('./guide/guide-page.tsx')).GuidePage;
const settings: Loader = async () => (await import('./settings/settings-page.tsx')).SettingsPage;
const profile: Loader = async () => (await import('./settings/profile-page.tsx')).ProfilePage;
const password: Loader = async () => (await import('./settings/password-page.tsx')).PasswordPage;
const email: Loader = async () => (await import('./settings/email-page.tsx')).EmailPage;
const recoveryKey: Loader = async () => (await import('./settings/recovery-key-page.tsx')).RecoveryKeyPage;
const twoStep: Loader = async () => (await import('./settings/two-step-page.tsx')).TwoStepPage;
const administrator: Loader = async () => (await import('./settings/administrator-page.tsx')).AdministratorPage;
const deletion: Loader = async () => (await import('./settings/delete-page.tsx')).DeletePage;
const reset: Loader = async () => (await import('./reset/reset-page.tsx')).ResetPage;
const verifyEmail: Loader = async () => (await import('./reset/verify-email-page.tsx')).VerifyEmailPage;
const pair: Loader = async () => (await import('./pairing/pair-page.tsx')).PairPage;
const pairingCode: Loader = async () => (await import('./pairing/code-page.tsx')).CodePage;
const supplicant: Loader = async () => (await import('./pairing/supplicant-page.tsx')).SupplicantPage;
const authority: Loader = async () => (await import('./pairing/authority-page.tsx')).AuthorityPage;
const data: Loader = async () => (await import('./data/data-page.tsx')).DataPage;
const timeMachine: Loader = async () => (await import('./time-machine/time-machine-page.tsx')).TimeMachinePage;
const admin: Loader = async () => (await import('./admin/admin-page.tsx')).AdminPage;
const send: Loader = async () => (await import('./send/send-page.tsx')).SendPage;
const back: Loader = async () => (await import('./landing/plain-pages.tsx')).BackToFirefoxPage;
const notFound: Loader = async () => (await import('./landing/plain-pages.tsx')).NotFoundPage;

/** Which page a path shows; the first match counts. Every path stands in `page-paths.ts`, too. */
const routes: [RegExp, Loader][] = [
  [/^\/(signin|signup|authorization|(oauth\/)?force_auth|signin_token_code|post_verify\/.*)?$/, signIn],
  [/^\/settings(\/clients)?$/, settings],
  [/^\/settings\/(profile|avatar\/change)$/, profile],
  [/^\/settings\/password$/, password],
  [/^\/settings\/email$/, email],
  [/^\/settings\/recovery-key$/, recoveryKey],
  [/^\/settings\/two-step$/, twoStep],
  [/^\/settings\/delete$/, deletion],
  [/^\/settings\/administrator$/, administrator],
  [/^\/(complete_)?reset_password$/, reset],
  [/^\/verify_email$/, verifyEmail],
  [/^\/connect(_another_device)?$/, connect],
  [/^\/oauth$/, authority],
  [/^\/pair$/, pair],
  [/^\/pair\/code$/, pairingCode],
  [/^\/pair\/supp$/, supplicant],
  [/^\/data$/, data],
  [/^\/history$/, timeMachine],
  [/^\/admin(\/(?!api(\/|$))[a-z]+)?$/, admin],
  [/^\/send$/, send],
  [/^\/oauth\/success\/[^/]+$/, back],
];

/** Loads the page of a path. */
export function loadPage(path: string): Promise<ComponentType<PageProps>> {
  const route = routes.find(([pattern]) => pattern.test(path));
  return (route?.[1] ?? notFound)();
}
