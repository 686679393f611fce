import { useState } from 'preact/hooks';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { own } from '../ui/own.ts';
import type { EngineChoice } from '../webchannel/firefox.ts';
import { text } from './text.ts';

// Firefox names its engines in an order of its own; people look for these first.
const order = ['bookmarks', 'history', 'passwords', 'tabs', 'prefs', 'addons', 'addresses', 'creditcards'];

/** Lets the user choose among the engines that this Firefox has. */
export function ChooseStep({
  engines,
  onChoice,
}: {
  engines: string[];
  onChoice(choice: EngineChoice): Promise<void>;
}) {
  const [declined, setDeclined] = useState<string[]>([]);
  const rank = (engine: string) => (order.indexOf(engine) + order.length) % order.length;
  const sorted = engines.toSorted((a, b) => rank(a) - rank(b));

  const toggle = (engine: string, isWanted: boolean) =>
    setDeclined(isWanted ? declined.filter((one) => one !== engine) : [...declined, engine]);

  return (
    <>
      <Heading>{text.chooseTitle}</Heading>
      <p class="lead">{text.chooseLead}</p>
      <Form submit={text.choose} onSubmit={() => onChoice({ offeredEngines: engines, declinedEngines: declined })}>
        <fieldset>
          <legend class="visually-hidden">{text.chooseLegend}</legend>
          {sorted.map((engine) => (
            <label class="check" key={engine}>
              <input
                type="checkbox"
                name={engine}
                checked={!declined.includes(engine)}
                onChange={(event) => toggle(engine, event.currentTarget.checked)}
              />
              {own(text.engines, engine) ?? engine}
            </label>
          ))}
        </fieldset>
      </Form>
    </>
  );
}
