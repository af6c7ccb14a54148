import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.js';
import { trustedHtml } from '../../../src/render/safe-html.js';
import { openLayouts } from '../../../src/render/templates.js';
import { english } from '../../../src/words/language.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'handin-layouts-'));
  for (const name of ['own/partials', 'package/partials']) mkdirSync(path.join(folder, name), { recursive: true });
  put('package/base.njk', '<main>{% block main %}{% endblock %}</main>{% include "partials/foot.njk" %}');
  put('package/page.njk', '{% extends "base.njk" %}{% block main %}{{ page.title }}{% endblock %}');
  put('package/partials/foot.njk', '<p>Foot</p>');
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

function render(page: object = { title: 'A & B' }): string {
  return openLayouts(path.join(folder, 'own'), path.join(folder, 'package'), { language: english })('page.njk', {
    page,
  });
}

function thrown(): unknown {
  try {
    return render();
  } catch (error) {
    return error;
  }
}

it('a course’s layout overrides the package’s, and can extend it', () => {
  expect(render()).toBe('<main>A &amp; B</main><p>Foot</p>');
  put('own/base.njk', '{% extends "handin/base.njk" %}{% block main %}<h1>{{ super() }}</h1>{% endblock %}');
  put('own/partials/foot.njk', '{% include "handin/partials/foot.njk" %}<p>More</p>');
  expect(render()).toBe('<main>A &amp; B</main><p>Foot</p><p>More</p>');
  put('own/page.njk', '{% extends "handin/page.njk" %}{% block main %}[{{ super() }}]{% endblock %}');
  expect(render()).toBe('<main>[A &amp; B]</main><p>Foot</p><p>More</p>');
});

it.each([
  [
    'a name that does not exist',
    'own/page.njk',
    '{{ page.titel }}',
    /own\/page\.njk:1: a name is printed that does not exist, or is null\.$/,
  ],
  [
    'a layout that extends itself',
    'own/base.njk',
    '{% extends "base.njk" %}',
    /: it extends or includes itself\. .*handin\/base\.njk/,
  ],
  [
    'a partial that lacks what is asked of it',
    'own/partials/foot.njk',
    '{% include "nowhere.njk" %}',
    /: template not found: nowhere\.njk\.$/,
  ],
])('%s is an error of the course’s layout', (_, name, text, reason) => {
  put(name, text);
  const error = thrown();
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toMatch(/^The layout page\.njk cannot be used: /);
  expect((error as UserError).message).toMatch(reason);
  expect((error as UserError).advice).toBe(`Correct it in ${path.join(folder, 'own')}.`);
});

it('an incomplete partial of the course is its error, although the package’s layout fails', () => {
  put('package/page.njk', '{% from "partials/chips.njk" import chip %}{{ chip() }}');
  put('package/partials/chips.njk', '{% macro chip() %}x{% endmacro %}');
  expect(render()).toBe('x');
  put('own/partials/chips.njk', '{% macro crisp() %}x{% endmacro %}');
  expect(thrown()).toBeInstanceOf(UserError);
});

it('an error in the package’s own layouts is a bug', () => {
  put('package/page.njk', '{{ page.titel }}');
  expect(thrown()).not.toBeInstanceOf(UserError);
});

it('only HTML that was declared safe is not escaped, wherever it is in the data', () => {
  put(
    'own/page.njk',
    '{{ page.html }}|{{ page.list[0].html }}|{{ page.html | safe }}|{{ page.html.length }}|{{ "yes" if page.empty else "no" }}|{{ page.html ~ "" }}|{{ page.text }}',
  );
  const html = trustedHtml('<b>');
  expect(render({ html, list: [{ html }], empty: trustedHtml(''), text: '<b>' })).toBe(
    '<b>|<b>|<b>|3|yes|&lt;b&gt;|&lt;b&gt;',
  );
});

it('loops and macros have variables of their own', () => {
  put(
    'own/page.njk',
    `{% macro item(name, loop) %}{% set name = name ~ '!' %}{{ name }}{{ loop }}{% endmacro %}
{%- set last = '' %}{% set a = { b: 1 } %}
{%- for row in page.rows %}{{ loop.index }}/{{ loop.length }}:
{%- for name in row %}{{ loop.index0 }}{{ item(name, loop.revindex) }}{{ ',' if not loop.last }}{% set last = name %}{% endfor %};
{%- if loop.first %}first {% endif %}{% endfor %}{{ last }}{{ a.b }}`,
  );
  expect(render({ rows: [['a', 'b'], ['c']] })).toBe('1/2:0a!2,1b!1;first 2/2:0c!1;c1');
});
