import { contactIdOf } from "../../host/apps/app-launch";
import type { OpenApp } from "../../host/workspace";

/** The apps with tabs for a contact (null: the idle desk): its own, and those of all contacts. */
export function tabsOf(apps: readonly OpenApp[], contactId: string | null): readonly OpenApp[] {
  return apps.filter((app) => app.spansContacts || (contactIdOf(app) ?? null) === contactId);
}
