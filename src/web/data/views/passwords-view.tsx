import { useMemo, useState } from 'preact/hooks';
import { livingOnes, type OpenRecord, type PasswordRecord } from '../../sync-client/records.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import type { ReadCollection } from '../collections.ts';
import { text } from '../text.ts';
import { SearchBox } from './search-box.tsx';

/** Saved passwords; each is covered until it is asked for. */
export function PasswordsView({ read }: { read: ReadCollection }) {
  const logins = useMemo(() => loginsOf(read.records), [read]);
  const [search, setSearch] = useState('');
  const [uncovered, setUncovered] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return logins.filter(({ clear }) => `${clear.hostname}\n${clear.username}`.toLowerCase().includes(wanted));
  }, [logins, search]);

  function toggle(id: string) {
    const next = new Set(uncovered);
    if (!next.delete(id)) next.add(id);
    setUncovered(next);
  }

  return (
    <>
      <SearchBox label={text.search} value={search} onValue={setSearch} />
      <VirtualList label={text.names.passwords!} items={found} rowHeight={84} keyOf={({ id }) => id}>
        {({ id, clear }) => <Login login={clear} isUncovered={uncovered.has(id)} onToggle={() => toggle(id)} />}
      </VirtualList>
    </>
  );
}

function Login(props: { login: PasswordRecord; isUncovered: boolean; onToggle(): void }) {
  const { login, isUncovered, onToggle } = props;
  const site = login.hostname ?? '';
  return (
    <div class="row apart login">
      <span>
        <strong>{site}</strong>
        <br />
        {login.username}
      </span>
      <span class="row">
        <code>{isUncovered ? login.password : '••••••••'}</code>
        <button
          type="button"
          class="button quiet"
          aria-label={isUncovered ? text.cover(site) : text.uncover(site)}
          onClick={onToggle}
        >
          {isUncovered ? text.hide : text.show}
        </button>
      </span>
    </div>
  );
}

/** The logins, by site. */
export const loginsOf = (records: readonly OpenRecord[]) =>
  livingOnes<'passwords'>(records as OpenRecord<'passwords'>[]).sort((a, b) =>
    (a.clear.hostname ?? '').localeCompare(b.clear.hostname ?? ''),
  );

/** Asks once more before anything of the passwords is shown. */
export function PasswordsQuestion({ onYes }: { onYes(): void }) {
  return (
    <>
      <h3>{text.passwordsTitle}</h3>
      <p>{text.passwordsLead}</p>
      <button type="button" class="button" onClick={onYes}>
        {text.passwordsShow}
      </button>
    </>
  );
}
