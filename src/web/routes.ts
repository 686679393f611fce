import type { ComponentType } from 'preact';
import type { PageConfig } from './page-config.ts';

/** What every page is given. */
export interface PageProps {
  config: PageConfig;
  /** Parameters of the page's address. */
  parameters: URLSearchParams;
}

type Loader = () => Promise<ComponentType<PageProps>>;

const signIn: Loader = async () => (await import('./signin/sign-in-page.tsx')).SignInPage;
const connect: Loader = async () => (await import('./landing/connect-firefox.tsx')).ConnectFirefox;
const settings: Loader = async () => (await import('./settings/settings-page.tsx')).SettingsPage;
const pair: Loader = async () => (await import('./pairing/pair-page.tsx')).PairPage;
const pairingCode: Loader = async () => (await import('./pairing/code-page.tsx')).CodePage;
const supplicant: Loader = async () => (await import('./pairing/supplicant-page.tsx')).SupplicantPage;
const authority: Loader = async () => (await import('./pairing/authority-page.tsx')).AuthorityPage;
const back: Loader = async () => (await import('./landing/plain-pages.tsx')).BackToFirefoxPage;
const notFound: Loader = async () => (await import('./landing/plain-pages.tsx')).NotFoundPage;

/** Which page a path shows; the first match counts. Every path stands in `page-paths.ts`, too. */
const routes: [RegExp, Loader][] = [
  [/^\/(signin|signup|authorization|oauth\/force_auth|post_verify\/.*)?$/, signIn],
  [/^\/settings(\/clients)?$/, settings],
  [/^\/connect_another_device$/, connect],
  [/^\/oauth$/, authority],
  [/^\/pair$/, pair],
  [/^\/pair\/code$/, pairingCode],
  [/^\/pair\/supp$/, supplicant],
  [/^\/oauth\/success\/[^/]+$/, back],
];

/** Loads the page of a path. */
export function loadPage(path: string): Promise<ComponentType<PageProps>> {
  const route = routes.find(([pattern]) => pattern.test(path));
  return (route?.[1] ?? notFound)();
}
