// What another app shares comes as a query, which would go to the server. Here it is put behind the #, which stays in the browser.
// Nothing else is touched, and nothing is kept. Whoever changes this file gives it another number: it is cached for a year.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode !== 'navigate' || url.search === '') return;
  event.respondWith(Response.redirect(`${url.origin}${url.pathname}#${url.search.slice(1)}`));
});
