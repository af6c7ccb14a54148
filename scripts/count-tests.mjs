// Prints how many tests passed and failed, from the JSON that vitest leaves in the file named as argument.
// Exit status 1 when a test failed, and when none ran.
import { readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
if (!file) throw new Error('Name the file with the results of vitest.');

const text = readFileSync(file, 'utf8');
if (text === '') console.log('No tests ran: a step before them failed.');
const results = text === '' ? { numPassedTests: 0, numFailedTests: 0, testResults: [] } : JSON.parse(text);

// A test file that does not even load holds no failed test, and is one nevertheless.
const broken = results.testResults.filter(
  (/** @type {{ status: string, assertionResults: { status: string }[] }} */ suite) =>
    suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
).length;
const failed = results.numFailedTests + broken;
const skipped = (results.numPendingTests ?? 0) + (results.numTodoTests ?? 0);

console.log(`${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || text === '' ? 1 : 0;
