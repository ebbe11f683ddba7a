/** Milliseconds that this thread has computed: what else the machine does is not measured, so that a limit is the code's alone. */
export const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};
