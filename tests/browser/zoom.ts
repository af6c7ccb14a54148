import type { CDPSession, Locator, Page } from 'playwright-core';

/** The figure dialog. */
export function dialog(page: Page): Locator {
  return page.locator('dialog.zoom[open]');
}

/** Text of the counter: `2 of 5`. */
export function count(page: Page): Locator {
  return page.locator('.zoom-count');
}

/** Width of the figure and offset of its centre from that of the stage, in CSS pixels, after animations have ended. */
export async function lie(page: Page): Promise<{ readonly width: number; readonly x: number; readonly y: number }> {
  return page.locator('.zoom-image').evaluate(async (image) => {
    await Promise.all(image.getAnimations().map(({ finished }) => finished));
    const box = image.getBoundingClientRect();
    const stage = (image.parentElement as HTMLElement).getBoundingClientRect();
    return {
      width: Math.round(box.width),
      x: Math.round(box.x + box.width / 2 - stage.x - stage.width / 2),
      y: Math.round(box.y + box.height / 2 - stage.y - stage.height / 2),
    };
  });
}

/** Simulates touch: moves pointers from start to end positions in a few steps. */
export async function touch(
  session: CDPSession,
  from: readonly (readonly [number, number])[],
  to: readonly (readonly [number, number])[],
): Promise<void> {
  const steps = 8;
  const points = (share: number): { x: number; y: number; id: number }[] =>
    from.map(([x, y], id) => ({
      id,
      x: x + ((to[id]?.[0] ?? x) - x) * share,
      y: y + ((to[id]?.[1] ?? y) - y) * share,
    }));
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
  for (let step = 1; step <= steps; step += 1)
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(step / steps) });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
