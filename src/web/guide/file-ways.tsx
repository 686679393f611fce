import { useState } from 'preact/hooks';
import { Copy } from '../ui/copy.tsx';
import { Field } from '../ui/field.tsx';
import { autoConfig, command, policies, userJs, usualFolder } from './config-files.ts';
import { type System, systemOf } from './device-kind.ts';
import { text } from './text.ts';

const { files, nameOf } = text;
const systems: System[] = ['linux', 'macos', 'windows'];

/** The same setting by a file or a command, for those who set up many. */
export function FileWays({ address, hasOwnAuthority }: { address: string; hasOwnAuthority: boolean }) {
  const [system, setSystem] = useState(() => systemOf(navigator.userAgent));
  const [folder, setFolder] = useState('');
  return (
    <details class="card">
      <summary>{text.filesTitle}</summary>
      <p>{files.profile}</p>
      <Field label={files.folder} hint={files.folderHint} autocomplete="off" value={folder} onValue={setFolder} />
      <div class="row choices">
        {systems.map((each) => (
          <button
            key={each}
            type="button"
            class="button quiet"
            aria-pressed={each === system}
            onClick={() => setSystem(each)}
          >
            {files[each]}
          </button>
        ))}
      </div>
      <p>{files.command}</p>
      <Copy name={nameOf.command} value={command(system, address, folder.trim() || usualFolder[system])} />
      <p>{files.userJs}</p>
      <Copy name={nameOf.file('user.js')} value={userJs(address)} />
      <p>{files.autoConfig}</p>
      {autoConfig(address).map(({ path, content }) => (
        <div key={path}>
          <h3>{path}</h3>
          <Copy name={nameOf.file(path)} value={content} />
        </div>
      ))}
      {hasOwnAuthority ? (
        <>
          <p>
            {files.policies} <a href="/ca/foxden.crt">foxden.crt</a>
          </p>
          <p>{files.policiesCertificate}</p>
          <h3>distribution/policies.json</h3>
          <Copy name={nameOf.file('policies.json')} value={policies()} />
        </>
      ) : (
        <p>{files.policiesNone}</p>
      )}
    </details>
  );
}
