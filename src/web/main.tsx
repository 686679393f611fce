import { loadLanguage } from './language/language.ts';

await loadLanguage();
// Only now, since the words are looked up when their modules are loaded.
await import('./start.tsx');
