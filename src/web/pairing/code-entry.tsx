import { useState } from 'preact/hooks';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { CameraInput } from './camera-input.tsx';
import { type PairingCode, readPairingCode } from './pairing-code.ts';
import { PictureInput } from './picture-input.tsx';
import { text } from './text.ts';

/** Takes the code of another Firefox: as text, as a picture, or through the camera. */
export function CodeEntry({ onCode, passwordHref }: { onCode(code: PairingCode): void; passwordHref: string }) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();

  function use(found: string) {
    const code = readPairingCode(found, location.origin);
    if (typeof code !== 'string') return onCode(code);
    setProblem(code === 'other server' ? text.otherServer : text.noCode);
  }

  return (
    <>
      <Heading>{text.codeTitle}</Heading>
      <p class="lead">{text.codeLead}</p>
      <CameraInput onText={use} />
      <PictureInput label={text.picture} onText={use} />
      <Form
        submit={text.useCode}
        onSubmit={() => {
          use(typed);
          return undefined;
        }}
      >
        <Field
          label={text.codeField}
          autocomplete="off"
          value={typed}
          onValue={setTyped}
          hint={text.codeHint}
          error={problem}
        />
      </Form>
      <p>
        <a href={passwordHref}>{text.codeWithPassword}</a>
      </p>
    </>
  );
}
