/** What the page about the network's own authority says. Names of menus are those of that language's Firefox and systems. */
export interface AuthorityTexts {
  title: string;
  lead(origin: string): string;
  certificate: string;
  profile: string;
  /** HTML. */
  compare: string;
  steps: [system: string, texts: string[]][];
}

const command = '<code>foxden status</code>';

/** By language. */
export const authorityTexts: Record<'en' | 'de' | 'es' | 'fr', AuthorityTexts> = {
  en: {
    title: 'Trust this Foxden',
    lead: (origin) =>
      `${origin} has a certificate of its own authority. Each device has to trust that authority once. It can vouch for this one host only, so trusting it gives nobody power over other sites.`,
    certificate: 'Download the certificate',
    profile: 'Download the profile for Apple devices',
    compare: `If you came here over http, compare the fingerprint with the one that ${command} prints on the server before you trust it:`,
    steps: [
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
    ],
  },
  de: {
    title: 'Diesem Foxden vertrauen',
    lead: (origin) =>
      `${origin} hat ein Zertifikat einer eigenen Zertifizierungsstelle. Jedes Gerät muss ihr einmal vertrauen. Sie kann nur für diesen einen Rechnernamen bürgen; das Vertrauen gibt also niemandem Macht über andere Seiten.`,
    certificate: 'Zertifikat herunterladen',
    profile: 'Profil für Apple-Geräte herunterladen',
    compare: `Wenn Sie über http hergekommen sind, vergleichen Sie vorher den Fingerabdruck mit dem, den ${command} auf dem Server ausgibt:`,
    steps: [
      [
        'Firefox unter Windows, macOS oder Linux',
        [
          'Öffnen Sie die Einstellungen, suchen Sie nach „Zertifikate“, wählen Sie „Zertifikate anzeigen…“ und auf dem Reiter „Zertifizierungsstellen“ „Importieren…“.',
          'Wählen Sie die heruntergeladene Datei und setzen Sie den Haken bei „Dieser CA vertrauen, um Websites zu identifizieren“.',
          'Für viele Computer: Nehmen Sie die Datei in die Richtlinie Certificates.Install (policies.json) auf.',
        ],
      ],
      [
        'Firefox für Android',
        [
          'Öffnen Sie die Einstellungen des Telefons, suchen Sie nach „CA-Zertifikat“ und installieren Sie die heruntergeladene Datei.',
          'Öffnen Sie in Firefox „Einstellungen“ und „Über Firefox“ und tippen Sie auf das Logo, bis ein verstecktes Menü gemeldet wird.',
          'Schalten Sie in den Einstellungen unter „Secret Settings“ „Use third party CA certificates“ ein; diese beiden heißen in jeder Sprache so.',
        ],
      ],
      [
        'iPhone und iPad',
        [
          'Öffnen Sie diese Seite in Safari, laden Sie das Profil für Apple-Geräte und installieren Sie es unter „Einstellungen“, „Profil geladen“.',
          'Schalten Sie ihm unter „Einstellungen“, „Allgemein“, „Info“, „Zertifikatsvertrauenseinstellungen“ das volle Vertrauen ein.',
        ],
      ],
    ],
  },
  es: {
    title: 'Confiar en este Foxden',
    lead: (origin) =>
      `${origin} tiene un certificado de una autoridad propia. Cada dispositivo tiene que confiar una vez en ella. Solo puede responder por este único equipo, así que confiar en ella no da a nadie poder sobre otros sitios.`,
    certificate: 'Descargar el certificado',
    profile: 'Descargar el perfil para dispositivos de Apple',
    compare: `Si ha llegado aquí por http, antes de confiar compare la huella con la que ${command} muestra en el servidor:`,
    steps: [
      [
        'Firefox en Windows, macOS o Linux',
        [
          'Abra los Ajustes, busque «certificados», elija «Ver certificados…» y, en la pestaña «Autoridades», «Importar…».',
          'Elija el archivo descargado y marque «Confiar en esta CA para identificar sitios web».',
          'Para muchos equipos: ponga el archivo en la política Certificates.Install (policies.json).',
        ],
      ],
      [
        'Firefox para Android',
        [
          'Abra los ajustes del teléfono, busque «certificado de CA» e instale el archivo descargado.',
          'En Firefox abra «Ajustes», «Acerca de Firefox», y toque el logotipo hasta que se anuncie un menú oculto.',
          'En los ajustes, en «Secret Settings», active «Use third party CA certificates»; ambos se llaman así en todos los idiomas.',
        ],
      ],
      [
        'iPhone y iPad',
        [
          'Abra esta página en Safari, descargue el perfil para dispositivos de Apple e instálelo en «Ajustes», «Perfil descargado».',
          'En «Ajustes», «General», «Información», «Ajustes de confianza de certificados» active la confianza total.',
        ],
      ],
    ],
  },
  fr: {
    title: 'Faire confiance à ce Foxden',
    lead: (origin) =>
      `${origin} a un certificat de sa propre autorité. Chaque appareil doit lui faire confiance une fois. Elle ne peut se porter garante que de ce seul hôte : cette confiance ne donne donc à personne de pouvoir sur d’autres sites.`,
    certificate: 'Télécharger le certificat',
    profile: 'Télécharger le profil pour les appareils Apple',
    compare: `Si vous êtes arrivé ici par http, comparez d’abord l’empreinte avec celle que ${command} affiche sur le serveur :`,
    steps: [
      [
        'Firefox sous Windows, macOS ou Linux',
        [
          'Ouvrez les paramètres, cherchez « certificats », choisissez « Afficher les certificats… », puis « Importer… » dans l’onglet « Autorités ».',
          'Choisissez le fichier téléchargé et cochez « Confirmer cette AC pour identifier des sites web ».',
          'Pour beaucoup d’ordinateurs : mettez le fichier dans la stratégie Certificates.Install (policies.json).',
        ],
      ],
      [
        'Firefox pour Android',
        [
          'Ouvrez les paramètres du téléphone, cherchez « certificat CA » et installez le fichier téléchargé.',
          'Dans Firefox, ouvrez « Paramètres », « À propos de Firefox », et touchez le logo jusqu’à l’annonce d’un menu caché.',
          'Dans les paramètres, sous « Secret Settings », activez « Use third party CA certificates » ; les deux s’appellent ainsi dans toutes les langues.',
        ],
      ],
      [
        'iPhone et iPad',
        [
          'Ouvrez cette page dans Safari, téléchargez le profil pour les appareils Apple et installez-le dans « Réglages », « Profil téléchargé ».',
          'Dans « Réglages », « Général », « Informations », « Réglages des certificats », activez la confiance totale.',
        ],
      ],
    ],
  },
};
