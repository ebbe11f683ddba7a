import { methods, type Reply } from '../../shared/contract/bridge.ts';
import { type OutsideLink, outsideLink } from '../../shared/domain/link.ts';
import { logger } from '../../shared/lib/log.ts';

const log = logger('host');

/**
 * Judges a link before anybody is asked about it. `open` asks the person and answers whether it was opened; a host that
 * leaves both to the page answers false.
 */
export async function openLink(input: unknown, open: (link: OutsideLink) => Promise<boolean>): Promise<Reply> {
  const parsed = methods['link.open'].input.safeParse(input);
  if (!parsed.success) return { ok: false, code: 'bad-input', message: 'link.open: not a link' };
  const link = outsideLink(parsed.data.url);
  if (!link) {
    log.warn('link.refused', { length: parsed.data.url.length });
    return { ok: false, code: 'denied', message: 'only http, https, mailto and tel links are opened' };
  }
  const opened = await open(link);
  return { ok: true, value: { opened } };
}
