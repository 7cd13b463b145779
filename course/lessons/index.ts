// A lesson's page: its Markdown, its blocks, the code they show, its HTML.
import type { Lesson } from '../outline';
import { pagesShowing } from './code';
import { lessonsWithPages, readPage } from './page';

export {
  findBlocks,
  replaceBlocks,
  type Block,
  type BlockKind,
  type Source,
} from './blocks';
export {
  checkPageCode,
  codeFor,
  fixPageCode,
  lessonOf,
  type PageProblem,
} from './code';
export {
  lessonsWithPages,
  pageFile,
  parsePage,
  readPage,
  type Page,
} from './page';
export { findSymbol, type Found } from './symbols';
export { diffUrl, lessonUrl } from './urls';

/** The pages, as files, that show code of any of these steps. */
export function pagesOf(steps: readonly Lesson[]): string[] {
  return pagesShowing(lessonsWithPages().map(readPage), steps);
}
