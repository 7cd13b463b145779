// Lists of statements and members as text again; Prettier does the rest.
import type { Item, List } from './statements';

/** A file's statements as its text. */
export function renderList({ items, isMembers }: List): string {
  return `${renderItems(items, isMembers)}\n`;
}

/** An item with its comments, without indentation. */
export function renderItem(item: Item, comma = ''): string {
  const code = item.code + comma + (item.trail && ` ${item.trail}`);
  if (item.code === '') return item.comment;
  return item.comment
    ? `${item.comment.trimEnd()}${/\n*$/.exec(item.comment)![0] || '\n'}${code}`
    : code;
}

/** Puts lists back where a frame has `\0` for them. */
export function fill(frame: string, lists: readonly List[]): string {
  let out = '';
  frame.split('\0').forEach((part, i) => {
    out += part;
    const list = lists[i];
    if (!list || list.items.length === 0) return;
    const pad = /^ */.exec(out.slice(out.lastIndexOf('\n') + 1))![0];
    out += isInline(list)
      ? ` ${list.items.map(({ code }) => code).join(list.isMembers ? ', ' : ' ')} `
      : `\n${indent(renderItems(list.items, list.isMembers), `${pad}  `)}\n${pad}`;
  });
  return out;
}

/** Indents every line that is not empty. */
export function indent(text: string, pad: string): string {
  return text.replace(/^(?=.)/gm, pad);
}

function isInline({ inline, items }: List): boolean {
  return (
    inline &&
    items.every(
      ({ comment, trail, code }) => !comment && !trail && !code.includes('\n'),
    )
  );
}

function renderItems(items: readonly Item[], isMembers: boolean): string {
  const last = items.findLastIndex(({ code }) => code !== '');
  return items
    .map((item, i) => {
      const comma = isMembers && i < last && item.code !== '' ? ',' : '';
      return (i > 0 && item.gap ? '\n' : '') + renderItem(item, comma);
    })
    .join('\n');
}
