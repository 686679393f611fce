import { Field } from '../../ui/field.tsx';
import { text } from './text.ts';

/** For the passphrase of an archive that another server has made. */
export function PassphraseField({ value, onValue }: { value: string; onValue(value: string): void }) {
  return (
    <Field
      label={text.passphrase}
      hint={text.passphraseHint}
      type="password"
      autocomplete="off"
      value={value}
      onValue={onValue}
    />
  );
}
