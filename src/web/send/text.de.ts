import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  title: 'Eine Seite senden',
  lead: 'An einen Ihrer Firefoxe, aus jedem Browser. Die Adresse wird in diesem Tab nur für dieses Gerät verschlüsselt; der Server kann sie nicht lesen.',
  address: 'Adresse der Seite',
  addressInvalid: 'Geben Sie eine Adresse ein, die mit https:// oder http:// beginnt.',
  pageTitle: 'Titel (darf leer bleiben)',
  to: 'Senden an',
  noDevices:
    'Keines Ihrer Geräte nimmt Seiten an. Verbinden Sie einen Firefox, oder gleichen Sie die ab, die Sie haben: Dabei meldet jeder hier, dass er Seiten annimmt.',
  unknownDevice: 'Gerät ohne Namen',
  otherKey: (name) =>
    `${name} wurde mit einem älteren Schlüssel dieses Kontos angemeldet, vielleicht vor dem Zurücksetzen des Passworts. Melden Sie es noch einmal an; dann nimmt es Seiten an.`,
  send: 'Senden',
  told: (name) => `Gesendet. ${name} ist benachrichtigt und öffnet die Seite gleich.`,
  waits: (name) =>
    `Gesendet. ${name} öffnet die Seite beim nächsten Abgleich, oder wenn dort jemand „Jetzt synchronisieren“ wählt; sie wartet 30 Tage.`,
  tooLong: 'Diese Adresse ist zu lang, um gesendet zu werden.',
  bookmarkletTitle: 'Von der Seite aus, auf der Sie sind',
  bookmarklet:
    'Ziehen Sie diesen Link in die Lesezeichenleiste Ihres Browsers. Ein Klick darauf, auf einer beliebigen Seite, öffnet deren Adresse hier, bereit zum Senden.',
  bookmarkletName: 'An Firefox senden',
};
