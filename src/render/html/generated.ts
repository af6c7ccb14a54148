/**
 * The attribute of elements whose text Handin writes into an answer, such as why a figure is not shown. That text is no
 * part of the answer. Reports cannot use the attribute: it is none of those that survive in their HTML.
 */
export const generated = 'data-generated';
