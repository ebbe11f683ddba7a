import * as z from 'zod';
import { digest } from './digest.ts';
import type { Format, Read, Source } from './format.ts';
import { readAtMost } from './mail-file.ts';
import { type Turn, piecesOf, transcribedCall } from './transcript.ts';

/** Bytes of one analysis; an hour of speech with word timings has about 5 million. */
const MAX_ANALYSIS = 64 * 1024 * 1024;

const ms = z.number().min(0).transform(Math.round);

/** Amazon Transcribe Call Analytics, post-call output. */
const callAnalyticsSchema = z.object({
  Transcript: z.array(
    z.object({ Content: z.string(), BeginOffsetMillis: ms, ParticipantRole: z.string().default('OTHER') }),
  ),
  ConversationCharacteristics: z.object({ TotalConversationDurationMillis: ms.optional() }).optional(),
});

/** Amazon Bedrock Data Automation, standard output of audio: speakers are numbered, not named. */
const audioAnalysisSchema = z.object({
  metadata: z.object({ duration_millis: ms.optional() }),
  audio_segments: z.array(
    z.object({
      text: z.string(),
      start_timestamp_millis: ms,
      speaker: z.object({ speaker_label: z.string() }).optional(),
    }),
  ),
});

const ROLES: Readonly<Record<string, Turn['speaker']>> = { AGENT: 'agent', CUSTOMER: 'customer' };
const NAMES: Readonly<Record<Turn['speaker'], string>> = { agent: 'Agent', customer: 'Customer', other: 'Speaker' };

function turnsOf(value: unknown): { turns: Turn[]; talkMs: number | undefined } | null {
  const call = callAnalyticsSchema.safeParse(value);
  if (call.success) {
    const turns = call.data.Transcript.flatMap(({ Content, BeginOffsetMillis, ParticipantRole }) => {
      const speaker = ROLES[ParticipantRole] ?? 'other';
      return [...piecesOf({ at: BeginOffsetMillis, speaker, name: NAMES[speaker], text: Content })];
    });
    return { turns, talkMs: call.data.ConversationCharacteristics?.TotalConversationDurationMillis };
  }
  const audio = audioAnalysisSchema.safeParse(value);
  if (!audio.success) return null;
  const turns = audio.data.audio_segments.flatMap(({ text, start_timestamp_millis, speaker }) => {
    const name = (speaker?.speaker_label ?? 'spk')
      .replace(/^spk_?/, 'Speaker ')
      .trim()
      .slice(0, 200);
    return [...piecesOf({ at: start_timestamp_millis, speaker: 'other', name, text })];
  });
  return { turns, talkMs: audio.data.metadata.duration_millis };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // told apart from every JSON value by the caller
  }
};

async function* read(source: Source): AsyncGenerator<Read> {
  const { bytes, cut } = await readAtMost(source.open(), MAX_ANALYSIS);
  const value = cut ? undefined : parsed(Buffer.from(bytes).toString('utf8'));
  const found = value === undefined ? null : turnsOf(value);
  if (cut) yield { refused: 'the analysis is larger than 64 MB' };
  else if (value === undefined) yield { refused: 'no whole JSON' };
  else if (found === null || found.turns.length === 0) yield { refused: 'no turns in the transcript' };
  else
    yield {
      record: transcribedCall({
        key: digest(bytes),
        at: source.modifiedAt,
        turns: found.turns,
        ...(found.talkMs === undefined ? {} : { talkMs: found.talkMs }),
      }),
    };
}

export const callAnalytics: Format = {
  name: 'call-analytics-json',
  what: 'a call transcript with turns (JSON of Amazon Transcribe Call Analytics, or of Bedrock audio analysis)',
  rank: 3,
  recognise: ({ text }) =>
    /^\s*\{/.test(text) &&
    (/"Transcript"\s*:\s*\[\s*\{/.test(text) ||
      (/"semantic_modality"\s*:\s*"AUDIO"/.test(text) && text.includes('"audio_items"'))),
  read,
};
