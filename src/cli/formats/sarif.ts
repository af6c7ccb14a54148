import type { Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { Rule } from '../../check/rule.js';
import { rules } from '../../check/rules.js';
import { type Diagnostic, defaultSeverities, type Severity } from '../../model/diagnostic.js';
import { numberOrKey } from '../../model/question-key.js';
import { isUnread, type UnreadReport } from '../../pipeline/check/check-result.js';
import type { Formatter } from './formatter.js';
import { arrayOf, indent, toJson } from './json.js';

/** SARIF 2.1.0 for code scanning. A report that could not be read becomes a notification of the tool's run. */
export function openSarif({ version }: { readonly version: string }): Formatter {
  return {
    part: (report) =>
      isUnread(report)
        ? ''
        : report.diagnostics.map((diagnostic) => indent(toJson(describe(report.group)(diagnostic)), 8)).join(',\n'),
    *join(parts, { unread }) {
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
            results: [],
          },
        ],
      };
      // `results` is the last property, and empty.
      const [head, tail] = splitLast(toJson(log), '[]');
      yield head;
      yield* arrayOf(parts, 6);
      yield tail;
    },
  };
}

/** Splits a text at the last occurrence of a separator. */
function splitLast(text: string, separator: string): readonly [before: string, after: string] {
  const at = text.lastIndexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
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
    message: { text: escapeLinks(message) },
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
    message: { text: escapeLinks(`${failure.reason} ${failure.advice}`) },
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
    properties: { group },
  };
}

function levelOf(severity: Severity): 'error' | 'warning' {
  return severity === 'error' ? 'error' : 'warning';
}

/** Escapes square brackets, which would make links in a SARIF message. */
function escapeLinks(text: string): string {
  return text.replace(/[[\]]/g, '\\$&');
}

/** A path as a URI reference: a `file:` URI for an absolute path, else relative to the root that the consumer assumes. */
function artifact(path: string): { readonly uri: string } {
  // encodeURIComponent throws for a lone surrogate.
  const encoded = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (encoded.startsWith('//')) return { uri: `file:${encoded}` };
  if (encoded.startsWith('/')) return { uri: `file://${encoded}` };
  return { uri: /^[a-z]%3A\//i.test(encoded) ? `file:///${encoded.replace('%3A', ':')}` : encoded };
}
