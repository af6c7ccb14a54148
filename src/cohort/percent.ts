/** A share from 0 to 1 in whole per cent. Only what is complete is 100 %, and only nothing is 0 %. */
export function percent(share: number): string {
  const whole = Math.floor(share * 100 + 1e-9);
  return `${share > 0 ? Math.max(whole, 1) : 0}\u00a0%`;
}
