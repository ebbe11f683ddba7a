import { useEffect, useMemo, useState } from 'react';
import { shiftEndsAt } from '../../shared/domain/introduction.ts';
import { clockIn } from '../../shared/domain/shift.ts';
import type { BrandHandle, Team } from '../../shared/domain/team.ts';
import { backendNow } from '../stores/connection.ts';
import { agentName, useSession } from '../stores/session.ts';
import type { Writer } from './outgoing.ts';

/** A browser's longest timer; what is further off is looked at again then. */
const LONGEST_MS = 0x7fff_ffff;

/** Who writes under this handle now: by the backend's clock, and anew when a shift ends while they write. */
export function useWriter(team: Team | null, brand: BrandHandle | null): Writer {
  const name = useSession(agentName);
  const [now, setNow] = useState(backendNow);
  // Clocks of a zone cost milliseconds, and a composer is drawn with each key.
  const endsAt = useMemo(() => shiftEndsAt(team, brand, now), [team, brand, now]);
  useEffect(() => {
    if (endsAt === null) return;
    const inMs = Math.max(1_000, endsAt - backendNow());
    const timer = setTimeout(() => setNow(backendNow()), Math.min(LONGEST_MS, inMs));
    return () => clearTimeout(timer);
  }, [endsAt, now]);
  const zone = team?.shifts?.zone;
  const shiftEnd = useMemo(() => (endsAt === null || !zone ? null : clockIn(zone, endsAt)), [zone, endsAt]);
  return { name, shiftEnd };
}
