import type { Words } from './text.ts';

/** In Spanish. */
export const words: Words = {
  backupsTitle: 'Archivos',
  backupsLead:
    'Cada uno es un archivo cifrado con toda la base de datos y las claves. Quien tiene el archivo y su frase de contraseña lo tiene todo.',
  backupsFolder: (folder) => `Están en ${folder}, en el servidor.`,
  noBackups: 'En esta carpeta aún no hay copias de seguridad.',
  backUpNow: 'Hacer una copia de seguridad ahora',
  backUpQuestion: '¿Hacer una copia de seguridad ahora? El servidor sigue funcionando mientras tanto.',
  backUpYes: 'Sí, hacerla',
  verify: 'Comprobar',
  verifyOf: (name) => `Comprobar ${name}`,
  verifyQuestion: '¿Leer esta copia de principio a fin para ver si está completa?',
  verifyYes: 'Sí, comprobarla',
  download: 'Descargar',
  downloadOf: (name) => `Descargar ${name}`,
  downloadQuestion:
    '¿Guardar esta copia en este ordenador? Sigue cifrada; conserve su frase de contraseña en otro sitio.',
  downloadYes: 'Sí, descargarla',
  restore: 'Volver a poner esta copia',
  restoreLead:
    'Todo lo que este servidor guarda se reemplaza por lo que había entonces: cuentas, contraseñas, datos de sincronización, claves. De lo que hay ahora se hace antes una copia aparte. El servidor se detiene mientras tanto; después, cada Firefox compara lo que tiene con el servidor. Su sesión aquí también termina, salvo que sea anterior a la copia.',
  restoreConsent: 'Quiero reemplazarlo todo por esta copia',
  restoreConsentMissing: 'Marque antes la casilla, si es lo que quiere.',
  passphrase: 'Frase de contraseña',
  passphraseHint: 'Solo para una copia de otro servidor; déjela vacía para una de este.',
  restoreSubmit: 'Reemplazarlo todo',
  restorePerson: 'Recuperar los datos de una persona',
  restorePersonLead:
    'Lo que esta cuenta ha sincronizado vuelve a ser lo que era entonces; no se toca a nadie más, ni contraseñas ni claves. De lo que hay ahora se hace antes una copia aparte. En la próxima sincronización, sus navegadores comparan lo que tienen y añaden lo que falte.',
  restoreWhose: 'De quién',
  restoreWhat: 'Qué',
  restoreAllOfIt: 'todo',
  restorePersonSubmit: 'Recuperar',
  nobody: 'Nadie tiene una cuenta todavía.',
  collections: {
    bookmarks: 'marcadores',
    history: 'historial',
    passwords: 'contraseñas',
    forms: 'datos de formularios',
    prefs: 'ajustes',
    addons: 'complementos',
    tabs: 'pestañas abiertas',
    addresses: 'direcciones',
    creditcards: 'métodos de pago',
  },
};
