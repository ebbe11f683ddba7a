export type RandomBytes = (size: number) => Uint8Array;

const systemRandom: RandomBytes = size => crypto.getRandomValues(new Uint8Array(size));

/** A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random; sorts by the time it was made. */
export function uuidv7(now: number = Date.now(), random: RandomBytes = systemRandom): string {
  const bytes = new Uint8Array(16);
  bytes.set(random(10), 6);
  for (let i = 5, rest = now; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
