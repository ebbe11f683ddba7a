/** One measured thing beside its floor, measured in the same run. Times in `unit`. */
export type BenchRow = {
  readonly name: string;
  readonly unit: string;
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly floor: { readonly name: string; readonly p50: number; readonly p95: number; readonly p99: number };
  /** Median over the floor's median; for rates the other way round, so that 1 is the floor and more is worse. */
  readonly ratio: number;
  readonly note?: string;
};

/** Nearest-rank percentile (Hyndman and Fan, type 1). `p` from 0 to 100. */
export function percentile(values: readonly number[], p: number): number {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)]!;
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;
const spread = (values: readonly number[]) => ({
  p50: round(percentile(values, 50)),
  p95: round(percentile(values, 95)),
  p99: round(percentile(values, 99)),
});

/** Both in the same unit, smaller is better. */
export function benchRow(
  name: string,
  unit: string,
  measured: readonly number[],
  floor: { name: string; values: readonly number[] },
  note?: string,
): BenchRow {
  const ours = spread(measured);
  const least = spread(floor.values);
  return {
    name,
    unit,
    n: measured.length,
    ...ours,
    floor: { name: floor.name, ...least },
    ratio: round(ours.p50 / least.p50),
    note,
  };
}

/** Sums floors measured apart, place by place, into one floor for the whole way. */
export function together(...parts: readonly (readonly number[])[]): number[] {
  const n = Math.min(...parts.map(part => part.length));
  const sorted = parts.map(part => [...part].sort((a, b) => a - b));
  return Array.from({ length: n }, (_, i) =>
    sorted.reduce((sum, part) => sum + part[Math.floor((i * part.length) / n)]!, 0),
  );
}
