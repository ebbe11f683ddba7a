export type RandomBytes = (size: number) => Uint8Array;

/** The system is asked for many at once: each question costs as much as some hundred bytes. */
const pool = new Uint8Array(4_096);
let used = pool.length;

/** From the system's generator, each byte handed out once. */
export function systemRandom(size: number): Uint8Array {
  if (size > pool.length) return crypto.getRandomValues(new Uint8Array(size));
  if (used + size > pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return pool.slice(used, (used += size));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random; sorts by the time it was made. */
export function uuidv7(now: number = Date.now(), random: RandomBytes = systemRandom): string {
  const bytes = new Uint8Array(16);
  bytes.set(random(10), 6);
  for (let i = 5, rest = now; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let hex = '';
  for (const byte of bytes) hex += HEX[byte]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
