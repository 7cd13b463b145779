// The files that pages load: the theme, the client script, the search library.
import fs from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, 'client');

export interface Asset {
  address: string;
  file: string;
}

/** All of them. Those of the live server are not part of the static site. */
export function assetFiles(): Asset[] {
  const own = fs.readdirSync(folder).map((name) => {
    return { address: `/assets/${name}`, file: path.join(folder, name) };
  });
  return [...own, { address: '/assets/minisearch.js', file: minisearch() }];
}

/** The build of minisearch for a plain script tag. */
function minisearch(): string {
  const main = require.resolve('minisearch');
  return path.join(path.dirname(main), '..', 'umd', 'index.js');
}
