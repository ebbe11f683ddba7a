// Names of files from outside: what may stand in a dialog, in a header and on a disk.

/** UTF-16 code units; leaves room for a folder on every system. */
const MAX_NAME = 120;
/** Whatever is not seen, turns the direction of writing, or means something to a file system. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;
const MEANINGFUL = /[<>:"|?*%]/g;
/** Names of devices on Windows, with or without an ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;
const ENDING = /\.[\p{L}\p{N}]{1,12}$/u;

/** Endings that some system runs or trusts when such a file is opened. */
const RUNS = new Set(
  (
    'apk app appimage appref-ms bat chm class cmd com command cpl deb desktop dll dmg exe gadget hta htm html inf iso ' +
    'jar jnlp js jse lnk mht mhtml msc msi msix msp ps1 psm1 pkg pif py reg rpm scf scr sct sh svg svgz url vb vbe vbs ' +
    'vhd vhdx ws wsf wsh xhtml xll xml xsl docm dotm pptm xlsm xltm xlam'
  ).split(' '),
);

/** The last ending, with its dot, in small letters; '' when there is none. It alone says what a system does with it. */
export const endingOf = (name: string): string => (ENDING.exec(name)?.[0] ?? '').toLowerCase();

/** True when opening such a file may run something. */
export const mayRun = (name: string): boolean => RUNS.has(endingOf(name).slice(1));

/**
 * A name that is only a name: no path, nothing unseen, never empty or a device, its last ending kept when it is cut.
 * All other endings stay in sight, so `invoice.pdf.exe` is still that.
 */
export function safeFileName(raw: string): string {
  const seen = raw.normalize('NFC').replace(UNSEEN, '');
  const last = seen.split(/[/\\]/).findLast(part => part.trim() !== '') ?? '';
  const plain = last
    .replace(MEANINGFUL, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (plain === '') return 'attachment';
  const named = DEVICE.test(plain) ? `_${plain}` : plain;
  if (named.length <= MAX_NAME) return named;
  const ending = ENDING.exec(named)?.[0] ?? '';
  return named.slice(0, MAX_NAME - ending.length).replace(/[\p{Surrogate}.\s]+$/u, '') + ending;
}
