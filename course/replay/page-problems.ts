// What can be wrong with a page without running anything: its code, its
// commands, its headings.
import {
  checkPageCode,
  headingsOf,
  lineOf,
  markdownReader,
  takenIds,
  type Page,
  type PageProblem,
} from '../lessons';
import { commandProblem } from './command-line';

/** What reading alone finds. */
export function readingProblems(page: Page): PageProblem[] {
  return [
    ...checkPageCode(page),
    ...headingProblems(page),
    ...commandBlockProblems(page),
    ...spokenCommandProblems(page),
  ];
}

function headingProblems(page: Page): PageProblem[] {
  const tokens = markdownReader().parse(page.body, {});
  const headings = headingsOf(tokens);
  const at = (line: number, message: string) => {
    return { file: page.file, line: page.bodyLine + line - 1, message };
  };
  const titles = headings.filter(({ level }) => level === 1);
  const [title] = titles;
  if (titles.length !== 1) {
    return [at(1, `The page must have one "# ${page.title}".`)];
  }
  const other =
    title.text === page.title
      ? []
      : [at(title.line, `The heading must be the title, "${page.title}".`)];
  return [
    ...other,
    ...headings
      .filter(({ anchor }) => takenIds.includes(anchor))
      .map(({ line, text }) =>
        at(line, `The workbench has a "#${text.toLowerCase()}" of its own.`),
      ),
  ];
}

function commandBlockProblems(page: Page): PageProblem[] {
  return page.blocks
    .filter(({ kind }) => kind === 'commands')
    .flatMap((block) =>
      block.body.split('\n').flatMap((text, i) => {
        if (text.trim() === '') return [];
        const message = commandProblem(text, page.lesson);
        const line = block.line + 1 + i;
        return message ? [{ file: page.file, line, message }] : [];
      }),
    );
}

// `npm run check 03.02` in a sentence is typed as well.
function spokenCommandProblems(page: Page): PageProblem[] {
  const tokens = markdownReader().parse(page.body, {});
  return tokens.flatMap((token, i) =>
    (token.children ?? []).flatMap(({ type, content }) => {
      if (type !== 'code_inline' || !/^(npm|npx) ./.test(content)) return [];
      const message = commandProblem(content, page.lesson, false);
      const line = page.bodyLine + lineOf(tokens, i) - 1;
      return message ? [{ file: page.file, line, message }] : [];
    }),
  );
}
