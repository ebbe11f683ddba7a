// What has to be there before anything else can run. Works on Node 20 without any dependency, on purpose.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const stampFile = join(root, 'node_modules', '.foreword-installed');
const nodeFile = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The Node 24 that the project brings along; the global one only starts it. */
export const projectNode = () => (existsSync(nodeFile) ? nodeFile : process.execPath);

const wanted = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

const isInstalled = () =>
  existsSync(nodeFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === wanted();

/** An installation made by hand with `npm ci` or `npm i` counts as well: npm keeps its own copy of the lock file. */
function adoptInstalled() {
  const npmCopy = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(nodeFile) || !existsSync(npmCopy)) return false;
  const have = JSON.parse(readFileSync(npmCopy, 'utf8')).packages ?? {};
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages ?? {};
  const missing = Object.entries(want).some(
    ([place, { version, optional }]) => place !== '' && !optional && have[place]?.version !== version,
  );
  if (missing) return false;
  writeFileSync(stampFile, wanted());
  return true;
}

/** Ends with the exit code of the command; never rejects for a non-zero one. */
function finished(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

function installCommand() {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return [process.execPath, [npm, 'ci']];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci']];
}

async function install() {
  const started = Date.now();
  process.stderr.write('Installing packages (npm ci), once; this takes a minute or two.\n');
  rmSync(stampFile, { force: true });
  const [command, args] = installCommand();
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: command.endsWith('.cmd') });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => said.push(chunk));
  const code = await finished(child);
  if (code !== 0 || !existsSync(nodeFile)) {
    process.stderr.write(`${Buffer.concat(said).toString('utf8').trimEnd().split('\n').slice(-20).join('\n')}\n`);
    process.stderr.write("The packages could not be installed: see npm's words above, then start again.\n");
    process.exit(1);
  }
  writeFileSync(stampFile, wanted());
  process.stderr.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

/** Installs what the lock file names, unless that is what is there. */
export async function ensureInstalled() {
  if (!isInstalled() && !adoptInstalled()) await install();
}

/**
 * Runs the project's Node and passes signals on, so that Ctrl-C ends the child in its own way. The channel lets the
 * child notice when this process is killed without a word.
 */
export async function runNode(args, { cwd = root, env = process.env } = {}) {
  const child = spawn(projectNode(), args, { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const pass = signal => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
  const code = await finished(child);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass);
  return code;
}

/** Where the person stood when they called npm: file names they gave are meant from there. */
const callersFolder = () => (process.env.INIT_CWD && existsSync(process.env.INIT_CWD) ? process.env.INIT_CWD : root);

/** Installs and builds what is not there yet, then runs one of the programs in `out/`. Never returns. */
export async function runProgram(name, args) {
  await ensureInstalled();
  const built = await runNode([join(root, 'build', 'bundle.ts')]);
  if (built !== 0) process.exit(built);
  process.exit(await runNode([join(root, 'out', `${name}.js`), ...args], { cwd: callersFolder() }));
}
