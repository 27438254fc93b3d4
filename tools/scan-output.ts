/**
 * `node tools/scan-output.ts FILE…`: reads what a test run printed and fails when it holds an identity number, a name of
 * a demo person, a token or a sign-in code. It is the last step of `npm test`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { scan } from '#support/scanner.ts';

const [namesFile, ...files] = process.argv.slice(2);
const names: string[] = namesFile && existsSync(namesFile) ? JSON.parse(readFileSync(namesFile, 'utf8')) : [];
if (names.length === 0) {
  console.error('scan: no names of demo people to look for; did the tests that start the service run?');
  process.exit(1);
}
let found = 0;
for (const file of files) {
  if (!existsSync(file)) {
    console.error(`scan: ${file} is missing`);
    process.exit(1);
  }
  for (const { kind, line, hint } of scan(readFileSync(file, 'utf8'), names)) {
    found += 1;
    console.error(`scan: ${file}:${line}: ${kind} ${hint}`);
  }
}
console.log(`scan: ${files.length} files, ${names.length} names, ${found} findings`);
process.exit(found === 0 ? 0 : 1);
