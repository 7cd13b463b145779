// The search index: one entry for each section of each page.
import MiniSearch from 'minisearch';
import { headingsOf, markdownReader, plainText, type Token } from './markdown';
import type { Page } from './page';
import { lessonUrl } from './urls';

/** One section of a page, as the search knows it. */
export interface SearchEntry {
  /** The section's address: `/lessons/03.02-…/#how-it-works`. */
  readonly id: string;
  readonly lesson: string;
  readonly title: string;
  /** The section's heading; '' for what stands above the first. */
  readonly heading: string;
  readonly text: string;
}

/** What a reader of the index must give to `MiniSearch.loadJSON` as well. */
export const searchOptions = {
  fields: ['lesson', 'title', 'heading', 'text'],
  storeFields: ['lesson', 'title', 'heading'],
};

/** The index of all pages, as JSON for `MiniSearch.loadJSON`. */
export function buildSearch(pages: readonly Page[]): string {
  const index = new MiniSearch<SearchEntry>(searchOptions);
  index.addAll(pages.flatMap(sectionsOf));
  return JSON.stringify(index);
}

/** A page's sections, `##` by `##`, without any Markdown. */
export function sectionsOf(page: Page): SearchEntry[] {
  const tokens = markdownReader().parse(page.body, {});
  const heads = headingsOf(tokens).filter(({ level }) => level === 2);
  const starts = [0, ...heads.map(({ token }) => token)];
  const { lesson, title } = page;
  const url = lessonUrl(lesson);
  return starts.map((from, i) => {
    const head = heads[i - 1];
    const inside = tokens.slice(head ? from + 3 : from, starts[i + 1]);
    return {
      id: head ? `${url}#${head.anchor}` : url,
      lesson: lesson.id,
      title,
      heading: head?.text ?? '',
      text: [...(head ? [] : page.goals), ...textsOf(inside)].join(' '),
    };
  });
}

function textsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, i) => {
    if (token.type === 'fence') {
      return /^(mermaid|http|token)/.test(token.info) ? [] : [token.content];
    }
    // Of a fold, what it says while it is closed.
    if (token.type === 'html_block') {
      return [token.content.replace(/<[^>]*>/g, ' ').trim()];
    }
    if (token.type !== 'inline' || tokens[i - 1]?.tag === 'h1') return [];
    return [plainText(token)];
  });
}
