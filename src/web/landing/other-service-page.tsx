import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { text } from './text.ts';

/** Firefox asks for an account for a service that only Mozilla runs. Sync is never switched on in its place. */
export function OtherServicePage({ service }: { service: string }) {
  const name = text.serviceNames[service] ?? `“${service}”`;
  const forSync = new URLSearchParams(location.search);
  forSync.set('service', 'sync');
  return (
    <Frame width="narrow">
      <div class="card">
        <Heading>{text.otherServiceTitle(name)}</Heading>
        <p>{text.otherService(name)}</p>
        <p>{text.otherServiceNext(name)}</p>
        <a class="button quiet" href={`/?${forSync}`}>
          {text.syncInstead}
        </a>
      </div>
    </Frame>
  );
}
