import { type FormEvent, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { signIn, useConnection } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { connectionWords, failureWords } from '../text/shell.ts';
import { Button } from '../ui/Button.tsx';
import css from './SignInAgain.module.css';

/** Longest secret that the backend takes. */
const LONGEST = 500;

/**
 * The secret anew, where the one of before is no longer good. What is typed stays in this field until it is sent, and
 * nowhere else.
 */
export function SignInAgain() {
  const wasTried = useConnection(state => state.signingIn);
  const [secret, setSecret] = useState('');
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (secret === '') return;
    setSecret('');
    void attempt(failureWords.signIn, () => signIn(secret));
  };
  return (
    <form className={css.form} onSubmit={onSubmit} autoComplete="off">
      <TextField
        className={css.field!}
        type="password"
        value={secret}
        onChange={setSecret}
        maxLength={LONGEST}
        autoComplete="off"
        autoFocus={wasTried}
      >
        <Label className={css.label!}>{connectionWords.secret}</Label>
        <Input className={css.input!} data-sign-in dir="ltr" spellCheck="false" />
      </TextField>
      <Button kind="primary" type="submit" isDisabled={secret === ''}>
        {connectionWords.signIn}
      </Button>
    </form>
  );
}
