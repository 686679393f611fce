import { useState } from 'preact/hooks';
import type { LogLevel, LogLine } from '../../api/admin-api.ts';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { momentInWords } from '../../ui/numbers.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { SectionCard } from '../section-card.tsx';
import { text as shared } from '../text.ts';
import { useEvents } from '../use-events.ts';
import { LogLevelForm } from './log-level-form.tsx';
import { text } from './text.ts';

/** How many records the page keeps. */
const longest = 300;

const levels: LogLevel[] = ['error', 'warn', 'info', 'debug'];

/** What happens, as it happens, and what was noted for safety's sake. */
export function Logs({ admin }: { admin: Admin }) {
  const [level, setLevel] = useState<LogLevel>('info');
  return (
    <>
      <SectionCard title={text.logTitle} lead={text.logLead}>
        <Choice<LogLevel>
          label={text.logShow}
          value={level}
          onValue={setLevel}
          options={levels.map((each) => [each, text.logLevels[each]] as const)}
        />
        <Tail key={level} admin={admin} level={level} />
        <LogLevelForm admin={admin} />
      </SectionCard>
      <Audit admin={admin} />
    </>
  );
}

function Tail({ admin, level }: { admin: Admin; level: LogLevel }) {
  const [lines, setLines] = useState<LogLine[]>([]);
  const [isConnected, setConnected] = useState(true);

  useEvents(
    admin,
    `log=${level}`,
    (name, data) => {
      if (name === 'log') setLines((known) => merge(known, data as LogLine[]));
    },
    setConnected,
  );

  return (
    <>
      {!isConnected && <Notice kind="note">{shared.serverAway}</Notice>}
      <ScrollArea label={text.logRecords}>
        <ol class="log">
          {lines.length === 0 && <li>{text.noLog}</li>}
          {lines.map(({ number, time, level: severity, message, fields }) => (
            <li key={number} class={severity}>
              <time dateTime={new Date(time).toISOString()}>{momentInWords(time)}</time>{' '}
              <strong>{text.logWords[severity]}</strong> <span lang="en">{message}</span>{' '}
              <span class="hint inline" lang="en">
                {fieldsInWords(fields)}
              </span>
            </li>
          ))}
        </ol>
      </ScrollArea>
    </>
  );
}

// The newest come first. After a reconnection the server tells them again; after a restart it counts anew.
function merge(known: LogLine[], fresh: LogLine[]): LogLine[] {
  const keys = new Set(known.map(keyOf));
  const added = fresh.filter((line) => !keys.has(keyOf(line))).toReversed();
  return [...added, ...known].slice(0, longest);
}

const keyOf = ({ number, time }: LogLine) => `${number} ${time}`;

const fieldsInWords = (fields: Record<string, unknown>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

function Audit({ admin }: { admin: Admin }) {
  const { value, problem, reload } = useResult(() => admin.look<{ lines: string[] | null }>('/audit'));
  return (
    <SectionCard title={text.auditTitle} lead={text.auditLead} isWaiting={!value} problem={problem}>
      {value?.lines === null && <p>{text.auditElsewhere}</p>}
      {value?.lines?.length === 0 && <p>{text.noAudit}</p>}
      {value?.lines && value.lines.length > 0 && (
        <ScrollArea label={text.auditRecords}>
          <ol class="log" lang="en">
            {value.lines.map((line, index) => (
              <li key={value.lines!.length - index}>{line}</li>
            ))}
          </ol>
        </ScrollArea>
      )}
      {value?.lines && (
        <button type="button" class="button quiet" onClick={reload}>
          {shared.loadAgain}
        </button>
      )}
    </SectionCard>
  );
}
