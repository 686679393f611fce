import { findLanguage, loadWords } from './language/language.ts';
import { roomsOf } from './routes.ts';

findLanguage();
// The words first, since they are looked up when the modules that show them are loaded.
void loadWords(roomsOf(location.pathname)).then(() => import('./start.tsx'));
