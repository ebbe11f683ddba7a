// The keys of a desk without Electron: in a file that its owner alone can read, or sealed with a passphrase.
import { createInterface } from 'node:readline/promises';
import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { Fault } from '../../shared/lib/fault.ts';
import { isPrivateIn, readKeyFile } from '../host/keys/key-file.ts';
import { type OpenedVault, openVault } from '../host/keys/vault.ts';
import { fileWrapper, passphraseWrapper, type Wrapper } from '../host/keys/wrapper.ts';
import { keyFileOf, type Launch } from '../host/launch.ts';

const words = {
  ask: 'Passphrase of this desk: ',
  fresh: 'New passphrase for this desk: ',
  again: 'Once more: ',
  differ: 'The two are not the same. Nothing was changed.',
  noTerminal: '--passphrase ask wants a terminal; say --passphrase fd:3 for a file descriptor.',
} as const;

export async function openVaultOf(launch: Launch): Promise<OpenedVault> {
  const path = keyFileOf(launch);
  return openVault({ path, wrapper: await wrapperFor(launch, path), policy: launch.unprotected });
}

async function wrapperFor({ passphrase }: Launch, path: string): Promise<Wrapper> {
  if (passphrase === undefined) return fileWrapper(() => isPrivateIn(path));
  if (passphrase !== 'ask') return passphraseWrapper(await lineFrom(Number(passphrase.slice('fd:'.length))));
  const kept = await readKeyFile(path);
  return passphraseWrapper(kept?.by === 'passphrase' ? await askFor(words.ask) : await askTwice());
}

async function askTwice(): Promise<string> {
  const first = await askFor(words.fresh);
  if ((await askFor(words.again)) !== first) throw new Fault('bad-input', words.differ);
  return first;
}

/** The question goes to the terminal's second stream: the first is for the line that says the desk is ready. */
async function askFor(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Fault('bad-input', words.noTerminal);
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/** The first line; the descriptor is closed after it. */
async function lineFrom(fd: number): Promise<string> {
  const lines = createInterface({ input: createReadStream('', { fd }) });
  for await (const line of lines) return line;
  return '';
}
