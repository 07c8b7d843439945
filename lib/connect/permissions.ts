/** What an app's registration can grant, by the administrator guide's list of events and requests. */
export type Permission =
  | "User.Details.View"
  | "User.Configuration.View"
  | "User.Status.View"
  | "User.Status.Edit"
  | "Contact.Details.View"
  | "Contact.Details.Edit"
  | "Contact.CustomerDetails.View"
  | "Contact.Attributes.View"
  | "*";
