// What the host does for the page: links outside, and the frame of a mail.
import * as z from 'zod';
import { idSchema } from '../../domain/primitives.ts';
import { method, nothing } from './method.ts';

/** UTF-16 code units of a whole mail frame; escaped as JSON it still fits a call. */
export const MAX_SHOWN_MAIL = 900_000;

export const hostMethods = {
  /** Opens an http, https, mailto or tel link outside, after the host has asked. Refused for anything else. */
  'link.open': method(z.object({ url: z.string().max(2_000) }), z.object({ opened: z.boolean() })),
  /** The host's own. Puts a sanitised mail where a frame can show it once, under a policy of its own; a path of the host. */
  'mail.show': method(
    z.object({ html: z.string().max(MAX_SHOWN_MAIL), withPictures: z.boolean() }),
    z.object({ path: z.string() }),
  ),
  /** The host tells the core that the machine goes to sleep, or is back. */
  'host.sleep': method(z.object({ phase: z.enum(['going', 'back']) }), nothing),
  /** How many want an answer, for the badge; and what rings, told outside the window where this host can. Plain text. */
  'alert.tell': method(
    z.object({
      badge: z.number().int().min(0).max(999),
      ring: z
        .object({
          id: idSchema,
          title: z.string().max(200),
          body: z.string().max(400),
          notify: z.boolean(),
          raise: z.boolean(),
        })
        .nullable(),
    }),
    /** False: this host leaves it to the page. */
    z.object({ told: z.boolean() }),
  ),
} as const;
