import { records } from '../records.ts';
import { BenchUser } from '../user.ts';

// Two users who ask much of the server, in a process of their own: one reads a large collection over and over, one uploads
// 10,000 records as a batch over and over. Told `{ work: 'on' }` and `{ work: 'off' }`; answers each.
const [, , url, masterSecret, uid, size] = process.argv as string[];
const server = { url: url!, masterSecret: masterSecret! };
const reader = new BenchUser(server, Number(uid));
const uploader = new BenchUser(server, Number(uid) + 1);
const perPost = 100;
const bodies = Array.from({ length: 100 }, () => JSON.stringify(records(perPost)));
let isOn = false;
let done: Promise<unknown> = Promise.resolve();
/** How often each has ended since it was told to begin. */
let counts = { reads: 0, uploads: 0 };

async function read(): Promise<void> {
  while (isOn) {
    await reader.get('/storage/history?full=1');
    counts.reads++;
  }
}

async function upload(): Promise<void> {
  while (isOn) {
    let batch = 'true';
    for (const [i, body] of bodies.entries()) {
      const end = i === bodies.length - 1 ? '&commit=true' : '';
      const answer = await uploader.post(`/storage/bookmarks?batch=${batch}${end}`, body);
      batch = /"batch":"([^"]+)"/.exec(answer.body)?.[1] ?? batch;
    }
    counts.uploads++;
  }
}

for (let filled = 0; filled < Number(size); filled += 1000) await reader.post('/storage/history', records(1000));
process.on('message', async ({ work }: { work: 'on' | 'off' }) => {
  if (work === 'on') {
    isOn = true;
    counts = { reads: 0, uploads: 0 };
    done = Promise.all([read(), upload()]);
  } else {
    isOn = false;
    await done;
  }
  process.send!({ url: '', ...counts });
});
process.on('disconnect', () => process.exit(0));
process.send!({ url: '' });
