import { contactIdOf } from "../../host/apps/app-launch";
import type { OpenApp } from "../../host/workspace";

/** The apps whose tabs stand on a contact's desk (null: the idle desk): its own, and those of all contacts. */
export function tabsOf(apps: readonly OpenApp[], contactId: string | null): readonly OpenApp[] {
  return apps.filter((app) => app.spansContacts || (contactIdOf(app) ?? null) === contactId);
}
