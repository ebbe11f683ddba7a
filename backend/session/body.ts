import type { IncomingMessage } from 'node:http';
import { Fault } from '../../shared/lib/fault.ts';
import { Refused } from '../audit/refused.ts';
import { whyNotParse } from './json-shape.ts';

/** Bytes of a request's body. @throws Fault('too-large') as soon as there are more than `limit` */
export async function bytesOf(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new Fault('too-large', `the body is over ${limit} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** UTF-8 text of a request's body. @throws Fault('too-large') as soon as it is over `limit` bytes */
export async function bodyOf(request: IncomingMessage, limit: number): Promise<string> {
  return (await bytesOf(request, limit)).toString('utf8');
}

/** @throws Fault('bad-input') for what is no JSON, Fault('too-large') for what would take too much to be made of */
export function jsonOf(text: string): unknown {
  const whyNot = whyNotParse(text);
  if (whyNot) throw new Fault('too-large', `the body is ${whyNot}`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault('bad-input', 'the body is not JSON', { cause: error });
  }
}

/** The token or key after `Authorization: Bearer`. @throws Fault('unauthenticated') when there is none */
export function bearerOf(request: IncomingMessage): string {
  const [, bearer] = /^Bearer ([^\s]{1,4000})$/i.exec(request.headers.authorization ?? '') ?? [];
  if (bearer === undefined)
    throw new Refused('unauthenticated', 'an Authorization: Bearer header is needed', {
      kind: 'token.refused',
      what: 'none given',
    });
  return bearer;
}
