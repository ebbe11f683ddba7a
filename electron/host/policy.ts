// What the page may load, the same words for both hosts. Attack tests read it from the real response.

/**
 * Pictures from outside may come only into a mail's frame, whose own policy refuses them until the agent asks: the page
 * itself shows none. `https:` stands here because a frame of ours never gets more than this.
 *
 * `style-src-attr` alone lets a mail keep the colours its sender wrote: an attribute has no selectors, and with no
 * outside image or font to name it can tell nobody anything. Style elements stay refused.
 */
const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' data: https:",
  'font-src': "'self'",
  'frame-src': "'self'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
} as const;

/** `connect` lists where the page may speak to: nowhere in Electron, its own host in the browser. */
export function contentPolicy(connect: readonly string[]): string {
  const given = Object.entries(DIRECTIVES).map(([name, value]) => `${name} ${value}`);
  const connectTo = connect.length > 0 ? connect.join(' ') : "'none'";
  return [...given, `connect-src ${connectTo}`].join('; ');
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
