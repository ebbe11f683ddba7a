import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { idSchema, lineSchema } from '../../shared/domain/primitives.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { type GivenKeep, givenKeepSchema } from './cache/keeping/keep-policy.ts';

const keyBytes = z.instanceof(Uint8Array).refine(key => key.length === 32, 'a key has 32 bytes');

/** What is to be removed before anything is opened: its key is forgotten already. */
export const discardSchema = z.enum(['nothing', 'cache', 'all']);
export type Discard = z.infer<typeof discardSchema>;

/**
 * How this start keeps what it keeps. A key each, so that the history can be made unreadable without the unsent words; null:
 * plain files, as tests have them. `keyNotice` is said on the screen.
 */
const vaultSchema = z.object({
  keys: z.object({ cache: keyBytes, outbox: keyBytes }).nullable().default(null),
  keptIn: z.enum(['files', 'memory']).default('files'),
  keyNotice: z.enum(['key-unprotected', 'key-unreadable', 'memory-only']).nullable().default(null),
  discard: discardSchema.default('nothing'),
});
export type Vault = z.output<typeof vaultSchema>;

/** When the history goes from this desk, and whether unsent words go with it. */
const wipeSchema = z.object({
  signOut: z.boolean().default(false),
  roleLoss: z.boolean().default(true),
  words: z.boolean().default(false),
});

const WIPE_NAMES = { 'sign-out': 'signOut', 'role-loss': 'roleLoss', words: 'words' } as const;

/** As a host is told it: `sign-out,role-loss,words`, or `none`. Throws a `bad-input` Fault that says what is wrong. */
export function wipeOf(text: string): z.output<typeof wipeSchema> {
  const wipe = { signOut: false, roleLoss: false, words: false };
  if (text === 'none') return wipe;
  for (const name of text.split(',').map(part => part.trim())) {
    if (!Object.hasOwn(WIPE_NAMES, name))
      throw new Fault(
        'bad-input',
        `wipe: there is no ${JSON.stringify(name.slice(0, 30))}; it is said as sign-out,role-loss`,
      );
    wipe[WIPE_NAMES[name as keyof typeof WIPE_NAMES]] = true;
  }
  return wipe;
}

/** What a host tells the core. `restarts` is counted by spawn.ts: how often this core came back after a crash. */
export const coreConfigSchema = z.object({
  dataDir: z.string().min(1),
  backendUrl: z.url({ protocol: /^https?$/ }),
  agentName: lineSchema.min(1),
  secret: z.string().min(1).max(500),
  deskId: idSchema,
  host: z.enum(['electron', 'browser']),
  version: z.string().max(60),
  restarts: z.number().int().min(0).default(0),
  /** What is given here is not the agent's to choose. */
  keep: givenKeepSchema.default({}),
  ...vaultSchema.shape,
  wipe: wipeSchema.prefault({}),
  /** A person has signed out: no session until somebody signs in again. */
  signedOut: z.boolean().default(false),
});
export type CoreConfig = z.input<typeof coreConfigSchema>;
export type ParsedConfig = z.output<typeof coreConfigSchema>;

const NUMBER = /^\d{1,9}(\.\d{1,3})?$/;

/**
 * How much history stays on the desk, as a host is told it: `days=90,megabytes=500`, in the names of `givenKeepSchema`. What is
 * left out is the agent's to choose. Throws a `bad-input` Fault that says what is wrong.
 */
export function keepOf(text: string): GivenKeep {
  const wrong = (why: string): never => {
    throw new Fault('bad-input', `keep: ${why}; it is said as days=90,megabytes=500`);
  };
  const given: Record<string, number> = {};
  for (const part of text.split(',')) {
    const [name = '', value = '', ...rest] = part.split('=').map(word => word.trim());
    if (!Object.hasOwn(givenKeepSchema.shape, name)) wrong(`there is no ${JSON.stringify(name.slice(0, 30))}`);
    if (rest.length > 0 || !NUMBER.test(value)) wrong(`${name} wants a number`);
    if (Object.hasOwn(given, name)) wrong(`${name} is said twice`);
    given[name] = Number(value);
  }
  const keep = givenKeepSchema.safeParse(given);
  return keep.success ? keep.data : wrong(`${keep.error.issues[0]?.path.join('.')}: ${keep.error.issues[0]?.message}`);
}

/** `Mara Lindholm` → `mara-lindholm`; a name that does not survive this carries a hash, so two names never share a file. */
export function fileNameOf(agentName: string): string {
  const slug = agentName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  if (slug !== '' && slug === agentName.toLowerCase().replaceAll(' ', '-')) return slug;
  const hash = createHash('sha256').update(agentName).digest('hex').slice(0, 8);
  return slug === '' ? hash : `${slug}-${hash}`;
}

/** One cache and one outbox per agent. The cache may be thrown away; the outbox may not, so they are two files. */
export function filesOf(config: Pick<ParsedConfig, 'dataDir' | 'agentName'>) {
  const folder = join(config.dataDir, 'desk');
  const name = fileNameOf(config.agentName);
  return {
    folder,
    cache: join(folder, `${name}.cache.db`),
    outbox: join(folder, `${name}.outbox.db`),
    attachments: join(folder, `${name}.attachments`),
    exports: join(folder, `${name}.exports`),
  };
}
