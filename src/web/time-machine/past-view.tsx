import { useEffect, useState } from 'preact/hooks';
import type { WorkerClient } from '../sync-client/worker-client.ts';
import { Busy } from '../ui/busy.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { own } from '../ui/own.ts';
import { describeDataProblem } from '../vault/describe.ts';
import { inWords } from './describe.ts';
import { day, dayAndTime, timeOfDay } from './format.ts';
import { PlanView } from './plan-view.tsx';
import { type Past, readPast } from './take-back.ts';
import { text } from './text.ts';
import type { Moment } from './timeline.ts';

// More than anybody reads; what is older is reached by its moment.
const mostMoments = 300;

interface Subject {
  client: WorkerClient;
  kind: string;
  since: number;
  /** Names of the devices that are signed in, by id. */
  devices: ReadonlyMap<string, string>;
}

/** One collection through time, and the way back. */
export function PastView({ client, kind, since, devices }: Subject) {
  const [past, setPast] = useState<Past>();
  const [moments, setMoments] = useState<Moment[]>();
  const [count, setCount] = useState(0);
  const [problem, setProblem] = useState<string>();
  const [round, setRound] = useState(0);
  const [chosen, choose] = useState<number>();
  const [done, setDone] = useState<number>();
  useEffect(() => {
    let isWanted = true;
    setPast(undefined);
    setMoments(undefined);
    setProblem(undefined);
    const read = async () => {
      const past = await readPast(client, kind, (count) => isWanted && setCount(count));
      const moments = await past.timeline.moments(since);
      if (!isWanted) return;
      setPast(past);
      setMoments(moments);
    };
    read().catch((error) => isWanted && setProblem(describeDataProblem(error)));
    return () => {
      isWanted = false;
    };
  }, [client, kind, since, round]);

  function finish(at: number) {
    setDone(at);
    choose(undefined);
    setRound(round + 1);
  }

  return (
    <section class="card" aria-labelledby="kind">
      <h2 id="kind">{own(text.names, kind) ?? kind}</h2>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {done !== undefined && <Notice kind="good">{text.done(dayAndTime(done))}</Notice>}
      {!moments && !problem && (
        <div role="status">
          <Busy />
          <p>{text.reading(count)}</p>
        </div>
      )}
      {past && chosen !== undefined && (
        <PlanView
          client={client}
          kind={kind}
          past={past}
          moment={chosen}
          onDone={finish}
          onCancel={() => choose(undefined)}
        />
      )}
      {moments && chosen === undefined && (
        <>
          {moments.length === 0 ? (
            <p>{text.nothing}</p>
          ) : (
            <Days kind={kind} moments={moments} devices={devices} onChoose={choose} />
          )}
          <AnyMoment since={since} onChoose={choose} />
        </>
      )}
    </section>
  );
}

interface DaysProps {
  kind: string;
  moments: Moment[];
  devices: ReadonlyMap<string, string>;
  onChoose(moment: number): void;
}

function Days({ kind, moments, devices, onChoose }: DaysProps) {
  const days = new Map<string, Moment[]>();
  for (const moment of moments.slice(0, mostMoments)) {
    const name = day(moment.at);
    days.set(name, [...(days.get(name) ?? []), moment]);
  }
  return (
    <>
      {[...days].map(([name, each]) => (
        <section key={name}>
          <h3>{name}</h3>
          <ul class="moments">
            {each.map((moment) => (
              <li key={moment.at} class="row apart">
                <span>
                  <strong>{timeOfDay(moment.at)}</strong> {inWords(kind, moment, devices)}
                </span>
                <button
                  type="button"
                  class="button quiet"
                  aria-label={text.before(dayAndTime(moment.at))}
                  onClick={() => onChoose(moment.at - 1)}
                >
                  {text.beforeShort}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function AnyMoment({ since, onChoose }: { since: number; onChoose(moment: number): void }) {
  const [typed, setTyped] = useState(() => localTime(Date.now()));
  const [error, setError] = useState<string>();

  function look(): string | undefined {
    const moment = new Date(typed).getTime();
    const isGood = moment >= since && moment <= Date.now();
    setError(isGood ? undefined : text.outOfReach(dayAndTime(since)));
    if (isGood) onChoose(moment);
    return undefined;
  }

  return (
    <section class="any-moment">
      <Form submit={text.look} onSubmit={look}>
        <Field
          label={text.chooseMoment}
          type="datetime-local"
          autocomplete="off"
          value={typed}
          onValue={setTyped}
          error={error}
        />
      </Form>
    </section>
  );
}

/** A time as a field for local times has it. */
function localTime(time: number): string {
  const shifted = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}
