// The steps without the edits that are still to be carried: as git has them,
// with all that was carried since. So a second carry takes only what is new.
import type { Outcome } from './carry';
import { gitLines, readStep, textAt, type Known } from './carry-files';

/** The steps as they are known to hold what was carried. */
export interface KnownTexts {
  readonly all: readonly Known[];
  read(step: string, file: string): string | undefined;
  files(step: string): string[];
}

/** @param noted what earlier carries wrote down; what no longer holds is left out */
export function knownTexts(noted: readonly Known[]): KnownTexts {
  const folders = ['--', 'steps', 'final'];
  const changed = new Set([
    ...gitLines('diff', '--name-only', '-z', 'HEAD', ...folders),
    ...gitLines('ls-files', '--others', '-z', ...folders),
  ]);
  const head = (step: string, file: string) => {
    const name = step === 'final' ? `final/${file}` : `steps/${step}/${file}`;
    return changed.has(name)
      ? textAt('HEAD', step, file)
      : readStep(step, file);
  };
  const current = noted.filter((one) => one.head === head(one.step, one.file));
  // Taken back by git: what was carried of this file is no longer there.
  const isBack = (one: Known) =>
    one.text !== one.head && readStep(one.step, one.file) === one.head;
  const back = new Set(current.filter(isBack).map(({ file }) => file));
  const all = current.filter(({ file }) => !back.has(file));
  const find = (step: string, file: string) =>
    all.find((one) => one.step === step && one.file === file);
  return {
    all,
    read(step, file) {
      const one = find(step, file);
      return one ? one.text : head(step, file);
    },
    files: (step) =>
      all.filter((one) => one.step === step).map(({ file }) => file),
  };
}

/** What a step's file became by a carry, or the edited step's by its edit. */
type News = Pick<Outcome, 'step' | 'file' | 'renamedFrom' | 'after'> &
  Partial<Pick<Outcome, 'what'>>;

/** The notes with what another carry does. */
export function withOutcomes(
  noted: readonly Known[],
  outcomes: readonly News[],
): Known[] {
  const fresh = outcomes
    .filter(({ what }) => what !== 'conflict' && what !== 'ended')
    .flatMap(({ step, file, renamedFrom, after }) => [
      { step, file, text: after },
      ...(renamedFrom ? [{ step, file: renamedFrom, text: undefined }] : []),
    ])
    .map((one): Known => ({
      ...one,
      head: textAt('HEAD', one.step, one.file),
    }));
  const isFresh = (known: Known) =>
    fresh.some((one) => one.step === known.step && one.file === known.file);
  return [...noted.filter((one) => !isFresh(one)), ...fresh];
}
