/**
 * Makes a value when it is asked for, and once more if the garbage collector has taken it since: for what is large, quickly
 * made, and the same each time.
 */
export function weakOnce<Value extends object>(make: () => Value): () => Value {
  let made: WeakRef<Value> | undefined;
  return () => {
    const known = made?.deref();
    if (known) return known;
    const value = make();
    made = new WeakRef(value);
    return value;
  };
}
