// Writes the generated half of docs/protocol.md from the contracts. `--check` fails when the file is not current.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { draftSchema } from '../shared/contract/bridge/draft.ts';
import { connectionSchema } from '../shared/contract/bridge/session.ts';
import { completenessSchema, placeSchema, timelineFilterSchema } from '../shared/contract/bridge/timeline.ts';
import { methods, pushSchema } from '../shared/contract/bridge.ts';
import { intakeRecordSchema, intakeResultSchema } from '../shared/contract/intake.ts';
import { uploadSchema, uploadStateSchema } from '../shared/contract/uploads.ts';
import { replyTargetSchema } from '../shared/contract/commands/write.ts';
import {
  customerGrantSchema,
  feedEventSchema,
  handshakeSchema,
  LIMITS,
  requests,
  signInSchema,
  tellings,
  tokenSchema,
  WIRE_VERSION,
} from '../shared/contract/wire.ts';
import { caseSchema, interactionSchema } from '../shared/domain/case.ts';
import { customerSchema } from '../shared/domain/customer.ts';
import {
  attachmentSchema,
  authorSchema,
  deliverySchema,
  entryKindSchema,
  entrySchema,
  turnSchema,
} from '../shared/domain/entry.ts';
import { offerSchema } from '../shared/domain/offer.ts';
import { presenceSchema } from '../shared/domain/presence.ts';
import { audienceSchema, channelSchema, directionSchema } from '../shared/domain/primitives.ts';
import { agentSchema, boardSchema, queueSchema, workItemSchema } from '../shared/domain/work.ts';
import { FILE_PART_BYTES } from '../shared/domain/writing/files.ts';
import { FAULT_CODES } from '../shared/lib/fault.ts';

const MARK = '<!-- Everything below is made from shared/contract by `npm run protocol`. -->';
const file = join(import.meta.dirname, '../docs/protocol.md');

type Shape = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
  additionalProperties?: Shape | boolean;
  maxLength?: number;
  maxItems?: number;
  minimum?: number;
};

/** Printed once under their name; named wherever else they stand. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  Channel: channelSchema,
  Audience: audienceSchema,
  Direction: directionSchema,
  EntryKind: entryKindSchema,
  ErrorCode: z.enum(FAULT_CODES),
  Author: authorSchema,
  Attachment: attachmentSchema,
  Delivery: deliverySchema,
  Turn: turnSchema,
  Entry: entrySchema,
  Customer: customerSchema,
  Case: caseSchema,
  Interaction: interactionSchema,
  CustomerGrant: customerGrantSchema,
  WorkItem: workItemSchema,
  Offer: offerSchema,
  Presence: presenceSchema,
  Agent: agentSchema,
  Queue: queueSchema,
  Board: boardSchema,
  ReplyTarget: replyTargetSchema,
  Place: placeSchema,
  Filter: timelineFilterSchema,
  Completeness: completenessSchema,
  Connection: connectionSchema,
  Draft: draftSchema,
};

const limitOf = (shape: Shape): string => {
  if (shape.maxLength !== undefined) return ` (≤ ${shape.maxLength})`;
  if (shape.type === 'integer' && shape.minimum !== undefined && shape.minimum >= 0) return ` (≥ ${shape.minimum})`;
  return '';
};

/** A schema in the notation of TypeScript, with the limits in brackets; a named record inside another by its name. */
function notation(shape: Shape, indent: string, top = false): string {
  const name = top ? undefined : names.get(keyOf(shape));
  if (name !== undefined) return name;
  if ('const' in shape) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map(value => JSON.stringify(value)).join(' | ');
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return choices.map(choice => notation(choice, indent)).join(' | ');
  if (shape.type === 'array')
    return `[${shape.items ? notation(shape.items, indent) : 'any'}]${shape.maxItems ? ` (≤ ${shape.maxItems} items)` : ''}`;
  if (shape.type === 'object' && shape.properties) {
    const inner = `${indent}  `;
    const rows = Object.entries(shape.properties).map(
      ([name, value]) => `${inner}${name}${shape.required?.includes(name) ? '' : '?'}: ${notation(value, inner)}`,
    );
    return rows.length > 0 ? `{\n${rows.join('\n')}\n${indent}}` : '{}';
  }
  return `${shape.type ?? 'any'}${limitOf(shape)}`;
}

const shapeOf = (schema: z.ZodType, io: 'input' | 'output'): Shape =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Shape;
const keyOf = ({ $schema: _, ...shape }: Shape & { $schema?: string }): string => JSON.stringify(shape);
const names = new Map(Object.entries(NAMED).map(([name, schema]) => [keyOf(shapeOf(schema, 'input')), name]));
const named = (): string[] =>
  Object.entries(NAMED).flatMap(([name, schema]) => [`### ${name}`, '', block(schema, 'input', true)]);
const block = (schema: z.ZodType, io: 'input' | 'output' = 'input', top = false): string =>
  `\`\`\`ts\n${notation(shapeOf(schema, io), '', top)}\n\`\`\`\n`;
const variants = (schema: z.ZodType): string => {
  const shape = shapeOf(schema, 'input');
  return (shape.oneOf ?? shape.anyOf ?? []).map(one => `\`\`\`ts\n${notation(one, '')}\n\`\`\`\n`).join('\n');
};

function generated(): string {
  const limits = Object.entries(LIMITS).map(([name, value]) => `| \`${name}\` | ${value.toLocaleString('en')} |`);
  return [
    MARK,
    '',
    '## Numbers',
    '',
    `Protocol version: **${WIRE_VERSION}**. Error codes: ${FAULT_CODES.map(code => `\`${code}\``).join(', ')}.`,
    '',
    '| limit | value |\n| --- | --- |',
    ...limits,
    '',
    '## Records',
    '',
    ...named(),
    '## HTTP',
    '',
    '### GET /health: who answers',
    '',
    'Without a token. `200` with `{ ok: true, version: number }`, the version of this protocol; `npm start` asks it before it',
    'sends a secret anywhere. `503` or nothing: the backend is there later.',
    '',
    '### POST /session: sign in',
    '',
    block(signInSchema),
    'answers',
    '',
    block(tokenSchema),
    '### POST /upload: brings a file that a reply names',
    '',
    block(uploadSchema),
    'answers',
    '',
    block(uploadStateSchema),
    '`PUT /upload/ID/PART` brings one part as bytes: each of ' +
      `${FILE_PART_BYTES.toLocaleString('en')}, the last one of what is left. It is asked again until \`next\` is null.`,
    '',
    '## Socket: handshake (`auth`)',
    '',
    block(handshakeSchema),
    '## Socket: the backend tells',
    '',
    ...Object.entries(tellings).flatMap(([name, schema]) => [`### \`${name}\``, '', block(schema)]),
    '## Socket: the desk asks',
    '',
    ...Object.entries(requests).flatMap(([name, { input, reply }]) => [
      `### \`${name}\``,
      '',
      block(input),
      'answers',
      '',
      block(reply),
    ]),
    '## Feed events',
    '',
    variants(feedEventSchema),
    '## Intake records',
    '',
    variants(intakeRecordSchema),
    'Each is answered by',
    '',
    block(intakeResultSchema),
    '## The bridge (inside the desk)',
    '',
    'Methods, with their input:',
    '',
    ...Object.entries(methods).flatMap(([name, { input }]) => [`### \`${name}\``, '', block(input)]),
    'Pushes:',
    '',
    block(pushSchema),
  ].join('\n');
}

const text = readFileSync(file, 'utf8');
const head = text.slice(0, text.indexOf(MARK));
const current = `${head}${generated()}`;
if (process.argv.includes('--check')) {
  if (text !== current) {
    console.error('docs/protocol.md is not what the contracts say: run `npm run protocol`.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, current);
}
