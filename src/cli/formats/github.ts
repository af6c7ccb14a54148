import { type CheckedReport, isUnread, type UnreadReport } from '../../pipeline/check/check-result.js';
import { printable } from '../terminal.js';
import type { Formatter } from './formatter.js';

/** Workflow commands for GitHub Actions, which shows them as annotations in pull requests. */
export function openGithub(): Formatter {
  return { part: formatReport, join: (parts) => parts };
}

function formatReport(report: CheckedReport | UnreadReport): string {
  if (isUnread(report)) {
    const { reason, advice } = report.failure;
    return command('error', { file: report.path, line: '1', title: 'unreadable report' }, `${reason} ${advice}`);
  }
  return report.diagnostics
    .map(({ severity, span, rule, message, suggestion }) =>
      command(
        severity === 'error' ? 'error' : 'warning',
        { file: span.path, line: String(span.line), col: String(span.column), title: rule },
        suggestion === undefined || message.includes(suggestion) ? message : `${message}\nInstead: ${suggestion}`,
      ),
    )
    .join('');
}

function command(name: 'error' | 'warning', properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}\n`;
}

/** Workflow commands percent-encode line breaks. Other control characters are made visible, because the log is shown on terminals. */
function escapeData(text: string): string {
  return text
    .replace(/[^\r\n]+/g, printable)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
