// Where an installed desk finds its backend when it is started by a click: a file, or the environment.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { givenIn, type Launch, type LaunchDefaults, readLaunch } from '../host/launch.ts';

export const SET_UP_FILE = 'foreword.json';

const setUpSchema = z.object({
  backend: z.string().optional(),
  agent: z.string().optional(),
  /** From the folder of the file itself, where it is not a whole path. */
  secretFile: z.string().optional(),
  /** As on the command line, or by name: `{ "days": 90 }`. */
  keep: z.union([z.string(), z.record(z.string(), z.number())]).optional(),
  /** Where the platform cannot protect what is kept. */
  unprotected: z.string().optional(),
  /** When the history goes from the desk. */
  wipe: z.string().optional(),
});

export type Surroundings = {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The desk's own folder where none is given. */
  readonly userData: string;
  /** Of the installed program: one file there serves everybody on the workstation. */
  readonly resources: string;
};
/** `problem` is a sentence for a person; `file` is where it can be mended. */
export type SetUp =
  | { readonly launch: Launch; readonly file: string }
  | { readonly problem: string; readonly data: string; readonly file: string };

const words = {
  nothing: 'This desk does not know its backend yet.',
  unreadable: (file: string, why: string) => `${file} cannot be understood: ${why}`,
  lacks: (what: string) => `What is set up is not complete or not right: ${what}`,
} as const;

const present = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1])));

/** Null: no such file. Throws for one that cannot be understood. */
function readSetUp(file: string): LaunchDefaults | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const { backend, agent, secretFile, keep, unprotected, wipe } = setUpSchema.parse(JSON.parse(text));
  const kept =
    typeof keep === 'object'
      ? Object.entries(keep)
          .map(pair => pair.join('='))
          .join(',')
      : keep;
  return present({
    backend,
    agent,
    keep: kept,
    unprotected,
    wipe,
    'secret-file': secretFile && resolve(dirname(file), secretFile),
  });
}

/**
 * The command line, then the environment (`FOREWORD_DATA`, `_BACKEND`, `_AGENT`, `_SECRET_FILE`, `_KEEP`, `_UNPROTECTED`, `_WIPE`), then `foreword.json` in
 * the desk's folder, then the one beside the program.
 */
export function findSetUp({ argv, env, userData, resources }: Surroundings): SetUp {
  const given = givenIn(argv);
  const data = typeof given.data === 'string' && given.data !== '' ? given.data : env.FOREWORD_DATA || userData;
  const file = join(data, SET_UP_FILE);
  let defaults: LaunchDefaults = { data };
  try {
    const ofEnvironment = present({
      backend: env.FOREWORD_BACKEND,
      agent: env.FOREWORD_AGENT,
      'secret-file': env.FOREWORD_SECRET_FILE,
      keep: env.FOREWORD_KEEP,
      unprotected: env.FOREWORD_UNPROTECTED,
      wipe: env.FOREWORD_WIPE,
    });
    defaults = { ...readSetUp(join(resources, SET_UP_FILE)), ...readSetUp(file), ...ofEnvironment, data };
  } catch (error) {
    return { problem: words.unreadable(SET_UP_FILE, (error as Error).message.slice(0, 300)), data, file };
  }
  try {
    return { launch: readLaunch(argv, defaults), file };
  } catch (error) {
    const isNew = Object.keys(defaults).length === 1 && !given.backend && !given.agent && !given['secret-file'];
    return { problem: isNew ? words.nothing : words.lacks((error as Error).message), data, file };
  }
}
