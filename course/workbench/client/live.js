// The live server's pages: puts the buttons where the commands stand.
import { begin } from './live-state.js';
import './live-status.js';
import './live-changes.js';
import './live-run.js';
import './live-requests.js';
import './live-checks.js';
import './live-tables.js';

void begin().catch((error) => window.course.say(error.message));
