import { readFileSync, writeFileSync } from 'node:fs';
import { envExample, withOptionTables } from './option-docs.ts';

// npm run docs: writes what is made from the table of settings.
const path = (name: string) => new URL(`../../${name}`, import.meta.url);
writeFileSync(path('.env.example'), envExample());
writeFileSync(path('README.md'), withOptionTables(readFileSync(path('README.md'), 'utf8')));
