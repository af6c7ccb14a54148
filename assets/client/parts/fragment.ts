/** Nodes on their way into the page together: spread into arguments, ten thousands of them would be too many. */
export function fragmentOf(nodes: Iterable<Node | string>): DocumentFragment {
  const fragment = new DocumentFragment();
  for (const node of nodes) fragment.append(node);
  return fragment;
}
