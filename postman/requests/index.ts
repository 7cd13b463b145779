// All requests of the course, written once, a file a module.
import { developmentTools } from './02-development-tools';
import { routesIntro } from './03-routes-intro';
import { modelViewController } from './05-model-view-controller';
import { tokenization } from './06-tokenization';
import { encryption } from './07-encryption';
import { session } from './08-session';
import { middleware } from './09-middleware';
import { authenticatedRoutes } from './10-authenticated-routes';
import { workoutLogServer } from './12-workout-log-server';
import { moreSequelizeFunctions } from './13-more-sequelize-functions';
import type { RequestModule } from './define';

/** In the order of the course; also those of lessons that are still coming. */
export const requestModules: readonly RequestModule[] = [
  developmentTools,
  routesIntro,
  modelViewController,
  tokenization,
  encryption,
  session,
  middleware,
  authenticatedRoutes,
  workoutLogServer,
  moreSequelizeFunctions,
];
