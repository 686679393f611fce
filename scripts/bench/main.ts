// npm run bench [-- --row TEXT] [--engine sqlite|mariadb] [--rounds N] [--docs] [--out DIR]
//   CPU of every path as a multiple of what its parts cost by themselves; `--docs` puts the tables into docs/bench.md.
// npm run bench -- --scenarios [--engine …] [--only TEXT] [--no-growth] [--full] [--out DIR]
// npm run bench -- --url https://sync.example.org --secret MASTER_SECRET
//   Times of what browsers do, beside servers that do nothing, and how they grow with the database.
const isScenarios = process.argv.some((argument) => argument === '--scenarios' || argument.startsWith('--url'));
await (isScenarios ? import('./scenarios-main.ts') : import('./floor/main.ts'));
