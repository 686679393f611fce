import { useMemo, useState } from 'preact/hooks';
import { ImportSection } from '../import/import-section.tsx';
import { language } from '../language/language.ts';
import type { CollectionInfo } from '../sync-client/sync-client.ts';
import { Busy } from '../ui/busy.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { own } from '../ui/own.ts';
import { timeAgo } from '../ui/time.ts';
import { useResult } from '../ui/use-result.ts';
import type { Vault } from '../vault/vault.ts';
import { VaultFrame } from '../vault/vault-frame.tsx';
import { Collections } from './collections.ts';
import { text } from './text.ts';
import { CollectionView } from './views/collection-view.tsx';
import { ExportSection } from './views/export-section.tsx';

// What people ask for first comes first; what Sync needs for itself is not shown.
const order = [
  'bookmarks',
  'history',
  'passwords',
  'tabs',
  'clients',
  'addresses',
  'creditcards',
  'forms',
  'addons',
  'prefs',
];
const internal = ['meta', 'crypto', 'keys'];

/** `/data`: what is stored here, opened with the password. */
export function DataPage() {
  return <VaultFrame width="wide">{(vault) => <Data vault={vault} />}</VaultFrame>;
}

function Data({ vault }: { vault: Vault }) {
  const collections = useMemo(() => new Collections(vault), [vault]);
  const [round, setRound] = useState(0);
  const { value: list, problem } = useResult(() => collections.list(), String(round));
  const [chosen, choose] = useState<string>();
  const shown = list?.filter(({ name }) => !internal.includes(name)).sort(byOrder);
  const changed = (name: string) => {
    collections.forget(name);
    setRound(round + 1);
  };
  const info = shown?.find(({ name }) => name === chosen);
  return (
    <>
      <Heading>{text.title}</Heading>
      <p class="lead">{text.lead}</p>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {!shown && !problem && <Busy />}
      {shown && (
        <nav class="row kinds" aria-label={text.sections}>
          {shown.map((each) => (
            <Kind key={each.name} info={each} isChosen={each.name === chosen} onChoose={() => choose(each.name)} />
          ))}
        </nav>
      )}
      {info && (
        <section class="card" aria-labelledby="kind">
          <h2 id="kind">{nameOf(info.name)}</h2>
          <CollectionView key={`${info.name}${round}`} collections={collections} name={info.name} all={info.records} />
        </section>
      )}
      {list && <ExportSection collections={collections} list={list} />}
      {list && <ImportSection client={vault.client} onChanged={changed} />}
    </>
  );
}

function Kind({ info, isChosen, onChoose }: { info: CollectionInfo; isChosen: boolean; onChoose(): void }) {
  return (
    <button type="button" class="button quiet" aria-pressed={isChosen} onClick={onChoose}>
      <span>
        <strong>{nameOf(info.name)}</strong>
        <span class="hint">
          {text.entries(info.records)}, {text.lastChange(timeAgo(info.modified, Date.now(), language()))}
        </span>
      </span>
    </button>
  );
}

const nameOf = (name: string) => own(text.names, name) ?? name;

const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
const byOrder = (a: CollectionInfo, b: CollectionInfo) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1);
