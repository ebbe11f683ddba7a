import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { idSchema, lineSchema } from '../../shared/domain/primitives.ts';
import { keepSchema } from './cache/keep-policy.ts';

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
  keep: keepSchema.prefault({}),
});
export type CoreConfig = z.input<typeof coreConfigSchema>;
export type ParsedConfig = z.output<typeof coreConfigSchema>;

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
  };
}
