const steps: [system: string, text: string[]][] = [
  [
    'Firefox on Windows, macOS or Linux',
    [
      'Open Settings, search for “certificates”, choose View Certificates, and Import on the tab Authorities.',
      'Choose the downloaded file and tick “Trust this CA to identify websites”.',
      'For many computers: put the file into the policy Certificates.Install (policies.json).',
    ],
  ],
  [
    'Firefox for Android',
    [
      'Open the phone’s settings, search for “CA certificate”, and install the downloaded file.',
      'In Firefox open Settings, About Firefox, and tap the logo until a hidden menu is announced.',
      'In Settings, Secret Settings turn on “Use third party CA certificates”.',
    ],
  ],
  [
    'iPhone and iPad',
    [
      'Open this page in Safari, download the profile for Apple devices, and install it in Settings, Profile Downloaded.',
      'In Settings, General, About, Certificate Trust Settings turn on full trust for it.',
    ],
  ],
];

/**
 * Renders the page that leads to trusting the network's own authority.
 *
 * @param origin - Public URL, for the title.
 * @param style - The style sheet of the pages; this one must work before anything else can be loaded.
 * @param fingerprint - SHA-256 of the authority's certificate, to compare by eye.
 */
export function authorityPage(origin: string, fingerprint: string, style: string): string {
  const list = steps
    .map(
      ([system, texts]) =>
        `<h2>${system}</h2><ol class="steps">${texts.map((text) => `<li>${text}</li>`).join('')}</ol>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Trust this Foxden</title>
<style>${style}</style>
<div class="frame"><main class="medium"><div class="card">
<h1>Trust this Foxden</h1>
<p>${origin} has a certificate of its own authority. Each device has to trust that authority once. It can vouch for this
one host only, so trusting it gives nobody power over other sites.</p>
<p class="row"><a class="button" href="/ca/foxden.crt">Download the certificate</a>
<a class="button quiet" href="/ca/foxden.mobileconfig">Download the profile for Apple devices</a></p>
<p>If you came here over http, compare the fingerprint with the one that <code>foxden status</code> prints on the
server before you trust it:</p>
<p class="copy"><code>${fingerprint}</code></p>
</div>
<div class="card">${list}</div></main></div>
</html>
`;
}
