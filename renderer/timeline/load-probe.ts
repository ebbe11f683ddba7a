/**
 * Whether this host's policy lets a picture from outside load, found out with the very picture the agent has just agreed
 * to load. The mail's frame inherits the host's policy and cannot tell us itself. Without cookies and referrer.
 */
export function mayLoad(address: string): Promise<boolean> {
  return new Promise(resolve => {
    const picture = new Image();
    const done = (may: boolean) => () => {
      document.removeEventListener('securitypolicyviolation', onRefused);
      resolve(may);
    };
    const onRefused = (event: SecurityPolicyViolationEvent) => {
      if (event.effectiveDirective === 'img-src') done(false)();
    };
    document.addEventListener('securitypolicyviolation', onRefused);
    // A refusal by policy is told by its own event, and before `error`; an error without it is a missing picture.
    picture.addEventListener('load', done(true));
    picture.addEventListener('error', () => requestAnimationFrame(done(true)));
    picture.crossOrigin = 'anonymous';
    picture.referrerPolicy = 'no-referrer';
    picture.src = address;
  });
}
