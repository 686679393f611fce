import { text } from '../signin/text.ts';
import { Field } from './field.tsx';

/** A new password, typed twice. */
export interface NewPassword {
  password: string;
  repeated: string;
}

interface Props {
  labels: { password: string; repeated: string };
  value: NewPassword;
  onValue(value: NewPassword): void;
  errors?: { password?: string; repeated?: string };
}

/** The two fields of a new password. */
export function NewPasswordFields({ labels, value, onValue, errors = {} }: Props) {
  return (
    <>
      <Field
        label={labels.password}
        type="password"
        autocomplete="new-password"
        value={value.password}
        onValue={(password) => onValue({ ...value, password })}
        hint={text.passwordHint}
        error={errors.password}
      />
      <Field
        label={labels.repeated}
        type="password"
        autocomplete="new-password"
        value={value.repeated}
        onValue={(repeated) => onValue({ ...value, repeated })}
        error={errors.repeated}
      />
    </>
  );
}
