import type { SettingInForce } from '../api/admin-api.ts';
import { useResult } from '../ui/use-result.ts';
import type { Admin } from './admin.ts';
import { SectionCard } from './section-card.tsx';
import { text } from './text.ts';

/** Every setting as it is in force, with where it came from. */
export function SettingsInForce({ admin }: { admin: Admin }) {
  const { value, problem } = useResult(() => admin.look<{ settings: SettingInForce[] }>('/settings'));
  return (
    <SectionCard title={text.settingsTitle} lead={text.settingsLead} isWaiting={!value} problem={problem}>
      {value && (
        <ul class="plain-list">
          {value.settings.map(({ name, source, value: given }) => (
            <li key={name}>
              <code>{name}</code>{' '}
              <span class={`badge ${source === 'default' ? 'off' : 'ok'}`}>{text.sources[source]}</span>
              {source !== 'default' && <p class="setting">{given === null ? text.secret : <code>{given}</code>}</p>}
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
