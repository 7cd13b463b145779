// Small pieces of HTML that pages and panels share.

/** Text made safe for HTML, attributes in double quotes included. */
export function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** A frame around something shown, with a line above it. */
export function figure(kind: string, caption: string, inside: string): string {
  const above = caption && `<figcaption>${caption}</figcaption>`;
  return `<figure class="block block-${kind}">${above}${inside}</figure>\n`;
}

/** Copies the `<code>` of the nearest `[data-copied]`, or of its figure. */
export function copyButton(what: string): string {
  return `<button type="button" class="copy only-js" data-copy aria-label="Copy ${escape(what)}">Copy</button>`;
}

/** Commands to type, each with its button. */
export function commandList(commands: readonly string[]): string {
  const items = commands.map(
    (line) =>
      `<li data-copied><code>${escape(line)}</code>${copyButton(`“${line}”`)}</li>`,
  );
  return `<ul class="commands" role="list">${items.join('')}</ul>\n`;
}
