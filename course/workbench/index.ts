// The front door of the workbench: the live server, and the static site.
export { runningInstance } from './instance';
export { openBrowser, whyNoBrowser } from './open-browser';
export { startWorkbench, type Workbench } from './workbench';
export { buildSite } from './site';
