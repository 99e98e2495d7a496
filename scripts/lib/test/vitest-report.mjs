/**
 * What vitest's JSON report says, and what it leaves out: tests whose process died are no failures to it.
 *
 * @typedef {{ status: 'passed' | 'failed' | 'skipped' | 'todo' | 'pending' }} TestResult
 * @typedef {{ name: string, status: string, assertionResults: TestResult[] }} FileResult
 * @typedef {{ testResults: FileResult[] }} Report
 */

/** @param {TestResult} test */
const isUnfinished = ({ status }) => status === 'pending'

/** @param {Report} report @returns {import('./summary.mjs').Count} */
export function countTests({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults)
  const count = (/** @type {TestResult['status'][]} */ ...statuses) =>
    tests.filter(({ status }) => statuses.includes(status)).length
  // A file that does not even load has failed, and has no tests to say so.
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return { passed: count('passed'), failed: count('failed', 'pending') + unloaded, skipped: count('skipped', 'todo') }
}

/** Files whose process died before all their tests had ended. @param {Report} report */
export function unfinishedFiles({ testResults }) {
  return testResults.filter((file) => file.assertionResults.some(isUnfinished)).map(({ name }) => name)
}
