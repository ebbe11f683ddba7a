// What the page may load, the same words for both hosts. Attack tests read it from the real response.

/** Nothing from outside. A mail's frame is a document with a policy of its own, see `mailHeaders`. */
const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'frame-src': "'self'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
} as const;

const policyOf = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join('; ');

/** `connect` lists where the page may speak to: nowhere in Electron, its own host in the browser. */
export function contentPolicy(connect: readonly string[]): string {
  const connectTo = connect.length > 0 ? connect.join(' ') : "'none'";
  return policyOf({ ...DIRECTIVES, 'connect-src': connectTo });
}

const REFUSED_FEATURES = [
  'camera',
  'microphone',
  'geolocation',
  'display-capture',
  'usb',
  'serial',
  'hid',
  'midi',
  'payment',
  'idle-detection',
  'publickey-credentials-get',
  'screen-wake-lock',
  'clipboard-read',
];

/** Headers of every answer that carries a part of the page. */
export const pageHeaders = (connect: readonly string[]): Record<string, string> => ({
  'content-security-policy': contentPolicy(connect),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': REFUSED_FEATURES.map(name => `${name}=()`).join(', '),
});

/**
 * What the frame of a mail may load: its own colours, its own pictures, and those from outside once the agent has agreed.
 * `sandbox` without a word after it: no script, no form, no window, no origin, no navigation of the page around it.
 */
const mailPolicy = (withPictures: boolean): string =>
  policyOf({
    'default-src': "'none'",
    'style-src': "'unsafe-inline'",
    'img-src': withPictures ? 'data: https:' : 'data:',
    'form-action': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'self'",
    sandbox: '',
  });

/** Headers of a mail in its frame. */
export const mailHeaders = (withPictures: boolean): Record<string, string> => ({
  ...pageHeaders([]),
  'content-security-policy': mailPolicy(withPictures),
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
});

/**
 * What an export may do on its way to paper: nothing but be drawn. Of our origin and with `allow-modals`, for the page asks its
 * frame to print; without scripts of its own.
 */
const PRINT_POLICY = policyOf({
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'self'",
  sandbox: 'allow-same-origin allow-modals',
});

export const printHeaders = (): Record<string, string> => ({
  ...pageHeaders([]),
  'content-security-policy': PRINT_POLICY,
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
});

/** Headers of a file from outside: it is saved, and never shown or run by whatever reads these. */
export const fileHeaders = (name: string, size: number): Record<string, string> => ({
  ...pageHeaders([]),
  'content-security-policy': "default-src 'none'; sandbox",
  'content-type': 'application/octet-stream',
  'content-disposition': dispositionOf(name),
  'content-length': String(size),
  'cache-control': 'no-store',
});

/** RFC 6266: a name in plain ASCII for old readers, the real one in UTF-8. `name` is a safe one. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
