/**
 * Puts in place what `npm start` and `npm test` need, and says nothing when all is there. Runs on the system's Node
 * (20 or later), before there is anything in node_modules: plain JavaScript, no packages.
 *
 *   node tools/prepare.mjs [java] [chromium]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules/.prepared');

function fail(line) {
  console.error(line);
  process.exit(1);
}

function run(command, args, env = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return done.status === 0;
}

/** Packages exactly as the lock says; again only when the lock has changed. */
function preparePackages() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  if (!installedByHand(JSON.parse(lock))) {
    console.log('Installing packages (npm ci).');
    const npm = process.env.npm_execpath;
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const installed = npm ? run(process.execPath, [npm, ...args]) : run('npm', args);
    if (!installed) fail('npm ci failed: see above.');
  }
  writeFileSync(stampFile, hash);
}

/** True when someone has run `npm ci` with this very lock: npm keeps what it installed in a file of its own. */
function installedByHand(lock) {
  const file = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(file)) return false;
  const installed = JSON.parse(readFileSync(file, 'utf8')).packages;
  const same = (name, entry) => installed[name]?.integrity === entry.integrity;
  return Object.entries(lock.packages).every(
    ([name, entry]) => name === '' || same(name, entry) || (entry.optional && !installed[name]),
  );
}

/** Linux gets Node 24 as a package; elsewhere one brings one's own. */
function checkNode() {
  const packaged = existsSync(join(root, 'node_modules/.bin/node'));
  if (packaged || Number(process.versions.node.split('.')[0]) >= 24) return;
  fail(
    `Node 24 is needed on ${process.platform} (this is ${process.version}): https://nodejs.org, or brew install node@24.`,
  );
}

function prepareJava() {
  const version = () => {
    const { stderr = '', status } = spawnSync('java', ['-version'], { encoding: 'utf8' });
    return status === 0 ? Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) : undefined;
  };
  if ((version() ?? 0) >= 17) return;
  installDebianPackage('default-jre-headless', 'Java 17 or later');
  if ((version() ?? 0) < 17) fail('Java 17 or later is needed; the one in PATH is older.');
}

function prepareChromium() {
  const { CHROME_PATH, PATH = '' } = process.env;
  if (CHROME_PATH) {
    if (!existsSync(CHROME_PATH)) fail(`CHROME_PATH=${CHROME_PATH} does not exist.`);
    return;
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = () =>
    PATH.split(delimiter).some((folder) => names.some((name) => existsSync(join(folder, name))));
  if (found()) return;
  installDebianPackage('chromium', 'Chromium (or CHROME_PATH)');
}

/** As root on Debian it is installed; anyone else is told how, in one line. */
function installDebianPackage(name, what) {
  const debian = existsSync('/usr/bin/apt-get');
  const command = `apt-get install -y --no-install-recommends ${name}`;
  if (!debian) fail(`${what} is needed: install it and put it in PATH.`);
  if (process.getuid?.() !== 0) fail(`${what} is needed: sudo ${command}`);
  console.log(`Installing ${name} (apt-get).`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '-qq', '--no-install-recommends', name];
  const installed =
    run('apt-get', args, quiet) || (run('apt-get', ['update', '-qq'], quiet) && run('apt-get', args, quiet));
  if (!installed) fail(`${what} is needed, and "${command}" failed.`);
}

const wanted = process.argv.slice(2);
preparePackages();
checkNode();
if (wanted.includes('java')) prepareJava();
if (wanted.includes('chromium')) prepareChromium();
