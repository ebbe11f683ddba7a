// What either host is told at its start, and where the desk keeps what it must not forget.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { makeDurableFolder } from '../core/durable-folder.ts';
import { fileNameOf, keepOf, type Vault, wipeOf } from '../core/config.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { uuidv7 } from '../../shared/lib/ids.ts';
import { unprotectedSchema } from './keys/vault.ts';

export const VERSION = process.env.FOREWORD_VERSION ?? 'development';

const launchSchema = z.object({
  /** Folder of the desk's own files, made if it is not there. */
  data: z.string().min(1),
  backend: z.url({ protocol: /^https?$/ }),
  agent: z.string().min(1),
  /** Holds the secret alone, or a JSON object from agent's name to secret. */
  'secret-file': z.string().min(1),
  /** Of the browser host; 0: any that is free. */
  port: z.coerce.number().int().min(0).max(65_535),
  /** How much history stays on this desk: `days=90,megabytes=500`. Left out: as usual. */
  keep: z.string().min(1).optional(),
  /** Where the keys of what is kept lie; left out: in the folder of the desk's own files. */
  'key-file': z.string().min(1).optional(),
  /** `ask` at the terminal, or `fd:3`: the keys are sealed with it. Of the browser host. */
  passphrase: z
    .string()
    .regex(/^(?:ask|fd:\d{1,4})$/, 'say ask, or fd:3 for a file descriptor')
    .optional(),
  /** What happens where the platform cannot protect the keys. */
  unprotected: unprotectedSchema.default('warn'),
  /** When the history goes from this desk: `sign-out,role-loss,words`, or `none`. Left out: at the loss of access alone. */
  wipe: z.string().min(1).optional(),
});
export type Launch = z.infer<typeof launchSchema>;

const options = {
  data: { type: 'string' },
  backend: { type: 'string' },
  agent: { type: 'string' },
  'secret-file': { type: 'string' },
  port: { type: 'string', default: '0' },
  keep: { type: 'string' },
  'key-file': { type: 'string' },
  passphrase: { type: 'string' },
  unprotected: { type: 'string' },
  wipe: { type: 'string' },
} as const;

/** What a command line says, unchecked. */
export const givenIn = (argv: readonly string[]) => parseArgs({ args: [...argv], options, strict: false }).values;

/** What a host goes by where its command line says nothing, by option. */
export type LaunchDefaults = Readonly<Partial<Record<keyof Launch, string>>>;

/**
 * The command line before `defaults`. Throws a `bad-input` Fault that names the option. Unknown options are Chromium's own
 * and left alone.
 */
export function readLaunch(argv: readonly string[], defaults: LaunchDefaults = {}): Launch {
  const launch = launchSchema.safeParse({ ...defaults, ...givenIn(argv) });
  if (launch.success) {
    if (launch.data.keep !== undefined) keepOf(launch.data.keep); // said now, not when the core is started
    if (launch.data.wipe !== undefined) wipeOf(launch.data.wipe);
    return launch.data;
  }
  const [issue] = launch.error.issues;
  throw new Fault('bad-input', `--${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
}

/** The secret of one agent from `file`. Throws `not-found` when the file does not name that agent. */
export async function readSecret(file: string, agent: string): Promise<string> {
  const text = (await readFile(file, 'utf8')).trim();
  if (!text.startsWith('{')) return text;
  const secrets = z.record(z.string(), z.string()).parse(JSON.parse(text));
  const secret = Object.hasOwn(secrets, agent) ? secrets[agent] : undefined;
  if (secret === undefined) throw new Fault('not-found', `no secret of that agent in ${file}`);
  return secret;
}

/** Names this desk to the backend; made at its first start and kept. */
async function deskIdOf(dataDir: string): Promise<string> {
  const file = join(dataDir, 'desk-id');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (z.uuid().safeParse(kept.trim()).success) return kept.trim();
  const deskId = uuidv7();
  await writeFile(file, `${deskId}\n`, { mode: 0o600 });
  return deskId;
}

/** Beside the files that they seal, not among them. */
export const keyFileOf = (launch: Launch): string =>
  launch['key-file'] ?? join(launch.data, 'keys', `${fileNameOf(launch.agent)}.json`);

/**
 * Everything the core is started with. Secret and keys never stand on a command line, in a variable that a child inherits, or
 * in a log.
 */
export async function coreConfigOf(launch: Launch, host: 'electron' | 'browser', vault: Vault) {
  makeDurableFolder(launch.data);
  return {
    dataDir: launch.data,
    backendUrl: launch.backend,
    agentName: launch.agent,
    secret: await readSecret(launch['secret-file'], launch.agent),
    deskId: await deskIdOf(launch.data),
    host,
    version: VERSION,
    ...vault,
    ...(launch.wipe === undefined ? {} : { wipe: wipeOf(launch.wipe) }),
    ...(launch.keep === undefined ? {} : { keep: keepOf(launch.keep) }),
  };
}
