// npm run bench [-- --row TEXT] [--engine sqlite|mariadb] [--rounds N] [--docs] [--out DIR]
//   CPU of every path as a multiple of what its parts cost by themselves; `--docs` puts the tables into docs/bench.md.
// npm run bench -- --mixed [--engine …] [--workers N] [--rounds N] [--records N] [--docs]
//   How long 32 syncing users wait while one reads 100,000 records and one uploads 10,000.
// npm run bench -- --growth [--engine …] [--users N] [--records N] [--docs]
//   What requests cost, and how long Foxden's own work keeps them waiting, in a database of 10 million records.
// npm run bench -- --idle [--engine …] [--docs]
//   Memory and wake-ups while nobody asks for anything, and how often the disk is told to keep a write.
// npm run bench -- --scenarios [--engine …] [--only TEXT] [--no-growth] [--full] [--out DIR]
// npm run bench -- --url https://sync.example.org --secret MASTER_SECRET
//   Times of what browsers do, beside servers that do nothing, and how they grow with the database.
const has = (option: string) => process.argv.some((argument) => argument.startsWith(option));
if (has('--mixed')) await import('./mixed/main.ts');
else if (has('--idle')) await import('./idle/main.ts');
else if (has('--growth')) await import('./growth/main.ts');
else if (has('--scenarios') || has('--url')) await import('./scenarios-main.ts');
else await import('./floor/main.ts');
