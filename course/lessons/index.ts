// A lesson's page: its Markdown, its blocks, the code they show, its HTML.
import { checkPageCode } from './code';
import { lessonsWithPages, readPage } from './page';

export {
  findBlocks,
  replaceBlocks,
  type Block,
  type BlockKind,
  type Source,
} from './blocks';
export { checkPageCode, codeFor, fixPageCode, type PageProblem } from './code';
export { diagramsOf, type Diagram } from './diagrams';
export { codeCss } from './highlight';
export { readHttp, writeHttp, type HttpPart } from './http-block';
export {
  headingsOf,
  lineOf,
  markdownReader,
  plainText,
  type Heading,
} from './markdown';
export {
  lessonsWithPages,
  pageFile,
  parsePage,
  readPage,
  type Page,
} from './page';
export { renderPage } from './render';
export { renderDiff, type DiffLook } from './render-diff';
export { buildSearch, searchOptions, type SearchEntry } from './search';
export { findSymbol, parseCode, type Found } from './symbols';
export {
  isOutside,
  lessonOfFile,
  lessonUrl,
  splitLink,
  takenIds,
} from './urls';

/** The pages, as files, whose code is not what the steps have now. */
export function outdatedPages(): string[] {
  return lessonsWithPages()
    .map(readPage)
    .filter((page) => checkPageCode(page).length > 0)
    .map(({ file }) => file);
}
