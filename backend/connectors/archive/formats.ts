import { callAnalytics } from './call-analytics.ts';
import { calls } from './calls.ts';
import { complaints } from './complaints.ts';
import { customers } from './customers.ts';
import type { Format, Sample } from './format.ts';
import { mailFile } from './mail-file.ts';
import { mbox } from './mbox.ts';
import { mentions } from './mentions.ts';
import { reviews } from './reviews.ts';
import { speakerTokens } from './speaker-tokens.ts';
import { threads } from './threads.ts';

/** Asked in this order; the first that recognises a file reads it. Mail comes last: its marks are the weakest. */
export const FORMATS: readonly Format[] = [
  customers,
  complaints,
  calls,
  reviews,
  threads,
  mentions,
  speakerTokens,
  callAnalytics,
  mbox,
  mailFile,
];

export const formatOf = (sample: Sample): Format | null => FORMATS.find(format => format.recognise(sample)) ?? null;

/** One sentence for a person whose file is none of them. */
export const unknownFormat = (): string =>
  `unknown format; known are: ${FORMATS.map(({ what }) => what).join('; ')}; each plain, in .gz, .tar or .tar.gz, or in a folder`;
