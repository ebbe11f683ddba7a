// `npm run intake`: records from standard input or a file, one JSON object a line, and what became of each.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { IntakeResult } from '../../../shared/contract/intake.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { type Delivery, openDelivery } from './deliver.ts';

const HELP = `npm run intake -- [--data DIR] FILE
npm run intake -- [--data DIR] -

Hands records to the backend's intake: one JSON object a line, from FILE or (with -) standard
input. Prints one JSON line for each, in the same order: imported, already-there or refused with
a reason. docs/intake.md describes the records.

  --data DIR        the backend's data directory (default .data); a backend running on it is used,
                    else one is started for as long as the input lasts
  --help            this
`;

const MAX_BATCH = 500;
const MAX_BATCH_UNITS = 4_000_000;
/** UTF-16 units of one line; the largest record the contract allows is smaller. */
const MAX_LINE = 8_000_000;

type Line = { readonly record: unknown } | { readonly refused: string };

function read(line: string, number: number): Line {
  if (line.length > MAX_LINE) return { refused: `line ${number}: longer than ${MAX_LINE} characters` };
  try {
    return { record: JSON.parse(line) as unknown };
  } catch {
    return { refused: `line ${number}: not JSON` };
  }
}

async function answer(lines: readonly Line[], delivery: Delivery): Promise<IntakeResult[]> {
  const records = lines.flatMap(line => ('record' in line ? [line.record] : []));
  const results = records.length === 0 ? [] : await delivery.send(records);
  if (results.length !== records.length)
    throw new Fault('internal', `${records.length} records sent, ${results.length} answered`);
  let next = 0;
  return lines.map(line =>
    'record' in line ? results[next++]! : { outcome: 'refused', externalId: null, reason: line.refused },
  );
}

/** Sends what has come meanwhile as soon as the batch before is answered; never two at once, so the order holds. */
class Pump {
  readonly #delivery: Delivery;
  readonly #print: (line: string) => void;
  #waiting: Line[] = [];
  #units = 0;
  #sending: Promise<void> = Promise.resolve();
  #busy = false;
  #failure: unknown;

  constructor(delivery: Delivery, print: (line: string) => void) {
    this.#delivery = delivery;
    this.#print = print;
  }

  /** Resolves when there is room for more, so that reading waits and memory stays bounded. */
  async add(line: Line, units: number): Promise<void> {
    this.#waiting.push(line);
    this.#units += units;
    if (!this.#busy) this.#send();
    while (this.#waiting.length >= MAX_BATCH || this.#units >= MAX_BATCH_UNITS) await this.#settle();
  }

  #send(): void {
    const lines = this.#waiting.splice(0);
    this.#units = 0;
    this.#busy = true;
    this.#sending = answer(lines, this.#delivery)
      .then(results => results.forEach(result => this.#print(JSON.stringify(result))))
      .catch((error: unknown) => void (this.#failure ??= error))
      .finally(() => {
        this.#busy = false;
        if (this.#waiting.length > 0 && this.#failure === undefined) this.#send();
      });
  }

  async #settle(): Promise<void> {
    await this.#sending;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** @throws what the intake threw, whichever batch it was */
  async end(): Promise<void> {
    while (this.#busy) await this.#settle();
    await this.#settle();
  }
}

/** One record at once from a person who types, five hundred from a file: `print` gets one result line for each, in order. */
export async function pump(input: Readable, delivery: Delivery, print: (line: string) => void): Promise<void> {
  const out = new Pump(delivery, print);
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() !== '') await out.add(read(line, number), line.length);
  }
  await out.end();
}

type Options = { readonly data: string; readonly file: string };

function optionsFrom(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string', default: '.data' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error('one FILE, or - for standard input, is expected');
  return { data: values.data, file };
}

/** 0: every line answered. 1: the intake could not be reached or failed. 2: wrong usage. */
export async function main(args: readonly string[]): Promise<number> {
  let options: Options | 'help';
  try {
    options = optionsFrom(args);
  } catch (error) {
    process.stderr.write(`intake: ${Fault.from(error).message}\nintake --help explains the options.\n`);
    return 2;
  }
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    const delivery = await openDelivery(options.data);
    const input = options.file === '-' ? process.stdin : createReadStream(options.file);
    await pump(input, delivery, line => process.stdout.write(`${line}\n`)).finally(() => delivery.close());
    return 0;
  } catch (error) {
    process.stderr.write(`intake: ${Fault.from(error).message}\n`);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
