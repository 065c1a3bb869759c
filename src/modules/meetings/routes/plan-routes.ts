import { createRecurringRoute } from '../recurring/routes/create-recurring.ts';
import { deleteRecurringRoute } from '../recurring/routes/delete-recurring.ts';
import { getRecurringRoute } from '../recurring/routes/get-recurring.ts';
import { listRecurringRoute } from '../recurring/routes/list-recurring.ts';
import { updateRecurringRoute } from '../recurring/routes/update-recurring.ts';
import { createTemplateRoute } from '../templates/routes/create-template.ts';
import { deleteTemplateRoute } from '../templates/routes/delete-template.ts';
import { getTemplateRoute } from '../templates/routes/get-template.ts';
import { listTemplatesRoute } from '../templates/routes/list-templates.ts';
import { updateTemplateRoute } from '../templates/routes/update-template.ts';

/** The calls about templates and recurring meetings. */
export const planRoutes = [
  ...[createTemplateRoute, listTemplatesRoute, getTemplateRoute, updateTemplateRoute, deleteTemplateRoute],
  ...[createRecurringRoute, listRecurringRoute, getRecurringRoute, updateRecurringRoute, deleteRecurringRoute],
];
