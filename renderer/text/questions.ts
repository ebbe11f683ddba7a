/** Said when a dialog about work was closed because nothing that is decided there could be done any more. */
export const questionWords = {
  gone: (name: string) => `The work for ${name} has ended or is in other hands, so its dialog was closed.`,
  timeOver: (name: string) =>
    `The time for the wrap-up of ${name} is over and the work has ended, so its dialog was closed.`,
  left: (name: string) => `Whoever was asked in has left the work for ${name}, so its dialog was closed.`,
  kept: 'What you wrote is kept.',
  goesAlong: 'What you wrote goes with it.',
} as const;
