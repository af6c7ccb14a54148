import type { Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { Rule } from '../../check/rule.js';
import { rules } from '../../check/rules.js';
import { type Diagnostic, defaultSeverities, type Severity } from '../../model/diagnostic.js';
import { numberOrKey } from '../../model/question-key.js';
import { type CheckResult, isUnread, type UnreadReport } from '../../pipeline/check/check-result.js';
import { toJson } from './to-json.js';

/** For code scanning: SARIF 2.1.0. A report that could not be read is a notification of the tool's run. */
export function formatSarif({ reports }: CheckResult, version: string): string {
  const unread = reports.filter(isUnread);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Handin', version, rules: rules.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: unread.length === 0, toolExecutionNotifications: unread.map(describeFailure) },
        ],
        results: reports.flatMap((report) => (isUnread(report) ? [] : report.diagnostics.map(describe(report.group)))),
      },
    ],
  };
  return toJson(log);
}

function describeRule({ name, meaning, remedy }: Rule): ReportingDescriptor {
  return {
    id: name,
    shortDescription: { text: meaning },
    help: { text: remedy },
    defaultConfiguration: { level: levelOf(defaultSeverities[name]) },
  };
}

const describe =
  (group: string) =>
  ({ rule, severity, message, span, question, suggestion }: Diagnostic): Result => ({
    ruleId: rule,
    ruleIndex: rules.findIndex(({ name }) => name === rule),
    level: levelOf(severity),
    message: { text: plain(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(span.path),
          region: {
            startLine: span.line,
            startColumn: span.column,
            endLine: span.endLine,
            endColumn: span.endColumn,
          },
        },
      },
    ],
    properties: {
      group,
      ...(question === undefined ? {} : { question: numberOrKey(question) }),
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  });

function describeFailure({ path, group, failure }: UnreadReport): Notification {
  return {
    level: 'error',
    message: { text: plain(`${failure.reason} ${failure.advice}`) },
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
    properties: { group },
  };
}

function levelOf(severity: Severity): 'error' | 'warning' {
  return severity === 'error' ? 'error' : 'warning';
}

/** In a message of SARIF square brackets make links, which text from a report must not. */
function plain(text: string): string {
  return text.replace(/[[\]]/g, '\\$&');
}

/** A path as a URI reference: of a file when it is absolute, else relative to whatever the reader takes for the root. */
function artifact(path: string): { readonly uri: string } {
  // Half a surrogate pair has no place in a URI.
  const encoded = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (encoded.startsWith('//')) return { uri: `file:${encoded}` };
  if (encoded.startsWith('/')) return { uri: `file://${encoded}` };
  return { uri: /^[a-z]%3A\//i.test(encoded) ? `file:///${encoded.replace('%3A', ':')}` : encoded };
}
