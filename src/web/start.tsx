import { render } from 'preact';
import { ConnectStorageOnly } from './landing/connect-storage-only.tsx';
import { RootNeededPage, SetupPage } from './landing/plain-pages.tsx';
import { readPageConfig } from './page-config.ts';
import { loadPage } from './routes.ts';
import { showCrashes } from './ui/crash-notice.ts';

showCrashes();
const root = document.getElementById('app')!;
const config = readPageConfig(document);

if (config.publicUrl === null) {
  render(<SetupPage />, root);
} else if (config.accounts === 'external') {
  render(<ConnectStorageOnly address={config.publicUrl} />, root);
} else if (new URL(config.publicUrl).pathname !== '/') {
  render(<RootNeededPage />, root);
} else if (!window.isSecureContext || !crypto.subtle) {
  // Those who come by a good address needn't load it.
  const { InsecurePage } = await import('./landing/insecure-page.tsx');
  render(<InsecurePage config={config} />, root);
} else {
  const Page = await loadPage(location.pathname);
  render(<Page config={config} parameters={new URLSearchParams(location.search)} />, root);
}
