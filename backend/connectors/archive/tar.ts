import { extract } from 'tar-stream';
import { type Format, type Read, type ReadOptions, type Source } from './format.ts';
import { formatOf } from './formats.ts';
import { readAtMost } from './mail-file.ts';
import { firstOf, memberSource } from './source.ts';

/** Bytes of a member that are read; only a mail may be longer, and is cut. */
const MAX_MEMBER = 64 * 1024 * 1024;

async function* readMember(source: Source, cut: boolean, options: ReadOptions): AsyncGenerator<Read> {
  const format = formatOf(await firstOf(source));
  if (format === null) yield { refused: 'unknown format inside the archive' };
  else if (cut && format.name !== 'email') yield { refused: 'larger than 64 MB inside the archive: unpack it first' };
  else yield* format.read(source, options);
}

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Read> {
  const input = source.open();
  const archive = extract();
  input.on('error', error => archive.destroy(error));
  input.pipe(archive);
  try {
    for await (const member of archive) {
      const { name, type, mtime } = member.header;
      const { bytes, cut } = await readAtMost(member as AsyncIterable<Uint8Array>, MAX_MEMBER);
      if (type !== 'file' && type !== 'contiguous-file') continue;
      try {
        const at = mtime?.getTime() ?? source.modifiedAt;
        yield* readMember(memberSource(`${source.name}: ${name}`, bytes, at, MAX_MEMBER), cut, options);
      } catch (error) {
        yield {
          refused: `damaged inside the archive: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`,
        };
      }
    }
  } finally {
    input.destroy();
  }
}

/** Not in FORMATS: it holds files of those formats. Members are read in their order. */
export const tar: Format = {
  name: 'tar',
  what: 'an archive of such files (.tar, .tar.gz)',
  rank: 3,
  recognise: () => false,
  read,
};
