/**
 * Lets the browser install the page as an app that pages can be shared with, and keeps what is shared away from the server: a
 * service worker moves it behind the #. Where that isn't there yet, the page does it as soon as it can.
 */
export function becomeInstallable(): void {
  if (location.search !== '') history.replaceState(null, '', `${location.pathname}#${location.search.slice(1)}`);
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = new URL('assets/send-1.webmanifest', location.href).href;
  document.head.append(link);
  // Without one (in a private window, say) pages can be sent all the same, just not shared from other apps.
  navigator.serviceWorker
    ?.register(new URL('assets/share-worker-1.js', location.href), { scope: location.pathname })
    .catch(() => {});
}
