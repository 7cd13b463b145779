// The front door of the workbench: the live server, and the static site.
export { openBrowser, whyNoBrowser } from './open-browser';
export { runningInstance, startWorkbench, type Workbench } from './workbench';
export { buildSite } from './site';
