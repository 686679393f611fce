import { type ComponentChild, render } from 'preact';
import { loadWords } from './language/language.ts';
import { readPageConfig } from './page-config.ts';
import { loadPage } from './routes.ts';
import { showCrashes } from './ui/crash-notice.ts';

showCrashes();
void page().then((shown) => render(shown, document.getElementById('app')!));

// Those who come by a good address needn't load what the others are shown.
async function page(): Promise<ComponentChild> {
  const config = readPageConfig(document);
  const { publicUrl } = config;
  if (publicUrl !== null && config.accounts === 'external') {
    await loadWords(['landing']);
    const { ConnectStorageOnly } = await import('./landing/connect-storage-only.tsx');
    return <ConnectStorageOnly address={publicUrl} />;
  }
  if (publicUrl === null || new URL(publicUrl).pathname !== '/') {
    await loadWords(['landing']);
    const { RootNeededPage, SetupPage } = await import('./landing/plain-pages.tsx');
    return publicUrl === null ? <SetupPage /> : <RootNeededPage />;
  }
  if (!window.isSecureContext || !crypto.subtle) {
    await loadWords(['guide', 'landing']);
    const { InsecurePage } = await import('./landing/insecure-page.tsx');
    return <InsecurePage config={config} />;
  }
  const Page = await loadPage(location.pathname);
  return <Page config={config} parameters={new URLSearchParams(location.search)} />;
}
