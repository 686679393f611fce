import type { ComponentType } from 'preact';
import { loadWords } from './language/language.ts';
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
const mySync: Loader = async () => (await import('./my-sync/my-sync-page.tsx')).MySyncPage;
const timeMachine: Loader = async () => (await import('./time-machine/time-machine-page.tsx')).TimeMachinePage;
const admin: Loader = async () => (await import('./admin/admin-page.tsx')).AdminPage;
const send: Loader = async () => (await import('./send/send-page.tsx')).SendPage;
const back: Loader = async () => (await import('./landing/plain-pages.tsx')).BackToFirefoxPage;
const notFound: Loader = async () => (await import('./landing/plain-pages.tsx')).NotFoundPage;

const adminRooms =
  'admin admin/activity admin/backups admin/logs admin/overview admin/processes admin/users signin vault';

/** Which page a path shows, and the rooms beside `ui` whose words it shows; the first match counts. Every path stands in `page-paths.ts`, too. */
const routes: [path: RegExp, load: Loader, rooms: string][] = [
  [
    /^\/(signin|signup|authorization|(oauth\/)?force_auth|signin_token_code|post_verify\/.*)?$/,
    signIn,
    'signin landing pairing',
  ],
  [/^\/settings(\/clients)?$/, settings, 'settings'],
  [/^\/settings\/(profile|avatar\/change)$/, profile, 'settings'],
  [/^\/settings\/password$/, password, 'settings signin'],
  [/^\/settings\/email$/, email, 'settings'],
  [/^\/settings\/recovery-key$/, recoveryKey, 'settings'],
  [/^\/settings\/two-step$/, twoStep, 'settings'],
  [/^\/settings\/delete$/, deletion, 'settings'],
  [/^\/settings\/administrator$/, administrator, 'settings'],
  [/^\/(complete_)?reset_password$/, reset, 'reset signin'],
  [/^\/verify_email$/, verifyEmail, 'reset'],
  [/^\/connect(_another_device)?$/, connect, 'guide'],
  [/^\/oauth$/, authority, 'pairing'],
  [/^\/pair$/, pair, 'pairing'],
  [/^\/pair\/code$/, pairingCode, 'pairing landing signin'],
  [/^\/pair\/supp$/, supplicant, 'pairing'],
  [/^\/data$/, data, 'data import signin vault'],
  [/^\/sync$/, mySync, 'my-sync settings'],
  [/^\/history$/, timeMachine, 'time-machine data signin vault'],
  [/^\/admin(\/(?!api(\/|$))[a-z]+)?$/, admin, adminRooms],
  [/^\/send$/, send, 'send signin vault'],
  [/^\/oauth\/success\/[^/]+$/, back, 'landing'],
];

const routeOf = (path: string) => routes.find(([pattern]) => pattern.test(path));

/** The rooms whose words the page of a path shows. */
export const roomsOf = (path: string): string[] => ['ui', ...(routeOf(path)?.[2] ?? 'landing').split(' ')];

/** Loads the page of a path, with its words. */
export async function loadPage(path: string): Promise<ComponentType<PageProps>> {
  await loadWords(roomsOf(path));
  return (routeOf(path)?.[1] ?? notFound)();
}
