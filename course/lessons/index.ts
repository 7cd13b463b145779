// A lesson's page: its Markdown, its blocks, the code they show, its HTML.
import { checkPageCode } from './code';
import { lessonsWithPages, readPage } from './page';

export * from './blocks';
export * from './code';
export * from './diagrams';
export { codeCss } from './highlight';
export { readHttp, writeHttp, type HttpPart } from './http-block';
export * from './markdown';
export * from './page';
export { renderPage } from './render';
export * from './render-diff';
export * from './search';
export * from './symbols';
export * from './urls';

/** The pages, as files, whose code is not what the steps have now. */
export function outdatedPages(): string[] {
  return lessonsWithPages()
    .map(readPage)
    .filter((page) => checkPageCode(page).length > 0)
    .map(({ file }) => file);
}
