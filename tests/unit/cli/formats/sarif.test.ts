import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../../src/check/rules.js';
import { openSarif } from '../../../../src/cli/formats/sarif.js';
import { clean, format, hostile, hostileGroup, result, unread } from './results.js';

const log = JSON.parse(format(openSarif, result)) as Log;
const [run] = log.runs;

/** The URIs of results and notifications. */
const addresses = [...(run?.results ?? []), ...(run?.invocations?.[0]?.toolExecutionNotifications ?? [])].map(
  ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '',
);

describe('sarif', () => {
  it('is one run of version 2.1.0, with columns in UTF-16 code units', () => {
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ columnKind: 'utf16CodeUnits' }] });
    expect(run?.tool.driver).toMatchObject({ name: 'Handin', version: '1.2.3' });
  });

  it('describes every rule with its help and level', () => {
    const described = run?.tool.driver.rules ?? [];
    expect(described.map(({ id }) => id)).toEqual(rules.map(({ name }) => name));
    expect(described[0]).toEqual({
      id: 'answer-missing',
      shortDescription: { text: 'A question has no answer: nothing is there, or only the placeholder.' },
      help: { text: rules[0]?.remedy },
      defaultConfiguration: { level: 'error' },
    });
  });

  it('has a result per problem, at its place, with its rule', () => {
    expect(run?.results).toHaveLength(hostile.diagnostics.length);
    expect(run?.results?.[1]).toEqual({
      ruleId: 'text-todo',
      ruleIndex: rules.findIndex(({ name }) => name === 'text-todo'),
      level: 'warning',
      message: { text: 'Message.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: addresses[0] },
            region: { startLine: 11, startColumn: 307, endLine: 11, endColumn: 311 },
          },
        },
      ],
      properties: { group: hostileGroup, question: 1, suggestion: '![a::b](\u001b]0;x\u0007.png)' },
    });
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex ?? -1]?.name).toBe(ruleId);
  });

  it('percent-encodes URIs, and makes those of absolute paths `file:` URIs', () => {
    expect(addresses).toEqual([
      ...Array(4).fill(
        "reports/%3D1%2B1%2C%22%3C%26'%3E%5D%5D%3E%25%3A%1B%5B2J%E2%80%AE%0D%0A%EF%BF%BD%C3%A9/README.md",
      ),
      'file:///abs/un%20read/README.md',
    ]);
    for (const address of addresses) expect(() => new URL(address, 'file:///root/')).not.toThrow();
  });

  it.each([
    ['C:/reports/a b/README.md', 'file:///C:/reports/a%20b/README.md'],
    ['//server/share/README.md', 'file://server/share/README.md'],
    ['reports/a#b?c/README.md', 'reports/a%23b%3Fc/README.md'],
  ])('%s', (path, uri) => {
    const { runs } = JSON.parse(format(openSarif, [{ ...unread, path }])) as Log;
    const [notification] = runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(notification?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  it('escapes brackets, which would make links', () => {
    expect(run?.results?.[0]?.message.text).toBe(
      'As a whole: 100%,\r\nsaid <b>"it" & \\[more\\](x)</b>\u0007\ufffe\u2028.',
    );
  });

  it('has a notification for a report that could not be read', () => {
    expect(run?.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: 'error',
            message: { text: 'README.md is UTF-16. Save it as UTF-8.' },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///abs/un%20read/README.md' } } }],
            properties: { group: '-unread' },
          },
        ],
      },
    ]);
  });

  it('has no results without problems', () => {
    const { runs } = JSON.parse(format(openSarif, clean)) as Log;
    expect(runs[0]).toMatchObject({ invocations: [{ executionSuccessful: true }], results: [] });
  });
});
