type Frame = { readonly bytes: number; readonly text: string | null };

const TEXT = 1;
const CONTINUATION = 0;

/**
 * Reads the text messages of one direction of a websocket, HTTP head included, from chunks cut anywhere. As much of RFC
 * 6455 as our two ends use; throws on fragments and compression, so that nothing passes unread.
 */
export function messageReader(hear: (message: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let open = false;
  return chunk => {
    rest = Buffer.concat([rest, chunk]);
    const head = open ? 0 : rest.indexOf('\r\n\r\n') + 4;
    if (!open && head < 4) return;
    open = true;
    rest = rest.subarray(head);
    for (let frame = frameOf(rest); frame; frame = frameOf(rest)) {
      rest = rest.subarray(frame.bytes);
      if (frame.text !== null) hear(frame.text);
    }
  };
}

/** The frame at the beginning of `bytes`; null: not all of it is there. `text` is null for binary and control frames. */
function frameOf(bytes: Buffer): Frame | null {
  if (bytes.length < headBytes(bytes)) return null;
  const [first = 0, second = 0] = bytes;
  const opcode = first & 0x0f;
  if ((first & 0xf0) !== 0x80 || opcode === CONTINUATION) throw new Error('a fragmented or compressed frame');
  const begin = headBytes(bytes);
  const size = second & 0x7f;
  const length = size === 127 ? Number(bytes.readBigUInt64BE(2)) : size === 126 ? bytes.readUInt16BE(2) : size;
  if (bytes.length < begin + length) return null;
  const body = Buffer.from(bytes.subarray(begin, begin + length));
  if (second & 0x80) unmask(body, bytes.subarray(begin - 4, begin));
  return { bytes: begin + length, text: opcode === TEXT ? body.toString('utf8') : null };
}

/** Two bytes, the longer lengths, the mask. */
function headBytes(bytes: Buffer): number {
  const second = bytes[1];
  if (second === undefined) return 2;
  const size = second & 0x7f;
  return 2 + (size === 127 ? 8 : size === 126 ? 2 : 0) + (second & 0x80 ? 4 : 0);
}

function unmask(body: Buffer, mask: Buffer): void {
  for (let i = 0; i < body.length; i++) body[i]! ^= mask[i % 4]!;
}
