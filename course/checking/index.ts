// Checks against a server folder: verdicts, hints, and the proof that they bite.
export { checksAt, checksOf, standsAlone } from './in-force';
export { judge, runChecks } from './run';
export type { Hint } from './hints';
export type { Summary } from './summary';
export type { Report, Verdict, VerdictKind } from './run';
export type { Check, LessonChecks, Subject } from '../../checks/define';
export { prove, type Proof } from './prove';
