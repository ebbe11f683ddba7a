// Times of an export, all in the zone that its head names, in the form of the screen: 24 hours, day before month.

export type Zoned = {
  /** `Tuesday 2 June 2026` */
  day(at: number): string;
  /** `14:05` */
  time(at: number): string;
  /** `2 June 2026, 14:05` */
  minute(at: number): string;
  /** `2 June 2026, 14:05:09` */
  moment(at: number): string;
  /** `2026-06-02 14:05:09`, for a table. */
  row(at: number): string;
};

/** @throws RangeError where the runtime does not know the zone */
export function zoned(timeZone: string): Zoned {
  const form = (options: Intl.DateTimeFormatOptions, locale = 'en-GB'): ((at: number) => string) => {
    const { format } = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
    return at => format(at);
  };
  const weekday = form({ weekday: 'long' });
  const date = form({ day: 'numeric', month: 'long', year: 'numeric' });
  const clock = form({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const time = form({ hour: '2-digit', minute: '2-digit' });
  const plain = form({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE');
  return {
    day: at => `${weekday(at)} ${date(at)}`,
    time,
    minute: at => `${date(at)}, ${time(at)}`,
    moment: at => `${date(at)}, ${clock(at)}`,
    row: at => `${plain(at)} ${clock(at)}`,
  };
}

/** Whether times can be written in it. */
export function isZone(timeZone: string): boolean {
  try {
    zoned(timeZone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
