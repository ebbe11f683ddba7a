// What a file is, by its first bytes.

/** Leading bytes that prove a type; the declared type counts only where these say nothing. */
const MAGIC: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['application/pdf', 0, '%PDF-'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/bmp', 0, 'BM'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['image/heic', 4, 'ftypheic'],
  ['video/mp4', 4, 'ftypisom'],
  ['video/mp4', 4, 'ftypmp42'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/wav', 8, 'WAVE'],
  ['audio/ogg', 0, 'OggS'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/gzip', 0, '\x1f\x8b'],
  ['application/x-7z-compressed', 0, "7z\xbc\xaf'\x1c"],
  ['application/vnd.rar', 0, 'Rar!\x1a\x07'],
  ['application/x-msdownload', 0, 'MZ'],
  ['application/x-executable', 0, '\x7fELF'],
  ['application/rtf', 0, '{\\rtf'],
];

/** Packed as zip but worth their own name; kept when the content is a zip. */
const ZIPPED = /^application\/(?:vnd\.(?:openxmlformats|oasis|android|apple)|epub|java-archive|x-zip)/;

/** Bytes from the start that are looked at. */
export const HEAD_BYTES = 16;

/** The type that the first bytes prove; null: they say nothing. */
export function provenType(content: Uint8Array): string | null {
  const head = String.fromCharCode(...content.subarray(0, HEAD_BYTES));
  return MAGIC.find(([, at, bytes]) => head.startsWith(bytes, at))?.[0] ?? null;
}

/** Media type by content where a few bytes prove it, else as declared. */
export function typeOf(content: Uint8Array, declared: string): string {
  const proven = provenType(content);
  const said = declared.slice(0, 120).trim().toLowerCase();
  if (proven === null) return said || 'application/octet-stream';
  return proven === 'application/zip' && ZIPPED.test(said) ? said : proven;
}
