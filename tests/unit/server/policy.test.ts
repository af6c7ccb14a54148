import { describe, expect, it } from 'vitest';
import { versionOf, withLiveScript } from '../../../src/server/live-page.js';
import { extendPolicy } from '../../../src/server/policy.js';

describe('a policy is extended for the live script and its event stream', () => {
  it.each([
    ['where both are forbidden', `script-src 'none'; connect-src 'none'`, `script-src 'nonce-N'; connect-src 'self'`],
    [
      'where others are allowed',
      `SCRIPT-SRC 'self' https://a.example ; connect-src https://b.example`,
      `script-src 'self' https://a.example 'nonce-N'; connect-src https://b.example 'self'`,
    ],
    [
      'where another directive stands in, without losing what that allows',
      `default-src https://a.example; img-src 'self'`,
      `default-src https://a.example; img-src 'self'; script-src https://a.example 'nonce-N'; connect-src https://a.example 'self'`,
    ],
    ['where everything is allowed', `img-src 'self'; base-uri 'none'`, `img-src 'self'; base-uri 'none'`],
    [
      'where elements are spoken of by themselves',
      `default-src 'none'; script-src 'none'; script-src-elem 'sha256-a='`,
      `default-src 'none'; script-src 'none'; script-src-elem 'sha256-a=' 'nonce-N'; connect-src 'self'`,
    ],
    [
      'in the directive that counts',
      `script-src 'none'; script-src https://evil.example; upgrade-insecure-requests;;`,
      `script-src 'none' 'nonce-N'; upgrade-insecure-requests`.replace(`'none' `, ''),
    ],
    ['of nothing', '', ''],
  ])('%s', (_, policy, extended) => {
    expect(extendPolicy(policy, 'N')).toBe(extended);
  });
});

function live(html: string): string {
  return Buffer.from(withLiveScript(Buffer.from(html), 'N')).toString();
}

function script(html: string): string {
  return `<script src="/-handin/live.js" data-version="${versionOf(Buffer.from(html))}" nonce="N"></script>`;
}

describe('a page', () => {
  it('has every policy in its head extended, however it is written, and nothing in its text', () => {
    const html = `<head><META content='default-src &quot;x&quot;; script-src &#39;none&#39;' HTTP-EQUIV=content-security-policy><meta name="a" content="script-src 'none'"><meta http-equiv="Content-Security-Policy" content="script-src 'none'"></head><body><meta http-equiv="Content-Security-Policy" content="script-src 'none'"></body>`;
    expect(live(html)).toBe(
      `<head><META content="default-src &quot;x&quot;; script-src 'nonce-N'; connect-src &quot;x&quot; 'self'" HTTP-EQUIV=content-security-policy><meta name="a" content="script-src 'none'"><meta http-equiv="Content-Security-Policy" content="script-src 'nonce-N'"></head><body><meta http-equiv="Content-Security-Policy" content="script-src 'none'">${script(html)}</body>`,
    );
  });

  it('gets the script before the last </body>, in any case, or at its end', () => {
    for (const [before, after] of [
      ['<body><code>&lt;/body></code><pre>x', '</BODY >\n</html>'],
      ['<body><script>"</body>"</script>', '</body>'],
      ['<p>no end', ''],
      ['', ''],
    ])
      expect(live(`${before}${after}`)).toBe(`${before}${script(`${before}${after}`)}${after}`);
  });
});
