// Steps as folders of files: their differences, edits and copies.
export * from './compare';
export * from './files';
export * from './imports';
export { keysTwice } from './merge-json';
export * from './unified';
